package org.fiducia.statistics.discrete;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.ExponentialPolynomial;
import org.fiducia.statistics.likelihood.internal.shape.ExponentialSum;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.PowerSum;

/** A peak of common position and strength on a background of one of three functions in each of two categories. */
final class Functions {
    static final List<String> NAMES = List.of("exponential", "power law", "polynomial");
    static final List<Integer> FLOATING = List.of(1, 1, 2);
    static final UnbinnedCompiler COMPILER = new UnbinnedCompiler(
            List.of(new Gaussian(), new ExponentialSum(), new PowerSum(), new ExponentialPolynomial()));

    private Functions() {}

    static StatisticalModel model(int categories) {
        var parameters = new ArrayList<>(
                List.of(Parameter.interest("m", 125, 115, 135, 0.3), Parameter.interest("mu", 1, -10, 10, 0.3)));
        var all = new ArrayList<ModelCategory>();
        for (int c = 0; c < categories; c++) {
            parameters.add(Parameter.normalisation("N" + c, 2000));
            parameters.add(free("k" + c, 0.02, 0.002, -1, 1));
            parameters.add(free("p" + c, 3, 0.3, -50, 50));
            parameters.add(free("a" + c, -0.8, 0.1, -50, 50));
            parameters.add(free("b" + c, 0, 0.1, -50, 50));
            parameters.add(Shape.chooser("index" + c, 0, 3));
            var functions = new LinkedHashMap<String, Shape>();
            functions.put(NAMES.get(0), new Shape("exponential-sum", Map.of("p1", ref("k" + c))));
            functions.put(NAMES.get(1), new Shape("power-sum", Map.of("p1", ref("p" + c))));
            functions.put(NAMES.get(2), polynomial(c));
            all.add(new ModelCategory(
                    "c" + c,
                    100,
                    180,
                    List.of(
                            new Component(
                                    "signal",
                                    product(constant(60 + 30 * c), ref("mu")),
                                    new Shape("gaussian", Map.of("mean", ref("m"), "sigma", constant(1.5 + c)))),
                            new Component("background", ref("N" + c), Shape.choice("index" + c, functions))),
                    Map.of()));
        }
        return new StatisticalModel(parameters, List.of(), all);
    }

    private static Shape polynomial(int c) {
        var two = new LinkedHashMap<String, org.fiducia.api.model.Expression>();
        two.put("p1", ref("a" + c));
        two.put("p2", ref("b" + c));
        return new Shape("exponential-polynomial", two);
    }

    private static Parameter free(String name, double start, double step, double lower, double upper) {
        return new Parameter(name, start, lower, upper, step, Parameter.Role.NUISANCE, "", false);
    }

    /** No events. */
    static Dataset nothing(int categories) {
        var none = new ArrayList<double[]>();
        for (int c = 0; c < categories; c++) {
            none.add(new double[0]);
        }
        return Dataset.unweighted(none);
    }

    /** The model with functions held. */
    static StatisticalModel held(StatisticalModel model, int... functions) {
        var parameters = new ArrayList<>(model.parameters());
        for (int c = 0; c < functions.length; c++) {
            int k = model.indexOf("index" + c);
            parameters.set(k, parameters.get(k).fixedAt(functions[c]));
        }
        return model.withParameters(parameters);
    }
}

package org.fiducia.statistics.benchmark;

import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/**
 * Workload {@code anchor}: a diphoton peak of position mH and strength mu in the categories of {@link AnchorData}, with fixed
 * expectations and double-sided Crystal Balls, on smooth backgrounds: the exponential of a polynomial of third degree, or one
 * of eleven functions.
 */
final class AnchorModel {
    private static final double[] EXPECTED = {135.36, 1674.31, 1319.27, 579.84, 87.62};
    private static final double[] EVENTS = {1235, 33235, 32451, 16630, 2501};
    private static final List<String> TAILS = List.of("sigma", "alphaL", "nL", "alphaR", "nR");

    /** Shift of the mean from mH, then what is in {@link #TAILS}. */
    private static final double[][] PEAKS = {
        {-.144, 1.334, 1.821, 2.64, 3.998, 19.971},
        {-.054, .99, 1.565, 4.248, 3.074, 17.813},
        {-.097, 1.316, 1.375, 8.078, 2.775, 16.792},
        {-.157, 1.637, 1.523, 9.831, 3.997, 19.847},
        {-.325, 1.98, 2.333, 1.2, 3.948, 15.964}
    };

    private static final int ORDER = 3;

    private final List<Parameter> parameters = new ArrayList<>();

    private AnchorModel() {
        parameters.add(Parameter.interest("mH", 125, 110, 140, 0.05));
        parameters.add(Parameter.interest("mu", 1, -20, 20, 0.03));
    }

    /** With the exponential of a polynomial: 22 parameters. */
    static StatisticalModel model() {
        var made = new AnchorModel();
        return made.categories(c -> made.exponentialPolynomial(c, ORDER));
    }

    /** With the choice between eleven functions in each category. */
    static StatisticalModel envelope() {
        var made = new AnchorModel();
        return made.categories(made::choice);
    }

    private interface Background {
        Shape of(int category);
    }

    private StatisticalModel categories(Background background) {
        var categories = new ArrayList<ModelCategory>();
        for (int c = 0; c < AnchorData.CATEGORIES; c++) {
            var peak = new LinkedHashMap<String, Expression>();
            peak.put("mean", sum(ref("mH"), constant(PEAKS[c][0])));
            for (int k = 0; k < TAILS.size(); k++) {
                peak.put(TAILS.get(k), constant(PEAKS[c][k + 1]));
            }
            String events = "N" + c;
            parameters.add(Parameter.normalisation(events, EVENTS[c] - EXPECTED[c]));
            categories.add(new ModelCategory(
                    "c" + c,
                    AnchorData.LO,
                    AnchorData.HI,
                    List.of(
                            new Component("signal", product(constant(EXPECTED[c]), ref("mu")), new Shape("dscb", peak)),
                            new Component("background", ref(events), background.of(c))),
                    Map.of()));
        }
        return new StatisticalModel(parameters, List.of(), categories);
    }

    private Expression free(String name, double start, double step, double lower, double upper) {
        parameters.add(new Parameter(name, start, lower, upper, step, Parameter.Role.NUISANCE, "", false));
        return ref(name);
    }

    private Shape exponentialPolynomial(int c, int order) {
        var of = new LinkedHashMap<String, Expression>();
        for (int k = 1; k <= order; k++) {
            of.put("p" + k, free("c" + c + "_e" + order + "_p" + k, k == 1 ? -1.2 : 0, 0.05, -30, 30));
        }
        return new Shape("exponential-polynomial", of);
    }

    private Shape fractions(int c, String kind, int terms, double first, double apart) {
        var of = new LinkedHashMap<String, Expression>();
        String prefix = "c" + c + "_" + kind + terms + "_";
        for (int k = 1; k <= terms && apart > 0; k++) {
            of.put("p" + k, free(prefix + "p" + k, first + apart * (k - 1), 0.1 * apart, -20 * apart, 20 * apart));
        }
        for (int k = 1; k < terms; k++) {
            of.put("f" + k, free(prefix + "f" + k, 0.5, 0.1, 0, 1));
        }
        return new Shape(kind, of);
    }

    private Shape bernstein(int c, int degree) {
        var of = new LinkedHashMap<String, Expression>();
        of.put("b0", constant(1));
        for (int k = 1; k <= degree; k++) {
            of.put("b" + k, free("c" + c + "_b" + degree + "_" + k, Math.exp(-2.4 * k / degree), 0.05, 0, 20));
        }
        return new Shape("bernstein", of);
    }

    private Shape choice(int c) {
        var functions = new LinkedHashMap<String, Shape>();
        functions.put("exponential 1", fractions(c, "exponential-sum", 1, 0.03, 0.02));
        functions.put("exponential 3", fractions(c, "exponential-sum", 2, 0.02, 0.02));
        functions.put("power law 1", fractions(c, "power-sum", 1, 4, 2));
        functions.put("power law 3", fractions(c, "power-sum", 2, 3, 2));
        functions.put("Laurent 1", fractions(c, "laurent", 2, 0, 0));
        functions.put("Laurent 2", fractions(c, "laurent", 3, 0, 0));
        for (int degree = 3; degree <= 5; degree++) {
            functions.put("Bernstein " + degree, bernstein(c, degree));
        }
        for (int order = 2; order <= 3; order++) {
            functions.put("exponential polynomial " + order, exponentialPolynomial(c, order));
        }
        String index = "c" + c + "_function";
        parameters.add(Shape.chooser(index, functions.size() - 1, functions.size()));
        return Shape.choice(index, functions);
    }
}

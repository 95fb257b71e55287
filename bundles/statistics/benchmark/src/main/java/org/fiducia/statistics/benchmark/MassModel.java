package org.fiducia.statistics.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/** Workload W1: a peak on an exponential in one category, with 4, 8 or 9 free parameters. */
public final class MassModel {
    private static final double LO = 105;
    private static final double HI = 160;

    private MassModel() {}

    /** The first masses of the file. */
    public static Dataset data(Path folder, int events) throws IOException {
        double[] all = NumpyFile.read(folder.resolve("w1_mass_1e6.npy")).reals();
        return Dataset.unweighted(List.of(Arrays.copyOf(all, events)));
    }

    /**
     * The model.
     *
     * @param events number of events, for the start values
     * @param free number of free parameters: 4 (yields, mean, width), 8 (and the tails), 9 (and the background)
     */
    public static StatisticalModel model(int events, int free) {
        boolean tails = free >= 8;
        List<Parameter> parameters = List.of(
                unlimited("nsig", 0.4 * events, Math.sqrt(events)),
                unlimited("nbkg", 0.6 * events, Math.sqrt(events)),
                unlimited("mean", 124.5, 0.1),
                unlimited("sigma", 2, 0.1),
                tail("alphaL", 1.2, 1.5, 0.3, 4, tails),
                tail("nL", 2.5, 3, 1.05, 30, tails),
                tail("alphaR", 1.7, 1.5, 0.3, 4, tails),
                tail("nR", 3.5, 3, 1.05, 30, tails),
                free == 9
                        ? unlimited("k", -0.02, 1e-3)
                        : unlimited("k", -0.015, 1e-3).fixedAt(-0.015));
        var dscb = new LinkedHashMap<String, Expression>();
        for (Parameter parameter : parameters.subList(2, 8)) {
            dscb.put(parameter.name(), Expression.ref(parameter.name()));
        }
        var category = new ModelCategory(
                "mass",
                LO,
                HI,
                List.of(
                        new Component("signal", Expression.ref("nsig"), new Shape("dscb", dscb)),
                        new Component(
                                "background",
                                Expression.ref("nbkg"),
                                new Shape("exponential", Map.of("slope", Expression.ref("k"))))),
                Map.of());
        return new StatisticalModel(parameters, List.of(), List.of(category));
    }

    private static Parameter unlimited(String name, double start, double step) {
        return Parameter.interest(name, start, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, step);
    }

    private static Parameter tail(String name, double fixed, double start, double lower, double upper, boolean free) {
        Parameter parameter = Parameter.interest(name, start, lower, upper, 0.1);
        return free ? parameter : parameter.fixedAt(fixed);
    }
}

package org.fiducia.publisher.hepdata;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Cross sections of the bins of an observable in replicas of the data (B. Efron, Ann. Statist. 7 (1979) 1): every replica is
 * fitted in all free parameters, from the best fit of the data, with the constrained nuisances and the choices between
 * functions held there.
 *
 * @param sigma [replica][bin], fb; NaN where a fit found no minimum
 */
record Replicas(double[][] sigma) {
    /**
     * Fits.
     *
     * @param number of replicas
     * @param progress may cancel
     * @throws FiduciaException of kind PLUGIN when the data of the model are not those of its samples
     */
    static Replicas of(
            Measurement measurement, CardModel.Model model, EventWeights drawn, int number, Progress progress) {
        DataEvents events = DataEvents.of(model)
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN,
                        "the data that " + measurement.observable().id()
                                + " is fitted to are not the events of its samples",
                        "tell the maintainers"));
        var reduced = new Reduced(measurement, model.likelihood());
        int bins = measurement.bins().size();
        double[][] sigma = new double[number][bins];
        for (int r = 0; r < number; r++) {
            progress.checkCancelled();
            Optional<double[]> best = reduced.fit(model, events.replica(drawn, r));
            for (int j = 0; j < bins; j++) {
                sigma[r][j] = best.isEmpty()
                        ? Double.NaN
                        : model.likelihood().evaluate(model.quantities().get(j).value(), best.get(), null);
            }
        }
        return new Replicas(sigma);
    }

    /** The likelihood as a function of what is free. */
    private static final class Reduced {
        private final double[] full;
        private final int[] places;
        private final double[] start;
        private final Likelihood likelihood;

        Reduced(Measurement measurement, Likelihood whole) {
            Map<String, Double> best = new HashMap<>();
            for (Fitted parameter : measurement.parameters()) {
                best.put(parameter.name(), parameter.value());
            }
            StatisticalModel model = whole.model();
            StatisticalModel there = model.withParameters(model.parameters().stream()
                    .map(p -> p.startingAt(
                            Math.max(p.lower(), Math.min(p.upper(), best.getOrDefault(p.name(), p.initial())))))
                    .toList());
            full = there.initial();
            StatisticalModel chosen = there.choices().isEmpty() ? there : there.chosen();
            Set<String> constrained = new HashSet<>();
            chosen.constraints().forEach(constraint -> constrained.addAll(constraint.references()));
            Map<String, Double> held = new HashMap<>();
            for (Parameter p : chosen.parameters()) {
                if (p.fixed() || p.role() == Parameter.Role.NUISANCE && constrained.contains(p.name())) {
                    held.put(p.name(), p.initial());
                }
            }
            StatisticalModel small = chosen.holding(held);
            likelihood = whole.compiled(small).orElseGet(() -> whole.with(fixed(there, held)));
            start = likelihood.model().initial();
            places = likelihood.model().parameters().stream()
                    .mapToInt(p -> there.indexOf(p.name()))
                    .toArray();
        }

        private static StatisticalModel fixed(StatisticalModel model, Map<String, Double> held) {
            return model.withParameters(model.parameters().stream()
                    .map(p -> held.containsKey(p.name()) ? p.fixedAt(p.initial()) : p)
                    .toList());
        }

        /** All parameters at the minimum; nothing where there is none. */
        Optional<double[]> fit(CardModel.Model model, Dataset data) {
            FitResult result = model.fitter().fit(likelihood.with(data), start, false, Progress.NONE);
            if (!result.converged()) {
                return Optional.empty();
            }
            double[] all = full.clone();
            for (int k = 0; k < places.length; k++) {
                all[places[k]] = result.parameters()[k];
            }
            return Optional.of(all);
        }
    }

    /** As bytes, from which {@link #read} makes them again. */
    byte[] bytes() {
        var buffer = ByteBuffer.allocate(Integer.BYTES + Double.BYTES * sigma.length * bins());
        buffer.putInt(bins());
        for (double[] replica : sigma) {
            for (double x : replica) {
                buffer.putDouble(x);
            }
        }
        return buffer.array();
    }

    static Replicas read(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        int bins = buffer.getInt();
        double[][] sigma = new double[buffer.remaining() / Double.BYTES / bins][bins];
        for (double[] replica : sigma) {
            for (int j = 0; j < bins; j++) {
                replica[j] = buffer.getDouble();
            }
        }
        return new Replicas(sigma);
    }

    /** Number of bins. */
    int bins() {
        return sigma.length == 0 ? 0 : sigma[0].length;
    }

    /** Whether a replica was fitted. */
    boolean fitted(int replica) {
        return Arrays.stream(sigma[replica]).allMatch(Double::isFinite);
    }
}

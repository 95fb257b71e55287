package org.fiducia.publisher.hepdata;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions.Fitted;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.schedule.Scheduler;

/**
 * Cross sections of the bins of an observable in replicas of the data (B. Efron, Ann. Statist. 7 (1979) 1): every replica is
 * fitted in all free parameters, from the best fit of the data, with the constrained nuisances and the choices between
 * functions held there.
 *
 * @param sigma [replica][bin], fb; NaN where a fit found no minimum
 */
record Replicas(double[][] sigma) {
    /** So many replicas are fitted first, which shows how long the others take. */
    private static final int FIRST = 10;

    /** Seconds that the others must take for them to be sent to other processes, which takes some of them, too. */
    private static final double WORTH = 0.5;

    /**
     * Fits.
     *
     * @param number of replicas
     * @param scheduler has them fitted in other processes, where that is worth it; empty for this thread
     * @param progress may cancel
     * @throws FiduciaException of kind PLUGIN when the data of the model are not those of its samples
     */
    static Replicas of(
            Measurement measurement,
            CardModel.Model model,
            EventWeights drawn,
            int number,
            Optional<Scheduler> scheduler,
            Progress progress) {
        return of(measurement, model, drawn, number, scheduler, WORTH, progress);
    }

    /** The same with another number of seconds from which on others are asked. */
    static Replicas of(
            Measurement measurement,
            CardModel.Model model,
            EventWeights drawn,
            int number,
            Optional<Scheduler> scheduler,
            double worth,
            Progress progress) {
        DataEvents events = DataEvents.of(model)
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN,
                        "the data that " + measurement.observable().id()
                                + " is fitted to are not the events of its samples",
                        "tell the maintainers"));
        var reduced = new Reduced(measurement, model.likelihood());
        var best = new ArrayList<double[]>();
        long began = System.nanoTime();
        while (best.size() < number) {
            progress.checkCancelled();
            if (best.size() == FIRST && reduced.compiled && scheduler.isPresent()) {
                double rest = (System.nanoTime() - began) * 1e-9 / FIRST * (number - FIRST);
                Optional<List<double[]>> others = rest < worth
                        ? Optional.empty()
                        : ReplicaTask.run(
                                reduced.likelihood,
                                model.fitter(),
                                events,
                                drawn,
                                FIRST,
                                number,
                                scheduler.get(),
                                progress);
                if (others.isPresent()) {
                    best.addAll(others.get());
                    break;
                }
            }
            best.add(ReplicaTask.fit(reduced.likelihood, model.fitter(), events, drawn, best.size()));
        }
        int bins = measurement.bins().size();
        double[][] sigma = new double[number][bins];
        for (int r = 0; r < number; r++) {
            double[] all = reduced.all(best.get(r));
            for (int j = 0; j < bins; j++) {
                sigma[r][j] = all.length == 0
                        ? Double.NaN
                        : model.likelihood().evaluate(model.quantities().get(j).value(), all, null);
            }
        }
        return new Replicas(sigma);
    }

    /** The likelihood as a function of what is free. */
    private static final class Reduced {
        private final double[] full;
        private final int[] places;
        private final Likelihood likelihood;

        /** Whether the likelihood is what comes of its model and data. */
        private final boolean compiled;

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
            Optional<Likelihood> smaller = whole.compiled(small);
            compiled = smaller.isPresent();
            likelihood = smaller.orElseGet(() -> whole.with(fixed(there, held)));
            places = likelihood.model().parameters().stream()
                    .mapToInt(p -> there.indexOf(p.name()))
                    .toArray();
        }

        private static StatisticalModel fixed(StatisticalModel model, Map<String, Double> held) {
            return model.withParameters(model.parameters().stream()
                    .map(p -> held.containsKey(p.name()) ? p.fixedAt(p.initial()) : p)
                    .toList());
        }

        /** All parameters, from those that are free; none where there are none. */
        double[] all(double[] free) {
            if (free.length == 0) {
                return free;
            }
            double[] all = full.clone();
            for (int k = 0; k < places.length; k++) {
                all[places[k]] = free[k];
            }
            return all;
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

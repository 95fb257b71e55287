package org.fiducia.statistics.inference;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.HypothesisTest.Setup;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;

/**
 * Toys of one value of a parameter, drawn with all others at their best fit to the data for it, and their 2ΔNLL at that value.
 * Toys of different values are independent of each other.
 */
final class ToyPoint {
    /** Toys that one thread does at a time. */
    private static final int BLOCK = 6;

    /** Values have series of toys that do not overlap. */
    private static final long SERIES = 1L << 24;

    /** Rounding of 2ΔNLL: toys that are like the data must compare as equal. */
    private static final double ROUNDING = 1e-6;

    /** Part of the way to the best fit that is as good as none, but leads away from where rounding decides. */
    private static final double INSIDE = 1e-6;

    private final double value;

    /** Where toys are drawn: the value, or a little nearer to the best fit. */
    private final double drawn;

    /** 2ΔNLL of the data, found as that of a toy is. */
    private final double observed;

    private boolean possible;

    /** Of the parameters that are fitted in toys, where the likelihood can be had without the others. */
    private final Setup setup;

    /** Of the model of the setup, those that are not fitted in toys fixed. */
    private final List<Parameter> parameters = new ArrayList<>();

    private final List<Likelihood> likelihoods = new ArrayList<>();
    private final long first;
    private double[] rises = {};
    private int failed;
    private String failure = "";

    /**
     * No toy is drawn yet. With some parameters held the model may not be possible: at the edge of what is, rounding decides,
     * and so the value is tried a little inside; where that does not help nothing is held.
     *
     * @param best value in the data
     * @param negligible parameters that are held in the fits of the toys
     * @param number of the value among all of a parameter
     */
    static ToyPoint of(
            double value,
            double best,
            StrengthFit.Value data,
            Setup setup,
            boolean[] negligible,
            int number,
            Progress progress) {
        for (double part : new double[] {0, INSIDE}) {
            double drawn = value + part * (best - value);
            var point = new ToyPoint(value, drawn, data, setup, negligible, number, progress);
            if (!Double.isFinite(data.rise()) || point.possible && Double.isFinite(point.observed)) {
                return point;
            }
        }
        return new ToyPoint(value, value, data, setup, new boolean[0], number, progress);
    }

    /**
     * No toy is drawn yet.
     *
     * @param negligible parameters that are held in the fits of the toys
     * @param number of the value among all of a parameter
     */
    private ToyPoint(
            double value,
            double drawn,
            StrengthFit.Value data,
            Setup setup,
            boolean[] negligible,
            int number,
            Progress progress) {
        this.value = value;
        this.drawn = drawn;
        first = number * SERIES;
        List<Parameter> all = setup.likelihood().model().parameters();
        var held = new LinkedHashMap<String, Double>();
        for (int i = 0; i < negligible.length; i++) {
            if (negligible[i] || all.get(i).fixed()) {
                held.put(all.get(i).name(), data.parameters()[i]);
            }
        }
        Optional<Likelihood> fewer = held.isEmpty()
                ? Optional.empty()
                : setup.likelihood().compiled(setup.likelihood().model().holding(held));
        double[] values = data.parameters().clone();
        values[setup.parameter()] += drawn - value;
        double[] start = fewer.isEmpty()
                ? values
                : IntStream.range(0, all.size())
                        .filter(i -> !held.containsKey(all.get(i).name()))
                        .mapToDouble(i -> values[i])
                        .toArray();
        Likelihood likelihood = fewer.orElse(setup.likelihood());
        this.setup = new Setup(
                likelihood,
                setup.fitter(),
                start,
                likelihood.model().indexOf(all.get(setup.parameter()).name()),
                setup.background(),
                setup.toys(),
                setup.seed(),
                setup.threads());
        for (Parameter each : likelihood.model().parameters()) {
            Double at = held.get(each.name());
            parameters.add(at == null ? each : each.fixedAt(at));
        }
        possible = Double.isFinite(data.rise()) && (number < 0 || drawable());
        // what is held must be held for the data, too: toys that are like them must compare as equal
        observed =
                possible && !held.isEmpty() ? rise(likelihood, parameters, this.setup, drawn, progress) : data.rise();
    }

    /** What became of a toy: NaN without a minimum, and why; whether the model cannot be so. */
    private record Outcome(double rise, String failure, boolean impossible) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    /**
     * Further toys, in fixed blocks.
     *
     * @param value that is tested
     * @param parameters of the model of the likelihood, those that are not fitted fixed
     * @param start what is drawn from
     * @param first number of the first
     */
    private record More(
            double value,
            ArrayList<Parameter> parameters,
            double[] start,
            int parameter,
            double background,
            long seed,
            long first,
            int toys)
            implements Blocks.Portable<ArrayList<Outcome>> {
        private static final long serialVersionUID = 1;

        @Override
        public ArrayList<Outcome> run(Likelihood own, Fitter fitter, int block, Progress progress) {
            var setup = new Setup(own, fitter, start, parameter, background, toys, seed, 1);
            var outcomes = new ArrayList<Outcome>();
            for (int k = block * BLOCK; k < Math.min(toys, (block + 1) * BLOCK); k++) {
                progress.checkCancelled();
                outcomes.add(toy(setup, first + k, progress));
                progress.advance(1);
            }
            return outcomes;
        }

        private Outcome toy(Setup setup, long number, Progress progress) {
            Likelihood drawn;
            try {
                drawn = setup.likelihood().toy(start, seed, number);
            } catch (FiduciaException negative) {
                return new Outcome(Double.NaN, String.valueOf(negative.getMessage()), true);
            }
            try {
                return new Outcome(rise(drawn, parameters, setup, value, progress), "", false);
            } catch (FiduciaException failed) {
                if (failed.kind() != Kind.FIT) {
                    throw failed;
                }
                return new Outcome(Double.NaN, String.valueOf(failed.getMessage()), false);
            }
        }
    }

    private static double rise(
            Likelihood drawn, List<Parameter> parameters, Setup setup, double value, Progress progress) {
        Likelihood simple = drawn.with(drawn.model().withParameters(parameters));
        return new StrengthFit(simple, setup, setup.start(), progress)
                .value(value)
                .rise();
    }

    /** Draws more toys. */
    void add(int toys, Progress progress) {
        while (likelihoods.size() < setup.threads()) {
            likelihoods.add(setup.likelihood().copy());
        }
        var more = new More(
                drawn,
                new ArrayList<>(parameters),
                setup.start(),
                setup.parameter(),
                setup.background(),
                setup.seed(),
                first + rises.length + failed,
                toys);
        List<ArrayList<Outcome>> found =
                Blocks.run(likelihoods, setup.fitter(), (toys + BLOCK - 1) / BLOCK, progress, more);
        var all = found.stream().flatMap(List::stream).toList();
        for (Outcome outcome : all) {
            if (outcome.impossible()) {
                possible = false; // somewhere less than nothing is expected, which the first toys did not meet
            }
            if (!outcome.failure().isEmpty()) {
                failed++;
                failure = failure.isEmpty() ? outcome.failure() : failure;
            }
        }
        double[] further = all.stream()
                .mapToDouble(Outcome::rise)
                .filter(rise -> !Double.isNaN(rise))
                .toArray();
        double[] sum = Arrays.copyOf(rises, rises.length + further.length);
        System.arraycopy(further, 0, sum, rises.length, further.length);
        rises = sum;
    }

    double value() {
        return value;
    }

    /** Whether the model can be so at all, and data can be made from it. */
    boolean possible() {
        return possible;
    }

    /** At the edge of what is positive a fit may end where a density is, by a little, less than nothing. */
    private boolean drawable() {
        try {
            setup.likelihood().toy(setup.start(), setup.seed(), first);
            return true;
        } catch (FiduciaException negative) {
            return false;
        }
    }

    int used() {
        return possible ? rises.length : 0;
    }

    int failed() {
        return possible ? failed : 0;
    }

    /** Why the first toy without a minimum has none; empty when all have one. */
    String failure() {
        return failure;
    }

    /** Share of the toys that are at least as far from the value as the data. */
    double pValue() {
        double least = observed - ROUNDING * (1 + observed);
        return (double) Arrays.stream(rises).filter(rise -> rise >= least).count() / rises.length;
    }

    /** Share of the toys with 2ΔNLL up to a threshold; NaN without toys. */
    double coverage(double threshold) {
        double most = threshold + ROUNDING * (1 + threshold);
        return (double) Arrays.stream(rises).filter(rise -> rise <= most).count() / rises.length;
    }

    /** Smallest 2ΔNLL that at least a share of the toys do not exceed; NaN without toys. */
    double threshold(double share) {
        if (rises.length == 0) {
            return Double.NaN;
        }
        double[] rising = rises.clone();
        Arrays.sort(rising);
        return rising[Math.max(0, Math.min(rising.length, (int) Math.ceil(share * rising.length)) - 1)];
    }
}

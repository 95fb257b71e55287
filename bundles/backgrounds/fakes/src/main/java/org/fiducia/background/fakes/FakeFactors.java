package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;
import org.fiducia.objects.misidentified.Misidentified.Loose;

/**
 * Fake factors: how many misidentified objects of a kind pass the tight identification over how many pass the loose one
 * alone, per interval of the transverse momentum, from pairs of regions that differ in nothing else. Genuine objects are
 * taken off by simulation.
 */
final class FakeFactors {
    private final double[] edges;
    private final Map<String, Factor[]> factors;

    private FakeFactors(double[] edges, Map<String, Factor[]> factors) {
        this.edges = edges;
        this.factors = factors;
    }

    /** A number with its statistical uncertainty; NaN where nothing is loose. */
    record Factor(double value, double error) {}

    /**
     * Events by which factors are measured, or to which they are applied.
     *
     * @param samples all of the card
     * @param simulation whether simulated misidentified objects stand for the data
     * @param scale of a simulated event by what is misidentified in it
     */
    record Source(
            Analysis analysis, List<BinnedSample> samples, boolean simulation, ToDoubleFunction<FakeContent> scale) {
        /** Something that is done with every event of a region: the weight, and its square for the uncertainty. */
        @FunctionalInterface
        interface Use {
            void of(SelectedEvent event, Misidentified candidate, double weight, double square);
        }

        /**
         * Goes through the events that stand for misidentified objects of some kinds: data less the simulation without any,
         * or the simulation with some.
         */
        void each(String region, List<String> kinds, Use use) {
            int index = analysis.region(region);
            for (BinnedSample sample : samples) {
                boolean data = sample.sample().role() == Role.DATA;
                if (data && simulation) {
                    continue;
                }
                double scale = data ? 1 : scale(sample);
                for (SelectedEvent event : sample.events()) {
                    if (event.region() != index || !(event.reco() instanceof Misidentified candidate)) {
                        continue;
                    }
                    boolean fake =
                            kinds.stream().anyMatch(kind -> candidate.fakes().number(kind) > 0);
                    if (data) {
                        use.of(event, candidate, event.selectedWeight(), event.selectedWeight());
                    } else if (fake == simulation) {
                        double weight = event.selectedWeight() * scale * this.scale.applyAsDouble(candidate.fakes());
                        use.of(event, candidate, simulation ? weight : -weight, weight * weight);
                    }
                }
            }
        }

        private double scale(BinnedSample sample) {
            return sample.sample().scale()
                    * analysis.eras().stream()
                            .filter(era -> sample.sample().serves(era))
                            .mapToDouble(Era::luminosity)
                            .sum();
        }
    }

    /** A pair of regions, with all objects tight and with the one that is looked at loose. */
    record Pair(String tight, String loose) {}

    /**
     * Measures them.
     *
     * @param pairs in which every object that {@link Misidentified#candidates} has is looked at
     * @param edges of the transverse momentum, GeV; the last interval has no upper end
     */
    static FakeFactors of(Source source, List<Pair> pairs, double[] edges) {
        List<String> kinds = kinds(source, pairs);
        var tight = new TreeMap<String, double[][]>();
        var loose = new TreeMap<String, double[][]>();
        for (Pair pair : pairs) {
            count(source, pair.tight(), kinds, edges, tight);
            count(source, pair.loose(), kinds, edges, loose);
        }
        var factors = new TreeMap<String, Factor[]>();
        for (String kind : kinds) {
            double[][] n = tight.getOrDefault(kind, new double[2][edges.length]);
            double[][] d = loose.getOrDefault(kind, new double[2][edges.length]);
            var of = new Factor[edges.length];
            for (int i = 0; i < of.length; i++) {
                double value = d[0][i] > 0 ? Math.max(0, n[0][i] / d[0][i]) : Double.NaN;
                double error = Math.sqrt(n[1][i] + value * value * d[1][i]) / d[0][i];
                of[i] = new Factor(value, error);
            }
            factors.put(kind, of);
        }
        return new FakeFactors(edges.clone(), factors);
    }

    private static List<String> kinds(Source source, List<Pair> pairs) {
        var kinds = new ArrayList<String>();
        for (Pair pair : pairs) {
            for (String region : List.of(pair.tight(), pair.loose())) {
                int index = source.analysis().region(region);
                for (BinnedSample sample : source.samples()) {
                    for (SelectedEvent event : sample.events()) {
                        if (event.region() == index && event.reco() instanceof Misidentified candidate) {
                            candidate.candidates().stream()
                                    .map(Loose::kind)
                                    .filter(kind -> !kinds.contains(kind))
                                    .forEach(kinds::add);
                        }
                    }
                }
            }
        }
        kinds.sort(null);
        return kinds;
    }

    private static void count(
            Source source, String region, List<String> kinds, double[] edges, Map<String, double[][]> counts) {
        source.each(region, kinds, (event, candidate, weight, square) -> {
            for (Loose object : candidate.candidates()) {
                double[][] sums = counts.computeIfAbsent(object.kind(), kind -> new double[2][edges.length]);
                int at = interval(edges, object.pt());
                sums[0][at] += weight;
                sums[1][at] += square;
            }
        });
    }

    private static int interval(double[] edges, double pt) {
        int at = Arrays.binarySearch(edges, pt);
        return Math.max(0, at >= 0 ? at : -at - 2);
    }

    /** Kinds of objects that have factors, in the order of their names. */
    List<String> kinds() {
        return List.copyOf(factors.keySet());
    }

    /** Lower ends of the intervals. */
    double[] edges() {
        return edges.clone();
    }

    /** Factors of a kind, one per interval. */
    Factor[] of(String kind) {
        return factors.getOrDefault(kind, new Factor[0]).clone();
    }

    /** A number of events, with its statistical uncertainty. */
    record Estimate(double events, double error) {
        /** This over another, independent one. */
        Estimate over(Estimate other) {
            double ratio = events / other.events;
            return new Estimate(ratio, Math.abs(ratio) * Math.hypot(error / events, other.error / other.events));
        }
    }

    /**
     * Events with misidentified objects in a signal region: Σ (−1)^(n+1) Π FF over the events of its application region with n
     * loose objects, all of kinds that have factors.
     *
     * @param category index of the category
     */
    Estimate applied(Source source, String region, int category) {
        double[] sums = new double[2];
        var slopes = new TreeMap<String, double[]>();
        source.each(region, kinds(), (event, candidate, weight, square) -> {
            List<Loose> loose = candidate.loose();
            if (event.category() != category
                    || loose.isEmpty()
                    || !loose.stream().allMatch(object -> factors.containsKey(object.kind()))) {
                return;
            }
            double product = loose.size() % 2 == 1 ? 1 : -1;
            for (Loose object : loose) {
                product *= factor(object).value();
            }
            sums[0] += weight * product;
            sums[1] += square * product * product;
            for (Loose object : loose) {
                double value = factor(object).value();
                slopes.computeIfAbsent(object.kind(), kind -> new double[edges.length])[interval(edges, object.pt())] +=
                        value > 0 ? weight * product / value : 0;
            }
        });
        double variance = sums[1];
        for (Map.Entry<String, double[]> slope : slopes.entrySet()) {
            Factor[] of = of(slope.getKey());
            for (int i = 0; i < of.length; i++) {
                double change = slope.getValue()[i] == 0 ? 0 : slope.getValue()[i] * of[i].error();
                variance += change * change;
            }
        }
        return new Estimate(sums[0], Math.sqrt(variance));
    }

    private Factor factor(Loose object) {
        Factor[] of = of(object.kind());
        return of[interval(edges, object.pt())];
    }
}

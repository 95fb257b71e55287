package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;

/** Simulated events of one place of the model: sums of weights by process and by what is misidentified. */
final class SimulatedYields {
    private final Map<Origin, Sum> sums = new TreeMap<>();
    private double all;
    private double squares;

    /** Process with what is misidentified. */
    record Origin(String process, FakeContent fakes) implements Comparable<Origin> {
        /** Name of the component, e.g. {@code tt_eHF_t1}. */
        String component() {
            return fakes.isEmpty() ? process : process + "_" + fakes.label();
        }

        @Override
        public int compareTo(Origin other) {
            int order = process.compareTo(other.process);
            return order != 0 ? order : fakes.compareTo(other.fakes);
        }
    }

    /** Of one origin. */
    static final class Sum {
        private double weight;
        private double squares;
        private final Map<String, Double> genuine = new TreeMap<>();

        /** Expected events. */
        double events() {
            return weight;
        }

        /** Their statistical uncertainty. */
        double error() {
            return Math.sqrt(squares);
        }

        /** Mean number of genuine objects of a type. */
        double genuine(String type) {
            return weight > 0 ? genuine.getOrDefault(type, 0.0) / weight : 0;
        }
    }

    /**
     * Adds an event.
     *
     * @param weight in expected events
     * @param types of genuine objects that are counted
     */
    void fill(String process, SelectedEvent event, double weight, List<String> types) {
        Misidentified candidate = event.reco() instanceof Misidentified known ? known : null;
        FakeContent fakes = candidate == null ? FakeContent.NONE : candidate.fakes();
        Sum sum = sums.computeIfAbsent(new Origin(process, fakes), key -> new Sum());
        sum.weight += weight;
        sum.squares += weight * weight;
        for (String type : types) {
            sum.genuine.merge(type, candidate == null ? 0 : weight * candidate.genuine(type), Double::sum);
        }
        all += weight;
        squares += weight * weight;
    }

    /** Those of which something is expected, in the order of their names. */
    List<Map.Entry<Origin, Sum>> expected() {
        return new ArrayList<>(
                sums.entrySet().stream().filter(e -> e.getValue().weight > 0).toList());
    }

    /** Expected events. */
    double events() {
        return all;
    }

    /** Relative statistical uncertainty of all together; NaN where nothing is expected. */
    double relativeError() {
        return all > 0 ? Math.sqrt(squares) / all : Double.NaN;
    }
}

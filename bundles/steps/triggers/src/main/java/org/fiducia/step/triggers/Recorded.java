package org.fiducia.step.triggers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.EventStep.Counts;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.EventStep.Step;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;

/**
 * Whether an event was recorded.
 *
 * @param sets primary data set to its bits, in the order in which they count
 * @param absent bits that some files do not have
 * @param path place in the card
 */
record Recorded(Map<String, List<String>> sets, List<String> absent, String path) implements Step {
    @Override
    public String title() {
        return "trigger";
    }

    @Override
    public Side side() {
        return Side.RECONSTRUCTED;
    }

    /**
     * What decides.
     *
     * @param any bits of which one must be set
     * @param none bits of which none may be set
     */
    private record Rule(Set<String> any, Set<String> none) {}

    private Rule rule(SampleOrigin origin) {
        var any = new LinkedHashSet<String>();
        var none = new LinkedHashSet<String>();
        if (origin.role() != Role.DATA || origin.dataSet().isEmpty() && sets.size() == 1) {
            sets.values().forEach(any::addAll);
            return new Rule(any, none);
        }
        if (origin.dataSet().isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    path + "/dataSets has " + String.join(", ", sets.keySet()) + ", and the data " + origin.sample()
                            + " do not say which of these they are",
                    "write the data of the era as an object: {\""
                            + sets.keySet().iterator().next() + "\": [files], …}");
        }
        for (Map.Entry<String, List<String>> set : sets.entrySet()) {
            if (set.getKey().equals(origin.dataSet())) {
                any.addAll(set.getValue());
                return new Rule(any, none);
            }
            none.addAll(set.getValue());
        }
        throw new FiduciaException(
                Kind.CARD,
                path + "/dataSets says nothing of the data set " + origin.dataSet() + " of " + origin.sample(),
                Suggestion.among(origin.dataSet(), sets.keySet()));
    }

    @Override
    public List<ColumnSpec> columns(SampleOrigin origin) {
        Rule rule = rule(origin);
        var bits = new LinkedHashSet<>(rule.any());
        bits.addAll(rule.none());
        return bits.stream()
                .map(bit -> absent.contains(bit) ? ColumnSpec.integer(bit).or(0) : ColumnSpec.integer(bit))
                .toList();
    }

    @Override
    public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
        Rule rule = rule(origin);
        var factors = new double[batch.size()];
        for (String bit : rule.any()) {
            set(batch.integers(bit), factors, 1);
        }
        for (String bit : rule.none()) {
            set(batch.integers(bit), factors, 0);
        }
        return factors;
    }

    private static void set(long[] bits, double[] factors, double value) {
        for (int e = 0; e < factors.length; e++) {
            factors[e] = bits[e] == 0 ? factors[e] : value;
        }
    }
}

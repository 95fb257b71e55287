package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.observable.Range;
import org.fiducia.classification.stxs.Definition.Bin;
import org.fiducia.classification.stxs.Definition.Event;
import org.fiducia.objects.categories.Condition;

/**
 * Between which numbers the quantities of the events of each bin lie: what its conditions say, less what bins before it in its group take.
 *
 * @param of ranges by quantity, by name of bin; {@link Range#ANY} for a quantity that is absent
 */
record Extents(Map<String, Map<String, Range>> of) {
    Extents {
        of = new LinkedHashMap<>(of);
    }

    /** Those of the bins of a definition. */
    static Extents of(Definition definition) {
        var declared = new LinkedHashMap<String, Map<String, Range>>();
        var all = new LinkedHashMap<String, Map<String, Range>>();
        for (Bin bin : definition.bins()) {
            Map<String, Range> own = declared(bin.where());
            var before = new ArrayList<Map<String, Range>>();
            for (Bin other : definition.bins()) {
                if (other == bin) {
                    break;
                }
                if (other.group().equals(bin.group())) {
                    before.add(declared.get(other.name()));
                }
            }
            declared.put(bin.name(), own);
            all.put(bin.name(), less(own, before));
        }
        return new Extents(all);
    }

    private static Map<String, Range> declared(List<Condition<Event>> where) {
        var ranges = new LinkedHashMap<String, Range>();
        for (Condition<Event> condition : where) {
            ranges.merge(condition.name(), half(condition), Extents::both);
        }
        return ranges;
    }

    /** What two ranges share; the first where they share nothing. */
    private static Range both(Range a, Range b) {
        double lo = Math.max(a.lo(), b.lo());
        double hi = Math.min(a.hi(), b.hi());
        return lo < hi ? new Range(lo, hi) : a;
    }

    private static Range half(Condition<Event> condition) {
        double number = condition.number();
        return switch (condition.comparison()) {
            case ">", ">=" -> new Range(number, Double.POSITIVE_INFINITY);
            case "<", "<=" -> new Range(Double.NEGATIVE_INFINITY, number);
            default -> new Range(number, Math.nextUp(number));
        };
    }

    /** What bins before take of a bin, where they differ from it in one quantity alone, at one of its ends. */
    private static Map<String, Range> less(Map<String, Range> own, List<Map<String, Range>> before) {
        var left = new LinkedHashMap<>(own);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Map<String, Range> other : before) {
                List<String> differ = other.keySet().stream()
                        .filter(quantity -> !inside(range(left, quantity), range(other, quantity)))
                        .toList();
                if (differ.size() == 1) {
                    String quantity = differ.get(0);
                    Range rest = without(range(left, quantity), range(other, quantity));
                    changed |= !rest.equals(left.put(quantity, rest));
                }
            }
        }
        return left;
    }

    private static Range range(Map<String, Range> ranges, String quantity) {
        return ranges.getOrDefault(quantity, Range.ANY);
    }

    private static boolean inside(Range inner, Range outer) {
        return inner.lo() >= outer.lo() && inner.hi() <= outer.hi();
    }

    private static Range without(Range range, Range taken) {
        if (taken.lo() <= range.lo() && taken.hi() > range.lo()) {
            return new Range(taken.hi(), range.hi());
        }
        if (taken.hi() >= range.hi() && taken.lo() < range.hi()) {
            return new Range(range.lo(), taken.lo());
        }
        return range;
    }

    /** The range of a quantity in a bin. */
    Range of(Bin bin, String quantity) {
        return range(of.getOrDefault(bin.name(), Map.of()), quantity);
    }

    /** Whether all events of a bin meet a condition. */
    boolean meets(Bin bin, Condition<Event> condition) {
        return inside(of(bin, condition.name()), half(condition));
    }
}

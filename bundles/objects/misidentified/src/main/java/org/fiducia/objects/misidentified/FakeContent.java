package org.fiducia.objects.misidentified;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fiducia.api.model.Expression;

/**
 * How many objects of a candidate are misidentified, by kind: electrons from heavy flavour, τ from jets, and so on.
 *
 * @param numbers kind to number, each ≥ 1; empty where every object is what it seems
 */
public record FakeContent(SortedMap<String, Integer> numbers) implements Comparable<FakeContent> {
    /** Every object is what it seems. */
    public static final FakeContent NONE = new FakeContent(new TreeMap<>());

    public FakeContent {
        numbers.forEach((kind, number) -> {
            if (kind.isEmpty() || number < 1) {
                throw new IllegalArgumentException(number + " misidentified objects of the kind '" + kind + "'");
            }
        });
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    /** That of some objects: the kind of each that is misidentified. */
    public static FakeContent of(List<String> kinds) {
        if (kinds.isEmpty()) {
            return NONE;
        }
        var numbers = new TreeMap<String, Integer>();
        kinds.forEach(kind -> numbers.merge(kind, 1, Integer::sum));
        return new FakeContent(numbers);
    }

    /** Number of misidentified objects of a kind. */
    public int number(String kind) {
        return numbers.getOrDefault(kind, 0);
    }

    /** Whether every object is what it seems. */
    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** Short name, e.g. {@code eHF_2t1} for one object of the kind eHF and two of the kind t1; empty for none. */
    public String label() {
        return numbers.entrySet().stream()
                .map(entry -> (entry.getValue() == 1 ? "" : entry.getValue()) + entry.getKey())
                .collect(Collectors.joining("_"));
    }

    /** Name of the normalisation factor of a kind. */
    public static String factorName(String kind) {
        return "NF_" + kind;
    }

    /**
     * What normalisation factors make of a yield: Π NF_k^(n_k), a product in which the factor of a kind stands as often as
     * there are objects of the kind.
     */
    public Expression factor() {
        var factors = new ArrayList<Expression>();
        numbers.forEach(
                (kind, number) -> factors.addAll(Collections.nCopies(number, Expression.ref(factorName(kind)))));
        return new Expression.Product(factors);
    }

    /** By their labels, none first. */
    @Override
    public int compareTo(FakeContent other) {
        return label().compareTo(other.label());
    }
}

package org.fiducia.exchange.pyhf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.exchange.json.JsonElement;

/**
 * The uncertainties of simulation of a workspace. A modifier of type staterror has one factor for each bin of each channel
 * it is in, channels in the order of their names. Its relative uncertainty in a bin is √Σσ² / Σν over all samples of the
 * channel that have it, whether they have content there or not; a bin in which Σν is not positive has none.
 */
final class StatisticalErrors {
    /**
     * Part of a modifier in one channel.
     *
     * @param offset number of the factor of its first bin
     * @param relative uncertainty of each bin
     */
    record Part(int offset, double[] relative) {}

    /** By modifier, then by channel in the order of their names. */
    private final Map<String, Map<String, Part>> parts = new LinkedHashMap<>();

    StatisticalErrors(List<JsonElement> channels) {
        var sorted = new ArrayList<>(channels);
        sorted.sort(Comparator.comparing(channel -> channel.text("name")));
        for (JsonElement channel : sorted) {
            add(channel);
        }
    }

    private void add(JsonElement channel) {
        var squares = new LinkedHashMap<String, double[]>();
        var totals = new LinkedHashMap<String, double[]>();
        for (JsonElement sample : channel.get("samples").list()) {
            for (JsonElement modifier : sample.listOf("modifiers")) {
                if (!modifier.text("type").equals("staterror")) {
                    continue;
                }
                String name = modifier.text("name");
                double[] content = sample.get("data").numbers();
                double[] error = modifier.get("data").numbers(content.length);
                double[] square = squares.computeIfAbsent(name, n -> new double[content.length]);
                double[] total = totals.computeIfAbsent(name, n -> new double[content.length]);
                if (square.length != content.length) {
                    throw sample.get("data")
                            .wrong("has " + content.length + " bins, other samples " + square.length, "");
                }
                for (int b = 0; b < content.length; b++) {
                    square[b] += error[b] * error[b];
                    total[b] += content[b];
                }
            }
        }
        squares.forEach((name, square) -> {
            double[] total = Objects.requireNonNull(totals.get(name), "summed with the squares");
            double[] relative = new double[square.length];
            for (int b = 0; b < square.length; b++) {
                double all = total[b];
                relative[b] = all > 0 ? Math.sqrt(square[b]) / all : 0;
            }
            Map<String, Part> of = parts.computeIfAbsent(name, n -> new LinkedHashMap<>());
            of.put(channel.text("name"), new Part(size(name), relative));
        });
    }

    /** Names of the modifiers in a channel. */
    List<String> names(String channel) {
        return parts.entrySet().stream()
                .filter(of -> of.getValue().containsKey(channel))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, Part> of(String name) {
        return Objects.requireNonNull(parts.get(name), "asked of modifiers that are there");
    }

    /** Number of factors of a modifier. */
    int size(String name) {
        return of(name).values().stream()
                .mapToInt(part -> part.relative().length)
                .sum();
    }

    /** Number of the factor of the first bin of a channel. */
    int offset(String name, String channel) {
        return Objects.requireNonNull(of(name).get(channel), "asked of channels that have it")
                .offset();
    }

    /** All factors of a modifier. */
    ParameterSet parameters(String name) {
        var set = new ParameterSet(name, ParameterSet.Kind.STATISTICAL, size(name));
        for (Part part : of(name).values()) {
            for (int b = 0; b < part.relative().length; b++) {
                set.uncertainty(part.offset() + b, part.relative()[b]);
            }
        }
        return set;
    }
}

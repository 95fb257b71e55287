package org.fiducia.exchange.combine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.Histogram;
import org.fiducia.api.event.TreeInfo;

/** Takes any file for one with given histograms. */
final class MemoryReader implements EventReader {
    private final Map<String, Histogram> histograms = new LinkedHashMap<>();

    /** The histograms of a text: {@code NAME content … [; error …]} in each line. */
    static MemoryReader of(String resource) {
        var reader = new MemoryReader();
        try (var in = MemoryReader.class.getResourceAsStream("/" + resource)) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] sides = line.split(" ; ");
                String[] words = sides[0].split(" ");
                double[] contents = numbers(Arrays.copyOfRange(words, 1, words.length));
                double[] errors = sides.length > 1
                        ? numbers(sides[1].split(" "))
                        : Arrays.stream(contents).map(Math::sqrt).toArray();
                reader.put(words[0], contents, errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader;
    }

    private static double[] numbers(String[] words) {
        return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
    }

    MemoryReader put(String name, double[] contents, double[] errors) {
        double[] edges =
                IntStream.rangeClosed(0, contents.length).asDoubleStream().toArray();
        double[] variances = Arrays.stream(errors).map(e -> e * e).toArray();
        histograms.put(name, new Histogram(name, edges, contents, variances));
        return this;
    }

    MemoryReader put(String name, double... contents) {
        return put(name, contents, new double[contents.length]);
    }

    @Override
    public String id() {
        return "memory";
    }

    @Override
    public String title() {
        return "memory";
    }

    @Override
    public boolean accepts(Path file) {
        return true;
    }

    @Override
    public EventFile open(Path file) {
        return new EventFile() {
            @Override
            public List<TreeInfo> trees() {
                return List.of();
            }

            @Override
            public EventCursor read(String tree, List<String> branches) {
                throw new AssertionError(tree);
            }

            @Override
            public List<String> histograms() {
                return List.copyOf(histograms.keySet());
            }

            @Override
            public Histogram histogram(String name) {
                if (!histograms.containsKey(name)) {
                    String what = name.equals("w") ? "w is a RooWorkspace" : "there is no " + name;
                    throw new FiduciaException(Kind.INPUT, what + ", no histogram of one variable", "look");
                }
                return histograms.get(name);
            }

            @Override
            public void close() {}
        };
    }
}

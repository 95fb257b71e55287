package org.fiducia.exchange.pyhf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.fiducia.api.Nullable;
import org.fiducia.exchange.json.JsonFile;

/** Writes the samples of one channel with their modifiers. */
final class SampleWriter {
    private static final Pattern BINNED = Pattern.compile("(.*)\\[(\\d+)]");

    private final Constrained constrained;
    private final Map<String, List<String>> sets;

    /** Samples with a modifier for the statistics of simulation, by its name: their modifier's data and contents. */
    private final Map<String, List<Statistical>> statistical = new LinkedHashMap<>();

    private record Statistical(ArrayNode data, double[] nominal, int offset) {}

    SampleWriter(Constrained constrained, Map<String, List<String>> sets) {
        this.constrained = constrained;
        this.sets = sets;
    }

    /** A parameter that stands for an uncertainty of 0: pyhf gives it a constraint of size 1 and holds it. */
    static boolean isWithoutUncertainty(@Nullable Constrained.By by) {
        return by != null && by.size() == 1 && by.observed() == 1;
    }

    /**
     * Adds a sample.
     *
     * @param parts each bin, or all bins at once
     */
    void add(ObjectNode node, String name, List<SampleBins> parts) {
        double[] nominal = parts.stream()
                .flatMapToDouble(part -> Arrays.stream(part.nominal))
                .toArray();
        node.put("name", name);
        JsonFile.add(node.putArray("data"), nominal);
        ArrayNode modifiers = node.putArray("modifiers");
        addNormalisations(modifiers, name, parts);
        addVariations(modifiers, parts, nominal);
        for (int k = 0; k < parts.get(0).factors.size(); k++) {
            int index = k;
            if (parts.stream().anyMatch(part -> part.factors.size() <= index)) {
                throw Constrained.refused("a sample " + name + " with other factors in each bin,");
            }
            List<String> each =
                    parts.stream().map(part -> part.factors.get(index)).toList();
            if (each.stream().distinct().count() == 1 && !isBinned(each, nominal.length)) {
                addFactor(modifiers, each.get(0));
            } else {
                addBinFactors(modifiers, each, nominal);
            }
        }
    }

    private static boolean isBinned(List<String> each, int bins) {
        return bins == 1 && each.size() == 1 && each.get(0).matches(".*\\[\\d+]");
    }

    private void addNormalisations(ArrayNode modifiers, String name, List<SampleBins> parts) {
        for (var entry : parts.get(0).normalisations.entrySet()) {
            for (SampleBins part : parts) {
                if (!Arrays.equals(part.normalisations.get(entry.getKey()), entry.getValue())) {
                    throw Constrained.refused("a sample " + name + " whose normalisation depends on " + entry.getKey()
                            + " in another way in each bin,");
                }
            }
            ObjectNode data =
                    modifier(modifiers, scalar(entry.getKey(), true), "normsys").putObject("data");
            data.put("hi", entry.getValue()[0]);
            data.put("lo", entry.getValue()[1]);
        }
        for (SampleBins part : parts) {
            if (part.normalisations.size() != parts.get(0).normalisations.size()) {
                throw Constrained.refused("a sample " + name + " with other normalisations in each bin,");
            }
        }
    }

    private void addVariations(ArrayNode modifiers, List<SampleBins> parts, double[] nominal) {
        var names = parts.stream()
                .flatMap(part -> part.variations.keySet().stream())
                .distinct()
                .toList();
        for (String nuisance : names) {
            double[] up = nominal.clone();
            double[] down = nominal.clone();
            int bin = 0;
            for (SampleBins part : parts) {
                double[][] change = part.variations.get(nuisance);
                for (int b = 0; b < part.nominal.length; b++, bin++) {
                    up[bin] += change == null ? 0 : change[0][b];
                    down[bin] += change == null ? 0 : change[1][b];
                }
            }
            ObjectNode data =
                    modifier(modifiers, scalar(nuisance, true), "histosys").putObject("data");
            JsonFile.add(data.putArray("hi_data"), up);
            JsonFile.add(data.putArray("lo_data"), down);
        }
    }

    /** Name of a set of one parameter, which must be constrained by a Gaussian or free. */
    private String scalar(String parameter, boolean gaussian) {
        Constrained.By by = constrained.use(parameter);
        if (gaussian ? by == null || by.poisson() : by != null) {
            throw Constrained.refused("a parameter " + parameter
                    + (gaussian
                            ? " of an uncertainty without Gaussian constraint,"
                            : " that multiplies and is constrained,"));
        }
        sets.putIfAbsent(parameter, List.of(parameter));
        return parameter;
    }

    private void addFactor(ArrayNode modifiers, String parameter) {
        boolean luminosity = constrained.use(parameter) != null;
        if (luminosity && !parameter.equals("lumi")) {
            throw Constrained.refused("a constrained factor " + parameter + " that is not called lumi,");
        }
        modifier(modifiers, scalar(parameter, luminosity), luminosity ? "lumi" : "normfactor")
                .putNull("data");
    }

    /**
     * One parameter for each bin: name[0], name[1], …; those of a staterror go on in the next channel, in the order of the
     * names of the channels.
     */
    private void addBinFactors(ArrayNode modifiers, List<String> each, double[] nominal) {
        Matcher first = BINNED.matcher(each.get(0));
        String name = first.matches() ? first.group(1) : each.get(0);
        int offset = first.matches() ? Integer.parseInt(first.group(2)) : 0;
        List<String> expected = IntStream.range(offset, offset + nominal.length)
                .mapToObj(b -> name + "[" + b + "]")
                .toList();
        List<String> known = sets.get(name);
        boolean shared = known != null && known.containsAll(expected);
        if (!each.equals(expected) || !shared && offset != (known == null ? 0 : known.size())) {
            throw Constrained.refused("the factors " + each + " in the bins of a channel,");
        }
        if (!shared) {
            var all = new ArrayList<>(known == null ? List.<String>of() : known);
            all.addAll(expected);
            sets.put(name, all);
        }
        List<Constrained.By> by = expected.stream().map(constrained::use).toList();
        boolean gaussian = by.stream().allMatch(constraint -> constraint != null && !constraint.poisson());
        if (offset > 0 && !gaussian) {
            throw Constrained.refused("the factors " + each + " in the bins of a channel,");
        }
        if (by.stream().allMatch(constraint -> constraint == null)) {
            modifier(modifiers, name, "shapefactor").putNull("data");
        } else if (by.stream().allMatch(constraint -> constraint != null && constraint.poisson())) {
            ArrayNode data = modifier(modifiers, name, "shapesys").putArray("data");
            for (int b = 0; b < nominal.length; b++) {
                boolean none = isWithoutUncertainty(by.get(b));
                data.add(none ? 0 : nominal[b] / Math.sqrt(by.get(b).size()));
            }
        } else if (gaussian) {
            ArrayNode data = modifier(modifiers, name, "staterror").putArray("data");
            statistical.computeIfAbsent(name, n -> new ArrayList<>()).add(new Statistical(data, nominal, offset));
        } else {
            throw Constrained.refused("the factors " + each + ", constrained in different ways,");
        }
    }

    /** Shares the uncertainty of the sum of samples among them: in quadrature, the same for each that has any events. */
    void finish() {
        statistical.forEach((name, samples) -> {
            for (int b = 0; b < samples.get(0).nominal().length; b++) {
                int bin = b;
                double total =
                        samples.stream().mapToDouble(s -> s.nominal()[bin]).sum();
                long filled = samples.stream().filter(s -> s.nominal()[bin] > 0).count();
                Constrained.By by = Objects.requireNonNull(
                        constrained.use(name + "[" + (samples.get(0).offset() + b) + "]"), "each is constrained");
                double share = isWithoutUncertainty(by) ? 0 : by.size() * total / Math.sqrt(filled);
                samples.forEach(s -> s.data().add(s.nominal()[bin] > 0 ? share : 0));
            }
        });
    }

    private static ObjectNode modifier(ArrayNode modifiers, String name, String type) {
        return modifiers.addObject().put("name", name).put("type", type);
    }
}

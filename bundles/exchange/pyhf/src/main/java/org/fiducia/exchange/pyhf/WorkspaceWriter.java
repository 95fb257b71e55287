package org.fiducia.exchange.pyhf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.histfactory.HistFactoryChannel;
import org.fiducia.exchange.json.JsonFile;

/**
 * Writes a model of histograms as a workspace. A parameter without limits gets such a thousand steps from its start, as a
 * workspace cannot say none.
 */
final class WorkspaceWriter {
    private static final double FAR = 1000;

    private final ExchangedModel exchanged;
    private final StatisticalModel model;
    private final Constrained constrained;
    private final ObjectNode root = JsonFile.newObject();

    /** Parameters of each set of parameters, by the name of the set. */
    private final Map<String, List<String>> sets = new LinkedHashMap<>();

    WorkspaceWriter(ExchangedModel exchanged) {
        this.exchanged = exchanged;
        model = exchanged.model();
        constrained = new Constrained(model);
    }

    ObjectNode write() {
        ArrayNode channels = root.putArray("channels");
        ArrayNode observations = JsonFile.newObject().arrayNode();
        Dataset data = exchanged.data();
        List<double[]> counts = data == null ? null : data.weights();
        // in the order of their names, in which those of a staterror are counted
        for (var channel : new TreeMap<>(channels()).entrySet()) {
            addChannel(channels.addObject(), channel.getKey(), channel.getValue());
            if (counts != null) {
                ObjectNode observation = observations.addObject();
                observation.put("name", channel.getKey());
                ArrayNode entries = observation.putArray("data");
                for (int c : channel.getValue()) {
                    JsonFile.add(entries, counts.get(c));
                }
            }
        }
        constrained.requireAllUsed();
        if (data != null) {
            root.set("observations", observations);
        }
        addMeasurement(root.putArray("measurements").addObject());
        root.put("version", "1.0.0");
        return root;
    }

    /** Categories of each channel, in order. */
    private Map<String, List<Integer>> channels() {
        var channels = new LinkedHashMap<String, List<Integer>>();
        for (int c = 0; c < model.categories().size(); c++) {
            ModelCategory category = model.categories().get(c);
            if (exchanged.data() != null && !exchanged.data().binned(c)) {
                throw Constrained.refused("a category " + category.name() + " with events that are not binned,");
            }
            Map<String, String> labels = category.labels();
            String bin = labels.get(HistFactoryChannel.BIN);
            String channel = bin == null ? category.name() : labels.get(HistFactoryChannel.CHANNEL);
            List<Integer> of = channels.computeIfAbsent(channel, name -> new ArrayList<>());
            if (bin == null ? !of.isEmpty() : !bin.equals(Integer.toString(of.size()))) {
                throw Constrained.refused("a channel " + channel + " whose bins are not in order,");
            }
            of.add(c);
        }
        return channels;
    }

    /** Edges of the bins of a category. */
    private double[] edges(int c) {
        Dataset data = exchanged.data();
        ModelCategory category = model.categories().get(c);
        List<double[]> edges = data == null ? null : data.edges();
        if (edges != null) {
            return edges.get(c);
        }
        return category.components().stream()
                .map(component -> component.shape().tables().get("edges"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(new double[] {category.lo(), category.hi()});
    }

    private void addChannel(ObjectNode node, String name, List<Integer> categories) {
        node.put("name", name);
        ArrayNode samples = node.putArray("samples");
        var writer = new SampleWriter(constrained, sets);
        List<Component> first = model.categories().get(categories.get(0)).components();
        for (int k = 0; k < first.size(); k++) {
            var bins = new ArrayList<SampleBins>();
            for (int c : categories) {
                ModelCategory category = model.categories().get(c);
                List<Component> components = category.components();
                if (components.size() != first.size()
                        || !components.get(k).name().equals(first.get(k).name())) {
                    throw Constrained.refused("a channel " + name + " with other samples in each bin,");
                }
                String where = "component " + first.get(k).name() + " of category " + category.name();
                bins.add(new SampleBins(components.get(k), edges(c), where));
            }
            writer.add(samples.addObject(), first.get(k).name(), bins);
        }
        writer.finish();
    }

    private void addMeasurement(ObjectNode measurement) {
        measurement.put("name", exchanged.name());
        ObjectNode config = measurement.putObject("config");
        List<String> interests = exchanged.interests();
        config.put("poi", interests.isEmpty() ? "" : interests.get(0));
        ArrayNode parameters = config.putArray("parameters");
        sets.forEach((name, members) -> addSet(parameters.addObject(), name, members));
    }

    private void addSet(ObjectNode node, String name, List<String> members) {
        List<Parameter> all = members.stream()
                .map(member -> model.parameters().get(model.indexOf(member)))
                .toList();
        List<Constrained.By> constraints =
                members.stream().map(constrained::use).toList();
        node.put("name", name);
        ArrayNode inits = node.putArray("inits");
        ArrayNode bounds = node.putArray("bounds");
        for (Parameter p : all) {
            inits.add(p.initial());
            bounds.addArray()
                    .add(Math.max(p.lower(), p.initial() - FAR * p.step()))
                    .add(Math.min(p.upper(), p.initial() + FAR * p.step()));
        }
        for (int i = 0; i < all.size(); i++) {
            Constrained.By by = constraints.get(i);
            if (by != null && by.poisson() && Math.abs(by.observed() - by.size()) > 1e-12 * by.size()) {
                throw Constrained.refused("an auxiliary count of " + by.observed() + " for " + members.get(i)
                        + " where " + by.size() + " are expected,");
            }
        }
        if (constraints.stream().allMatch(by -> by != null && !by.poisson())) {
            ArrayNode observed = node.putArray("auxdata");
            constraints.forEach(constraint -> observed.add(constraint.observed()));
            ArrayNode sizes = node.putArray("sigmas");
            constraints.forEach(constraint -> sizes.add(constraint.size()));
        }
        // a bin without uncertainty is fixed whatever the set says
        long fixed = IntStream.range(0, all.size())
                .filter(i -> all.get(i).fixed() && !SampleWriter.isWithoutUncertainty(constraints.get(i)))
                .count();
        long free = all.stream().filter(p -> !p.fixed()).count();
        if (fixed > 0 && free > 0) {
            throw Constrained.refused("some parameters of " + name + " fixed and others not,");
        }
        if (fixed > 0) {
            node.put("fixed", true);
        }
    }
}

package org.fiducia.exchange.pyhf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.histfactory.HistFactoryChannel;
import org.fiducia.exchange.histfactory.HistFactorySample;
import org.fiducia.exchange.json.JsonElement;

/** Reads one workspace. */
final class WorkspaceReader {
    /** What {@link #sample} reads. */
    static final List<String> MODIFIERS =
            List.of("histosys", "lumi", "normfactor", "normsys", "shapefactor", "shapesys", "staterror");

    private final JsonElement root;
    private final String analysis;
    private final Progress progress;
    private final Map<String, ParameterSet> sets = new LinkedHashMap<>();

    /** What first asked for a set, for messages. */
    private final Map<String, String> origin = new LinkedHashMap<>();

    WorkspaceReader(JsonElement root, String analysis, Progress progress) {
        this.root = root;
        this.analysis = analysis;
        this.progress = progress;
    }

    ExchangedModel read() {
        JsonElement measurement = measurement();
        String poi = measurement.get("config").text("poi", "");
        var statistical = new StatisticalErrors(root.get("channels").list());
        var channels = new LinkedHashMap<String, HistFactoryChannel>();
        for (JsonElement channel : root.get("channels").list()) {
            if (channels.put(channel.text("name"), channel(channel, statistical)) != null) {
                throw channel.wrong("comes twice", "give every channel a name of its own");
            }
        }
        configure(measurement.get("config"));
        String interest = interest(measurement, poi);
        var categories = new ArrayList<ModelCategory>();
        channels.values().forEach(channel -> categories.addAll(channel.categories()));
        var parameters = new ArrayList<Parameter>();
        var constraints = new ArrayList<Constraint>();
        ParameterSet first = sets.get(interest);
        if (first != null) {
            parameters.addAll(first.parameters(interest));
        }
        sets.forEach((name, set) -> {
            if (!name.equals(interest)) {
                parameters.addAll(set.parameters(interest));
            }
            constraints.addAll(set.constraints());
        });
        return new ExchangedModel(
                measurement.text("name"),
                new StatisticalModel(parameters, constraints, categories),
                data(channels),
                Map.of());
    }

    private JsonElement measurement() {
        List<JsonElement> measurements = root.get("measurements").list();
        if (measurements.isEmpty()) {
            throw root.get("measurements").wrong("is empty", "describe one measurement there");
        }
        if (analysis.isEmpty()) {
            return measurements.get(0);
        }
        List<String> names = measurements.stream().map(m -> m.text("name")).toList();
        if (!names.contains(analysis)) {
            throw new FiduciaException(
                    Kind.INPUT, root.place() + " has no measurement " + analysis, Suggestion.among(analysis, names));
        }
        return measurements.get(names.indexOf(analysis));
    }

    /** A model of the background alone names the parameter of interest of the signals that patches add. */
    private String interest(JsonElement measurement, String poi) {
        if (poi.isEmpty() || sets.containsKey(poi)) {
            return poi;
        }
        String near = Suggestion.sentence(poi, sets.keySet());
        progress.warn(measurement.get("config").place() + "/poi is " + poi
                + ", which no modifier has: the model is read without a parameter of interest"
                + (near.isEmpty() ? "" : "; " + near));
        return "";
    }

    private HistFactoryChannel channel(JsonElement channel, StatisticalErrors statistical) {
        List<JsonElement> samples = channel.get("samples").list();
        if (samples.isEmpty()) {
            throw channel.wrong("has no samples", "");
        }
        int bins = samples.get(0).get("data").numbers().length;
        if (bins == 0) {
            throw channel.wrong("has no bins", "");
        }
        addStatistical(channel, statistical);
        var read = new ArrayList<HistFactorySample>();
        for (JsonElement sample : samples) {
            read.add(sample(channel.text("name"), sample, bins, statistical));
        }
        double[] edges = IntStream.rangeClosed(0, bins).asDoubleStream().toArray();
        return new HistFactoryChannel(channel.text("name"), edges, read);
    }

    private void addStatistical(JsonElement channel, StatisticalErrors statistical) {
        for (String name : statistical.names(channel.text("name"))) {
            String before = origin.putIfAbsent(name, channel.place());
            ParameterSet set = sets.computeIfAbsent(name, statistical::parameters);
            if (set.kind() != ParameterSet.Kind.STATISTICAL) {
                throw channel.wrong(
                        "has a staterror " + name + ", as another modifier is called at " + before, "rename it");
            }
        }
    }

    private HistFactorySample sample(String channel, JsonElement sample, int bins, StatisticalErrors statistical) {
        double[] nominal = sample.get("data").numbers(bins);
        var factors = new ArrayList<Expression>();
        var binFactors = new ArrayList<List<Expression>>();
        var variations = new ArrayList<HistFactorySample.Variation>();
        for (JsonElement modifier : sample.listOf("modifiers")) {
            String name = modifier.text("name");
            switch (modifier.text("type")) {
                case "normfactor" ->
                    factors.add(set(modifier, ParameterSet.Kind.FACTOR, 1).ref(0));
                case "lumi" ->
                    factors.add(set(modifier, ParameterSet.Kind.LUMINOSITY, 1).ref(0));
                case "normsys" -> {
                    set(modifier, ParameterSet.Kind.INTERPOLATION, 1);
                    factors.add(HistFactoryChannel.normalisation(name, factor(modifier, "hi"), factor(modifier, "lo")));
                }
                case "histosys" -> {
                    set(modifier, ParameterSet.Kind.INTERPOLATION, 1);
                    JsonElement data = modifier.get("data");
                    variations.add(new HistFactorySample.Variation(
                            name,
                            data.get("hi_data").numbers(bins),
                            data.get("lo_data").numbers(bins)));
                }
                case "shapefactor" -> binFactors.add(refs(set(modifier, ParameterSet.Kind.BIN_FACTORS, bins)));
                case "shapesys" -> binFactors.add(refs(poisson(modifier, nominal)));
                case "staterror" -> {
                    int offset = statistical.offset(name, channel);
                    binFactors.add(IntStream.range(offset, offset + bins)
                            .mapToObj(Objects.requireNonNull(sets.get(name), "added with its channel")::ref)
                            .toList());
                }
                default ->
                    throw modifier.wrong(
                            "is of type '" + modifier.text("type") + "', which is not supported",
                            "supported are " + String.join(", ", MODIFIERS));
            }
        }
        return new HistFactorySample(sample.text("name"), nominal, factors, binFactors, variations);
    }

    private static double factor(JsonElement modifier, String field) {
        JsonElement factor = modifier.get("data").get(field);
        if (!(factor.number() >= 0)) {
            throw factor.wrong("is " + factor.number() + ", so that its logarithm does not exist", "give 0 or more");
        }
        return factor.number();
    }

    private static List<Expression> refs(ParameterSet set) {
        return IntStream.range(0, set.size()).mapToObj(set::ref).toList();
    }

    private ParameterSet set(JsonElement modifier, ParameterSet.Kind kind, int size) {
        String name = modifier.text("name");
        ParameterSet set = sets.computeIfAbsent(name, n -> new ParameterSet(n, kind, size));
        String before = origin.putIfAbsent(name, modifier.place());
        if (set.kind() != kind || set.size() != size) {
            throw modifier.wrong(
                    "shares its name with the modifier at " + before + ", which is constrained otherwise or has "
                            + "another number of bins",
                    "rename one of them");
        }
        return set;
    }

    private ParameterSet poisson(JsonElement modifier, double[] nominal) {
        if (sets.containsKey(modifier.text("name"))) {
            throw modifier.wrong("comes more than once; a shapesys belongs to one sample", "rename it");
        }
        ParameterSet set = set(modifier, ParameterSet.Kind.POISSON, nominal.length);
        double[] error = modifier.get("data").numbers(nominal.length);
        for (int b = 0; b < nominal.length; b++) {
            set.uncertainty(b, nominal[b] > 0 ? error[b] / nominal[b] : 0);
        }
        return set;
    }

    private void configure(JsonElement config) {
        for (JsonElement parameter : config.listOf("parameters")) {
            ParameterSet set = sets.get(parameter.text("name"));
            if (set == null) {
                progress.warn(parameter.place() + " configures a parameter that the model does not have; "
                        + Suggestion.among(parameter.text("name"), sets.keySet()));
            } else {
                set.configure(parameter);
            }
        }
        sets.forEach((name, set) -> {
            if (!set.complete()) {
                throw config.wrong(
                        "does not say all of parameter " + name,
                        "give its inits, bounds, auxdata and (positive) sigmas in its parameters");
            }
        });
    }

    private @Nullable Dataset data(Map<String, HistFactoryChannel> channels) {
        if (!root.has("observations")) {
            return null;
        }
        var observations = new LinkedHashMap<String, JsonElement>();
        for (JsonElement observation : root.get("observations").list()) {
            observations.put(observation.text("name"), observation.get("data"));
        }
        var edges = new ArrayList<double[]>();
        var entries = new ArrayList<double[]>();
        channels.forEach((name, channel) -> {
            JsonElement observation = observations.get(name);
            if (observation == null) {
                throw root.get("observations").wrong("has no data of channel " + name, "");
            }
            edges.addAll(channel.categoryEdges());
            entries.addAll(channel.categoryEntries(observation.counts(channel.bins())));
        });
        return Dataset.histograms(edges, entries);
    }
}

package org.fiducia.exchange.hs3;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.histfactory.HistFactoryChannel;
import org.fiducia.exchange.json.JsonElement;

/** Builds the model that a selection of a file describes. */
final class ModelReader {
    /** Beginning of the name of the fixed parameter that is the number of events of a distribution without one. */
    static final String EVENTS = "events_";

    private static final double[] NONE = {};

    private final Document document;
    private final Selection selection;
    private final Parameters parameters;
    private final Functions functions;
    private final Densities densities;
    private final Constraints constraints;
    private final HistFactoryReader histFactory;
    private final Counting counting;
    private final List<ModelCategory> categories = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<double[]> weights = new ArrayList<>();
    private final List<double[]> edges = new ArrayList<>();
    private boolean weighted;
    private boolean binned;

    ModelReader(Document document, Selection selection, Progress progress) {
        this.document = document;
        this.selection = selection;
        parameters = new Parameters(document, selection);
        functions = new Functions(document, parameters);
        densities = new Densities(document, functions);
        constraints = new Constraints(functions, parameters);
        counting = new Counting(document, functions, parameters);
        histFactory = new HistFactoryReader(document, functions, parameters, constraints, progress);
    }

    ExchangedModel read() {
        for (JsonElement likelihood : selection.likelihoods()) {
            addLikelihood(likelihood);
        }
        boolean withoutData = selection.likelihoods().isEmpty();
        if (withoutData) {
            addLooseDistributions();
        }
        if (categories.isEmpty()) {
            throw document.wrong("has no distribution to make a model of", "add distributions and a likelihood");
        }
        var all = constraints.all();
        for (String interest : selection.interests()) {
            if (!parameters.isKnown(interest)) {
                throw document.wrong(
                        "has no value of the parameter of interest " + interest,
                        "add it to the parameter point " + selection.init());
            }
        }
        var model = new StatisticalModel(parameters.parameters(all), all, categories);
        return new ExchangedModel(
                selection.name().isEmpty() ? "model" : selection.name(),
                model,
                withoutData ? null : new Dataset(values, weighted || binned ? weights() : null, binned ? edges : null),
                points(model));
    }

    private List<double[]> weights() {
        var all = new ArrayList<double[]>();
        for (int c = 0; c < weights.size(); c++) {
            double[] w = weights.get(c);
            if (w == null) {
                w = new double[values.get(c).length];
                Arrays.fill(w, 1);
            }
            all.add(w);
        }
        return all;
    }

    private Map<String, Map<String, Double>> points(StatisticalModel model) {
        var points = new LinkedHashMap<String, Map<String, Double>>();
        document.all("parameter_points").forEach((name, point) -> {
            var values = new LinkedHashMap<String, Double>();
            for (JsonElement entry : point.listOf("parameters")) {
                if (model.indexOf(entry.text("name")) >= 0) {
                    values.put(entry.text("name"), entry.get("value").number());
                }
            }
            if (!name.equals(selection.init())) {
                points.put(name, values);
            }
        });
        return points;
    }

    private void addLikelihood(JsonElement likelihood) {
        List<JsonElement> distributions = likelihood.get("distributions").list();
        List<JsonElement> data = likelihood.get("data").list();
        if (data.size() != distributions.size()) {
            throw likelihood.wrong("has " + distributions.size() + " distributions and " + data.size() + " data", "");
        }
        if (likelihood.has("aux_data")) {
            addAuxiliaryData(likelihood.get("aux_data").list());
        }
        for (int i = 0; i < data.size(); i++) {
            JsonElement distribution =
                    document.get("distributions", distributions.get(i).text(), likelihood);
            if (data.get(i).isNumber()) {
                addNumber(distribution, data.get(i).number());
            } else {
                addChannel(distribution, document.get("data", data.get(i).text(), likelihood));
            }
        }
        // now that modifiers have declared their parameters
        if (likelihood.has("aux_distributions")) {
            for (String name : likelihood.get("aux_distributions").texts()) {
                constraints.add(document.get("distributions", name, likelihood));
            }
        }
    }

    /** Results of auxiliary measurements; those that are not in the file stand in the parameter points. */
    private void addAuxiliaryData(List<JsonElement> names) {
        for (JsonElement name : names) {
            JsonElement data = name.isText() ? document.all("data").get(name.text()) : null;
            if (data == null) {
                continue;
            }
            for (JsonElement entry : data.listOf("entries")) {
                if (entry.has("name") && entry.has("value")) {
                    parameters.observe(entry.text("name"), entry.get("value").number());
                }
            }
        }
    }

    private void addChannel(JsonElement distribution, JsonElement data) {
        String type = data.text("type");
        switch (type) {
            case "point" -> {
                double value = data.get("value").number();
                if (counting.isCount(distribution)) {
                    addCounts(distribution, distribution, data.get("value"), new double[] {value});
                } else {
                    constraints.add(distribution, value);
                }
            }
            case "binned" -> addBinned(distribution, data);
            case "unbinned" -> addUnbinned(distribution, data);
            default ->
                throw data.wrong(
                        "is of type '" + type + "', which is not supported", "supported are unbinned, binned, point");
        }
    }

    /** A number in the place of data: of an auxiliary measurement, unless it counts what is nothing else. */
    private void addNumber(JsonElement distribution, double value) {
        if (counting.isCount(distribution) && !counting.isAuxiliary(distribution)) {
            addCounts(distribution, distribution, distribution, new double[] {value});
        } else {
            constraints.add(distribution, value);
        }
    }

    /**
     * Numbers of events that a Poisson distribution describes.
     *
     * @param distribution of the likelihood
     * @param poisson it, or a factor of it
     * @param place of the numbers, for messages
     */
    private void addCounts(JsonElement distribution, JsonElement poisson, JsonElement place, double[] counts) {
        categories.add(counting.category(distribution.text("name"), poisson, place, counts));
        double[] ends = Counting.edges(counts.length);
        binned = true;
        addHistograms(List.of(ends), List.of(counts));
    }

    private void addUnbinned(JsonElement distribution, JsonElement data) {
        JsonElement axis = Axes.only(data);
        List<JsonElement> entries = data.get("entries").list();
        double[] x = new double[entries.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = entries.get(i).numbers(1)[0];
        }
        JsonElement poisson = counting.main(distribution, axis.text("name"));
        if (poisson != null) {
            if (data.has("weights")) {
                throw data.get("weights").wrong("weigh numbers of events of a poisson_dist", "remove them");
            }
            addCounts(distribution, poisson, data.get("entries"), x);
            addFactors(distribution, new Observable(axis.text("name"), 0, 1));
            return;
        }
        Observable observable = observable(axis);
        addCategory(distribution, observable, x.length);
        values.add(x);
        edges.add(NONE);
        weights.add(data.has("weights") ? data.get("weights").numbers(x.length) : null);
        weighted |= data.has("weights");
    }

    private void addBinned(JsonElement distribution, JsonElement data) {
        JsonElement axis = Axes.only(data);
        double[] ends = Axes.edges(axis);
        double[] contents = data.get("contents").counts(ends.length - 1);
        if (counting.main(distribution, axis.text("name")) != null) {
            throw data.wrong(
                    "are a histogram of numbers of events, which is not supported for a poisson_dist",
                    "give each number as data of type point, or all as entries of unbinned data");
        }
        binned = true;
        if (distribution.text("type").equals("histfactory_dist")) {
            HistFactoryChannel channel = histFactory.read(distribution);
            if (channel.bins() != contents.length) {
                throw distribution.wrong("has " + channel.bins() + " bins, its data " + contents.length, "");
            }
            categories.addAll(channel.categories());
            addHistograms(channel.categoryEdges(), channel.categoryEntries(contents));
            return;
        }
        if (distribution.has("axes")) {
            double[] own = Axes.edges(Axes.only(distribution));
            if (!Axes.same(own, ends)) {
                throw distribution.get("axes").wrong("are other bins than those of the data", "");
            }
        }
        var observable = new Observable(axis.text("name"), ends[0], ends[ends.length - 1]);
        double sum = 0;
        for (double content : contents) {
            sum += content;
        }
        addCategory(distribution, observable, sum);
        addHistograms(List.of(ends), List.of(contents));
    }

    private void addHistograms(List<double[]> ends, List<double[]> contents) {
        Dataset histograms = Dataset.histograms(ends, contents);
        values.addAll(histograms.values());
        weights.addAll(histograms.weights());
        edges.addAll(histograms.edges());
    }

    private Observable observable(JsonElement axis) {
        String name = axis.text("name");
        double[] limits = parameters.limits(name);
        double lo = axis.has("min") ? axis.get("min").number() : limits == null ? Double.NaN : limits[0];
        double hi = axis.has("max") ? axis.get("max").number() : limits == null ? Double.NaN : limits[1];
        if (!(lo < hi) || Double.isInfinite(hi - lo)) {
            boolean empty = lo >= hi;
            throw axis.wrong(
                    empty ? "runs from " + lo + " to " + hi : "has no finite range",
                    empty ? "let its min be below its max" : "give its min and max");
        }
        return new Observable(name, lo, hi);
    }

    private void addCategory(JsonElement distribution, Observable observable, double events) {
        Mixture mixture = densities.read(distribution, observable);
        addFactors(distribution, observable);
        List<Mixture.Part> parts = mixture.parts();
        String name = distribution.text("name");
        if (!mixture.extended()) {
            parameters.declare(EVENTS + name, events, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            parameters.fix(EVENTS + name);
            parts = mixture.times(parameters.use(EVENTS + name, distribution));
        }
        var components = new ArrayList<Component>();
        var taken = new HashSet<String>();
        for (Mixture.Part part : parts) {
            String unique = part.name();
            while (!taken.add(unique)) {
                unique += "'";
            }
            components.add(new Component(unique, part.coefficient(), part.shape()));
        }
        categories.add(new ModelCategory(name, observable.lo(), observable.hi(), components, Map.of()));
    }

    /** Constraints that are factors of a product. */
    private void addFactors(JsonElement distribution, Observable observable) {
        if (distribution.text("type").equals("product_dist")) {
            for (String name : distribution.get("factors").texts()) {
                JsonElement factor = document.get("distributions", name, distribution);
                if (Constraints.isConstraint(factor, observable, functions)) {
                    constraints.add(factor);
                }
            }
        }
    }

    /** A file without likelihoods: every distribution that is no part of another is a channel without data. */
    private void addLooseDistributions() {
        Set<String> parts = new HashSet<>();
        for (JsonElement distribution : document.all("distributions").values()) {
            for (String field : List.of("summands", "factors")) {
                if (distribution.has(field)) {
                    parts.addAll(distribution.get(field).texts());
                }
            }
            for (String field : Densities.SINGLE) {
                if (distribution.has(field)) {
                    parts.add(distribution.text(field));
                }
            }
        }
        for (JsonElement distribution : document.all("distributions").values()) {
            if (parts.contains(distribution.text("name"))) {
                continue;
            }
            if (distribution.text("type").equals("histfactory_dist")) {
                categories.addAll(histFactory.read(distribution).categories());
                continue;
            }
            if (counting.isCount(distribution)) {
                if (counting.isAuxiliary(distribution)) {
                    constraints.add(distribution);
                } else {
                    categories.add(
                            counting.category(distribution.text("name"), distribution, distribution, new double[1]));
                }
                continue;
            }
            String name = densities.observable(distribution);
            double[] limits = parameters.limits(name);
            if (limits == null || Double.isInfinite(limits[1] - limits[0])) {
                throw distribution.wrong("has the observable " + name + ", which has no finite domain", "add one");
            }
            addCategory(distribution, new Observable(name, limits[0], limits[1]), 0);
        }
    }
}

package org.fiducia.validation.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * One of two results: what its parts are called, so that they are found in the other whatever their order, and which
 * uncertainties belong to its bins.
 *
 * @param bins names of its bins
 * @param totals total uncertainty of each
 * @param parameters names of the parameters that rows of a covariance matrix stand for
 */
record Side(List<String> bins, List<Double> totals, List<String> parameters) {
    /** Fields of which the first that an entry has is its name, alone or with others of it. */
    private static final List<List<String>> NAMES = List.of(
            List.of("name"),
            List.of("label"),
            List.of("nuisance"),
            List.of("component", "era", "category", "bin"),
            List.of("parameter", "level", "value"),
            List.of("first", "second", "level"),
            List.of("group"),
            List.of("id"),
            List.of("bin"));

    /** Parts of a result in which unnamed lists of as many entries as there are bins stand for these. */
    private static final Set<String> BY_BIN = Set.of("correlation", "response", "quality", "breakdown", "impacts");

    private static final String COVARIANCE = "covariance";

    static Side of(JsonNode tree) {
        var bins = new ArrayList<String>();
        var totals = new ArrayList<Double>();
        for (JsonNode bin : tree.path("bins")) {
            bins.add(bin.path("label").asText());
            totals.add(mean(bin.path("total")));
        }
        var parameters = StreamSupport.stream(tree.path("parameters").spliterator(), false)
                .filter(parameter -> !parameter.path("eliminated").asBoolean())
                .map(parameter -> parameter.path("name").asText())
                .toList();
        return new Side(bins, totals, parameters);
    }

    /** Entries of a list with their names, each name once. */
    Map<String, JsonNode> entries(List<String> where, JsonNode list) {
        String part = where.get(0);
        List<String> given = BY_BIN.contains(part) && list.size() == bins.size()
                ? bins
                : part.equals(COVARIANCE) && list.size() == parameters.size() ? parameters : List.of();
        var entries = new LinkedHashMap<String, JsonNode>();
        for (int i = 0; i < list.size(); i++) {
            String number = "#" + (i + 1);
            String own = name(list.get(i));
            String name = !own.isEmpty() ? own : given.isEmpty() ? number : given.get(i);
            entries.put(entries.containsKey(name) ? name + " " + number : name, list.get(i));
        }
        return entries;
    }

    private static String name(JsonNode entry) {
        for (List<String> fields : NAMES) {
            if (entry.isObject() && entry.has(fields.get(0))) {
                var words = new ArrayList<String>();
                for (String field : fields) {
                    if (entry.path(field).isValueNode()) {
                        words.add(entry.path(field).asText());
                    }
                }
                return String.join(" ", words);
            }
        }
        return "";
    }

    /** Uncertainty of the bin of a name, NaN for what is none. */
    double total(String bin) {
        int index = bins.indexOf(bin);
        return index < 0 ? Double.NaN : totals.get(index);
    }

    /**
     * Uncertainty that belongs to the field of an object: the total one of a bin or of a parameter of interest, that of a
     * prediction, the error of a parameter, 1 for a pull.
     *
     * @param outer that of the object; NaN for none
     */
    static double sigma(JsonNode object, String field, double outer) {
        if (field.equals("pull")) {
            return 1;
        }
        if (field.equals("sm") || field.equals("theory")) {
            double theory = mean(object.path("theory"));
            if (theory > 0) {
                return theory;
            }
        }
        double total = mean(object.path("total"));
        if (total > 0) {
            return total;
        }
        double error = Difference.number(object.path("error"));
        return object.has("value") && error > 0 ? error : outer;
    }

    private static double mean(JsonNode uncertainty) {
        return 0.5 * (Difference.number(uncertainty.path("down")) + Difference.number(uncertainty.path("up")));
    }
}

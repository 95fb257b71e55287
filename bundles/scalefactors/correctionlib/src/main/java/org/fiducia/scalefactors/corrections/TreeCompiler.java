package org.fiducia.scalefactors.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Puts the nodes of a correction into flat arrays, and refuses what the schema does not allow. */
final class TreeCompiler {
    private final FileCorrection.Header header;
    private final Numbers code = new Numbers();
    private final List<Double> numbers = new ArrayList<>();
    private final List<Long> keys = new ArrayList<>();
    private final List<Formula> formulas = new ArrayList<>();
    private final Map<Formula, Integer> places = new HashMap<>();
    private final List<Formula.Written> generic = new ArrayList<>();
    private final Map<String, Set<String>> asked = new HashMap<>();
    private final Set<String> defaults = new HashSet<>();
    private final Map<String, Double> lowest = new HashMap<>();

    private TreeCompiler(FileCorrection.Header header) {
        this.header = header;
    }

    /** Whole numbers, as many as there come. */
    private static final class Numbers {
        private int[] values = new int[64];
        private int size;

        int room(int count) {
            int first = size;
            size += count;
            if (size > values.length) {
                values = Arrays.copyOf(values, Math.max(size, 2 * values.length));
            }
            return first;
        }

        void set(int at, int value) {
            values[at] = value;
        }
    }

    /**
     * Compiles a correction.
     *
     * @param json the correction as it is in the file
     */
    static FlatTree compile(FileCorrection.Header header, JsonNode json) {
        var compiler = new TreeCompiler(header);
        for (JsonNode formula : json.path("generic_formulas")) {
            compiler.generic.add(compiler.formula(formula, "generic_formulas"));
        }
        int root = compiler.node(json.path("data"), "data");
        return new FlatTree(
                header,
                Arrays.copyOf(compiler.code.values, compiler.code.size),
                compiler.numbers.stream().mapToDouble(Double::doubleValue).toArray(),
                compiler.keys.stream().mapToLong(Long::longValue).toArray(),
                compiler.formulas.toArray(Formula[]::new),
                root,
                new FlatTree.Asked(compiler.asked, compiler.defaults, compiler.lowest));
    }

    private int node(JsonNode node, String at) {
        if (node.isNumber()) {
            numbers.add(node.asDouble());
            return numbers.size() - 1;
        }
        String type = node.path("nodetype").asText("");
        return switch (type) {
            case "binning" -> binning(List.of(node.path("input")), List.of(node.path("edges")), node, at);
            case "multibinning" -> {
                List<JsonNode> inputs = list(node, "inputs", at);
                List<JsonNode> edges = list(node, "edges", at);
                if (inputs.size() != edges.size() || inputs.isEmpty()) {
                    throw wrong(at + " has " + inputs.size() + " inputs and edges of " + edges.size());
                }
                yield binning(inputs, edges, node, at);
            }
            case "category" -> category(node, at);
            case "formula" -> formula(formula(node, at), node, at);
            case "formularef" -> reference(node, at);
            case "transform" -> transform(node, at);
            case "hashprng" -> random(node, at);
            case "switch" -> choice(node, at);
            default ->
                throw wrong(at + " is a node of the type " + (type.isEmpty() ? "none" : type) + ", which is not known");
        };
    }

    /** A formula with the parameters of a node; one that differs in numbers alone is there once. */
    private int formula(Formula.Written written, JsonNode node, String at) {
        int index = places.computeIfAbsent(written.formula(), formula -> {
            formulas.add(formula);
            return formulas.size() - 1;
        });
        int place = code.room(3);
        code.set(place, FlatTree.FORMULA);
        code.set(place + 1, index);
        code.set(place + 2, numbers.size());
        for (double number : written.numbers(parameters(node, written, at))) {
            numbers.add(number);
        }
        return ~place;
    }

    private Formula.Written formula(JsonNode node, String at) {
        if (!node.path("parser").asText().equals("TFormula")) {
            throw wrong(at + " has the parser " + node.path("parser").asText("none") + ", and only TFormula is known");
        }
        var inputs = new ArrayList<Integer>();
        for (JsonNode variable : list(node, "variables", at)) {
            int input = input(variable, at);
            if (header.inputs().get(input).type() != Variable.Type.REAL) {
                throw wrong(at + " takes " + variable.asText() + ", and formulas take real numbers only");
            }
            inputs.add(input);
        }
        try {
            return FormulaParser.parse(
                    node.path("expression").asText(),
                    inputs.stream().mapToInt(Integer::intValue).toArray());
        } catch (IllegalArgumentException e) {
            throw wrong(at + ": " + e.getMessage());
        }
    }

    private double[] parameters(JsonNode node, Formula.Written formula, String at) {
        var given = new double[node.path("parameters").size()];
        int count = 0;
        for (JsonNode parameter : node.path("parameters")) {
            if (!parameter.isNumber()) {
                throw wrong(at + " has the parameter " + parameter);
            }
            given[count++] = parameter.asDouble();
        }
        if (count < formula.parameters()) {
            throw wrong(at + " has " + count + " parameters where its formula asks for " + formula.parameters());
        }
        return given;
    }

    private int reference(JsonNode node, String at) {
        int index = node.path("index").asInt(-1);
        if (index < 0 || index >= generic.size()) {
            throw wrong(at + " refers to the formula " + node.path("index") + " of " + generic.size());
        }
        return formula(generic.get(index), node, at);
    }

    private int binning(List<JsonNode> inputs, List<JsonNode> edges, JsonNode node, String at) {
        int dimensions = inputs.size();
        int place = code.room(5 + 4 * dimensions);
        code.set(place, FlatTree.BINNING);
        code.set(place + 4, dimensions);
        long cells = 1;
        for (int d = 0; d < dimensions; d++) {
            int input = input(inputs.get(d), at);
            Variable variable = header.inputs().get(input);
            if (variable.type() == Variable.Type.STRING) {
                throw wrong(at + " has bins of " + variable.name() + ", which is text");
            }
            int first = numbers.size();
            boolean uniform = edges.get(d).isObject();
            int bins = uniform ? uniform(edges.get(d), at) : edges(edges.get(d), at);
            lowest.merge(variable.name(), numbers.get(first), Math::min);
            int axis = place + 5 + 4 * d;
            code.set(axis, input);
            code.set(axis + 1, bins);
            code.set(axis + 2, first);
            code.set(axis + 3, uniform ? 1 : 0);
            cells *= bins;
        }
        List<JsonNode> contents = list(node, "content", at);
        if (contents.size() != cells) {
            throw wrong(at + " has " + contents.size() + " contents for " + cells + " bins");
        }
        JsonNode flow = node.path("flow");
        int kind = List.of("clamp", "error", "wrap").indexOf(flow.asText());
        if (flow.isTextual() && kind < 0 || flow.isMissingNode() || flow.isNull()) {
            throw wrong(at + " has the flow " + flow + ", and clamp, error, wrap or a node are known");
        }
        code.set(place + 1, flow.isTextual() ? kind : FlatTree.OTHER);
        code.set(place + 2, flow.isTextual() ? FlatTree.NONE : node(flow, at + "/flow"));
        code.set(place + 3, contents(contents, at));
        return ~place;
    }

    private int contents(List<JsonNode> contents, String at) {
        int first = code.room(contents.size());
        for (int k = 0; k < contents.size(); k++) {
            code.set(first + k, node(contents.get(k), at + "/" + k));
        }
        return first;
    }

    private int uniform(JsonNode node, String at) {
        int bins = node.path("n").asInt();
        double low = node.path("low").asDouble(Double.NaN);
        double high = node.path("high").asDouble(Double.NaN);
        if (bins < 1 || !(low < high) || Double.isInfinite(high - low)) {
            throw wrong(at + " has the bins " + node);
        }
        numbers.add(low);
        numbers.add(high);
        return bins;
    }

    private int edges(JsonNode node, String at) {
        double last = Double.NaN;
        for (JsonNode edge : node) {
            double value = edge.isNumber() ? edge.asDouble() : limit(edge.asText());
            if (Double.isNaN(value) || value <= last) {
                throw wrong(at + " has edges that do not rise, at " + edge);
            }
            numbers.add(value);
            last = value;
        }
        if (node.size() < 2) {
            throw wrong(at + " has fewer than two edges");
        }
        return node.size() - 1;
    }

    private static double limit(String text) {
        return switch (text) {
            case "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private int category(JsonNode node, String at) {
        int input = input(node.path("input"), at);
        Variable variable = header.inputs().get(input);
        boolean text = variable.type() == Variable.Type.STRING;
        if (variable.type() == Variable.Type.REAL) {
            throw wrong(at + " has keys of " + variable.name() + ", which is a real number");
        }
        var contents = new TreeMap<Long, JsonNode>();
        Set<String> known = asked.computeIfAbsent(variable.name(), name -> new TreeSet<>());
        for (JsonNode item : list(node, "content", at)) {
            JsonNode key = item.path("key");
            if (text ? !key.isTextual() : !key.isIntegralNumber()) {
                throw wrong(at + " has the key " + key + " for " + variable.name() + " of type "
                        + (text ? "string" : "int"));
            }
            known.add(key.asText());
            long number = text
                    ? header.codes()
                            .computeIfAbsent(key.asText(), k -> header.codes().size())
                    : key.asLong();
            if (contents.put(number, item.path("value")) != null) {
                throw wrong(at + " has the key " + key + " twice");
            }
        }
        int place = code.room(6);
        code.set(place, FlatTree.CATEGORY);
        code.set(place + 1, input);
        code.set(place + 3, keys.size());
        code.set(place + 4, contents.size());
        keys.addAll(contents.keySet());
        JsonNode other = node.path("default");
        boolean any = !other.isMissingNode() && !other.isNull();
        if (any) {
            defaults.add(variable.name());
        }
        code.set(place + 2, any ? node(other, at + "/default") : FlatTree.NONE);
        code.set(place + 5, contents(new ArrayList<>(contents.values()), at));
        return ~place;
    }

    private int transform(JsonNode node, String at) {
        int input = input(node.path("input"), at);
        if (header.inputs().get(input).type() == Variable.Type.STRING) {
            throw wrong(at + " changes " + node.path("input").asText() + ", which is text");
        }
        int place = code.room(4);
        code.set(place, FlatTree.TRANSFORM);
        code.set(place + 1, input);
        code.set(place + 2, node(node.path("rule"), at + "/rule"));
        code.set(place + 3, node(node.path("content"), at + "/content"));
        return ~place;
    }

    private int random(JsonNode node, String at) {
        List<JsonNode> inputs = list(node, "inputs", at);
        int distribution =
                FlatTree.distributions().indexOf(node.path("distribution").asText());
        if (distribution < 0 || inputs.isEmpty()) {
            throw wrong(at + " has the distribution " + node.path("distribution") + " of " + inputs.size() + " inputs");
        }
        int place = code.room(3 + inputs.size());
        code.set(place, FlatTree.PRNG);
        code.set(place + 1, distribution);
        code.set(place + 2, inputs.size());
        for (int k = 0; k < inputs.size(); k++) {
            int input = input(inputs.get(k), at);
            if (header.inputs().get(input).type() == Variable.Type.STRING) {
                throw wrong(at + " takes " + inputs.get(k).asText() + ", which is text");
            }
            code.set(place + 3 + k, input);
        }
        return ~place;
    }

    private int choice(JsonNode node, String at) {
        List<JsonNode> selections = list(node, "selections", at);
        int place = code.room(3 + 4 * selections.size());
        code.set(place, FlatTree.SWITCH);
        code.set(place + 1, node(node.path("default"), at + "/default"));
        code.set(place + 2, selections.size());
        for (int k = 0; k < selections.size(); k++) {
            JsonNode one = selections.get(k);
            int sign = FlatTree.comparison(one.path("op").asText());
            int input = input(one.path("variable"), at);
            boolean text = header.inputs().get(input).type() == Variable.Type.STRING;
            if (sign < 0 || text || !one.path("value").isNumber()) {
                throw wrong(at + " has the selection " + one.path("variable") + " " + one.path("op") + " "
                        + one.path("value"));
            }
            numbers.add(one.path("value").asDouble());
            code.set(place + 3 + 4 * k, input);
            code.set(place + 4 + 4 * k, sign);
            code.set(place + 5 + 4 * k, numbers.size() - 1);
            code.set(place + 6 + 4 * k, node(one.path("content"), at + "/selections/" + k));
        }
        return ~place;
    }

    private int input(JsonNode name, String at) {
        for (int k = 0; k < header.inputs().size(); k++) {
            if (name.isTextual() && header.inputs().get(k).name().equals(name.asText())) {
                return k;
            }
        }
        throw wrong(at + " takes the input " + name + ", which the correction does not have");
    }

    private List<JsonNode> list(JsonNode node, String name, String at) {
        JsonNode found = node.path(name);
        if (!found.isArray()) {
            throw wrong(at + " has no list " + name);
        }
        var all = new ArrayList<JsonNode>();
        found.forEach(all::add);
        return all;
    }

    private FiduciaException wrong(String what) {
        return new FiduciaException(Kind.INPUT, header.where() + ": " + what, "mend the file, or take another one");
    }
}

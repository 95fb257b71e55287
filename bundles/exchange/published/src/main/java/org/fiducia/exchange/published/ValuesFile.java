package org.fiducia.exchange.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;
import org.fiducia.exchange.published.MeasuredValues.Input;
import org.fiducia.exchange.published.MeasuredValues.Source;
import org.fiducia.exchange.published.TheoryBlock.Component;

/** Reads files of published values. */
final class ValuesFile {
    private static final String INPUTS = "inputs";
    private static final String AXES = "axes";
    private static final String CORRELATION = "correlation";
    private static final String CORRELATIONS = "correlations";
    private static final String STATISTICAL = "stat";

    /** How far correlations may be from symmetric. */
    private static final double ASYMMETRY = 1e-6;

    private ValuesFile() {}

    static boolean isValues(Path file) throws IOException {
        return JsonFile.fields(file).contains(INPUTS) && JsonFile.fields(file).contains("quantity");
    }

    static boolean isProducts(Path file) throws IOException {
        return JsonFile.fields(file).containsAll(List.of(AXES, "mu", "down", "up", CORRELATION));
    }

    static Products products(Path file) throws IOException {
        JsonElement root = JsonFile.read(file, List.of());
        List<JsonElement> list = root.get(AXES).list();
        int n = list.size();
        var axes = new ArrayList<List<String>>();
        for (JsonElement each : list) {
            List<String> names = each.texts();
            if (names.size() != 2) {
                throw each.wrong(names.size() + " axes", "name the production and the decay");
            }
            axes.add(names);
        }
        double[] down = root.get("down").numbers(n);
        double[] up = root.get("up").numbers(n);
        for (int k = 0; k < n; k++) {
            if (down[k] < 0 || up[k] < 0 || down[k] + up[k] == 0) {
                throw root.get("up")
                        .wrong(
                                "the errors of " + axes.get(k) + " are −" + down[k] + " and +" + up[k],
                                "give them without sign, and at least one above 0");
            }
        }
        double[][] correlation = matrix(root.get(CORRELATION), n);
        double least = Matrices.least(correlation);
        if (!(least > 0)) {
            throw indefinite(root.get(CORRELATION), least);
        }
        return new Products(
                root.text("source", file.getFileName().toString()),
                axes,
                root.get("mu").numbers(n),
                down,
                up,
                correlation);
    }

    private static RuntimeException indefinite(JsonElement at, double least) {
        return at.wrong(
                "not positive definite: its least eigenvalue is " + least,
                "correlations that were rounded or put together by hand may do that; give them with more digits");
    }

    private static double[][] matrix(JsonElement element, int n) {
        List<JsonElement> rows = element.list();
        if (rows.size() != n) {
            throw element.wrong(rows.size() + " rows for " + n + " inputs", "give a row and a column for each");
        }
        double[][] matrix = rows.stream().map(row -> row.numbers(n)).toArray(double[][]::new);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean fine = i == j ? matrix[i][j] == 1 : Math.abs(matrix[i][j]) <= 1;
                if (!fine || Math.abs(matrix[i][j] - matrix[j][i]) > ASYMMETRY) {
                    throw rows.get(i)
                            .wrong(
                                    "no correlation matrix: " + matrix[i][j] + " in column " + j,
                                    "it has 1 on the diagonal, is symmetric, and holds nothing beyond −1 and 1");
                }
            }
        }
        return matrix;
    }

    static MeasuredValues values(Path file) throws IOException {
        JsonElement root = JsonFile.read(file, List.of());
        root.allow(Set.of("title", "quantity", INPUTS, "statistical", CORRELATIONS, "theory", "note"));
        JsonElement quantity = root.get("quantity");
        quantity.allow(Set.of("name", "title", "unit"));
        List<Input> inputs = new ArrayList<>();
        var names = new LinkedHashSet<String>();
        for (JsonElement each : root.get(INPUTS).list()) {
            inputs.add(input(each, names));
        }
        if (inputs.size() < 2) {
            throw root.get(INPUTS).wrong("nothing to combine", "give at least two values");
        }
        List<String> statistical =
                root.has("statistical") ? root.get("statistical").texts() : List.of(STATISTICAL);
        for (String name : statistical) {
            if (!names.contains(name)) {
                throw root.wrong(
                        "no input has an error '" + name + "', which is to be the statistical one",
                        "name those of " + names + " that are statistical in a list \"statistical\"");
            }
        }
        requireStatistical(root, inputs, statistical);
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            sources.add(source(root, name, inputs.size(), statistical.contains(name)));
        }
        if (root.has(CORRELATIONS)) {
            root.get(CORRELATIONS).allow(names);
        }
        return new MeasuredValues(
                root.text("title", file.getFileName().toString()),
                quantity.text("name"),
                quantity.text("title", quantity.text("name")),
                quantity.text("unit", ""),
                inputs,
                sources,
                root.listOf("theory").stream().map(ValuesFile::theory).toList());
    }

    private static void requireStatistical(JsonElement root, List<Input> inputs, List<String> statistical) {
        for (int k = 0; k < inputs.size(); k++) {
            Input input = inputs.get(k);
            if (statistical.stream().allMatch(name -> input.error(name) == 0)) {
                throw root.get(INPUTS)
                        .list()
                        .get(k)
                        .wrong(
                                input.name() + " has no statistical uncertainty",
                                "give one above 0, or call another source statistical");
            }
        }
    }

    private static Input input(JsonElement element, Set<String> names) {
        element.allow(Set.of("name", "value", "errors", "note"));
        var errors = new LinkedHashMap<String, Double>();
        JsonElement given = element.get("errors").object();
        for (String name : given.names()) {
            double size = given.get(name).number();
            if (size < 0) {
                throw given.get(name).wrong("an error of " + size, "give it without sign");
            }
            errors.put(name, size);
            names.add(name);
        }
        return new Input(element.text("name"), element.get("value").number(), errors);
    }

    private static Source source(JsonElement root, String name, int n, boolean statistical) {
        if (!root.has(CORRELATIONS) || !root.get(CORRELATIONS).has(name)) {
            return new Source(name, statistical, Matrices.uniform(n, 0), statistical);
        }
        JsonElement given = root.get(CORRELATIONS).get(name);
        if (statistical) {
            throw given.wrong("a correlation of the statistical source " + name, "leave it out of \"statistical\"");
        }
        double[][] matrix = given.isNumber() ? Matrices.uniform(n, given.number()) : matrix(given, n);
        double least = Matrices.least(matrix);
        if (given.isNumber() && Math.abs(given.number()) > 1 || least < -ASYMMETRY) {
            throw indefinite(given, least);
        }
        return new Source(name, false, matrix, true);
    }

    private static TheoryBlock theory(JsonElement element) {
        element.allow(Set.of("name", "value", "unit", "linear", "quadrature", "note"));
        return new TheoryBlock(
                element.text("name"),
                element.get("value").number(),
                element.text("unit", ""),
                components(element, "linear"),
                components(element, "quadrature"));
    }

    /** Percentages: a number for both sides, or [down, up] with their signs. */
    private static List<Component> components(JsonElement element, String field) {
        if (!element.has(field)) {
            return List.of();
        }
        JsonElement all = element.get(field).object();
        return all.names().stream()
                .map(name -> {
                    JsonElement size = all.get(name);
                    double[] sides = size.isNumber() ? new double[] {-size.number(), size.number()} : size.numbers(2);
                    if (sides[0] > 0 || sides[1] < 0) {
                        throw size.wrong("no uncertainty in percent", "give a number, or [-down, up]");
                    }
                    return new Component(name, -sides[0], sides[1]);
                })
                .toList();
    }
}

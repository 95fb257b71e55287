package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/**
 * A compiled model without data. Components of all categories are numbered through, those of category c from {@link
 * #first}(c) to {@link #first}(c + 1).
 */
final class Layout {
    private final Program program;
    private final int[] first;
    private final int[] yields;
    private final int[] group;
    private final int[] categoryOf;
    private final List<ShapeGroup> groups;

    private Layout(Program program, int[] first, int[] yields, int[] group, List<ShapeGroup> groups) {
        this.program = program;
        this.first = first;
        this.yields = yields;
        this.group = group;
        this.groups = groups;
        categoryOf = new int[yields.length];
        for (int c = 0; c + 1 < first.length; c++) {
            Arrays.fill(categoryOf, first[c], first[c + 1], c);
        }
    }

    /** Compiles the categories of a model. */
    static Layout of(StatisticalModel model, List<ShapeFunction> functions) {
        return new Builder(model, functions).build();
    }

    Program program() {
        return program;
    }

    int categories() {
        return first.length - 1;
    }

    int components() {
        return yields.length;
    }

    /** First component of a category. */
    int first(int category) {
        return first[category];
    }

    int categoryOf(int component) {
        return categoryOf[component];
    }

    /** Node of the yield of a component. */
    int yield(int component) {
        return yields[component];
    }

    /** Index of the shape of a component. */
    int group(int component) {
        return group[component];
    }

    List<ShapeGroup> groups() {
        return groups;
    }

    /** What makes two shapes the same: tables compare by content. */
    private static final class Key {
        private final Shape shape;
        private final double lo;
        private final double hi;
        private final int hash;

        Key(Shape shape, ModelCategory category) {
            this.shape = shape;
            lo = category.lo();
            hi = category.hi();
            int sum = 31 * shape.kind().hashCode() + shape.parameters().hashCode();
            for (var table : shape.tables().entrySet()) {
                sum += table.getKey().hashCode() ^ Arrays.hashCode(table.getValue());
            }
            hash = 31 * (31 * sum + Double.hashCode(lo)) + Double.hashCode(hi);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && lo == key.lo
                    && hi == key.hi
                    && shape.kind().equals(key.shape.kind())
                    && shape.parameters().equals(key.shape.parameters())
                    && sameTables(shape.tables(), key.shape.tables());
        }

        private static boolean sameTables(Map<String, double[]> a, Map<String, double[]> b) {
            if (a.size() != b.size()) {
                return false;
            }
            for (var table : a.entrySet()) {
                if (!Arrays.equals(table.getValue(), b.get(table.getKey()))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Builder {
        private final StatisticalModel model;
        private final Map<String, ShapeFunction> functions = new LinkedHashMap<>();
        private final ProgramBuilder program;
        private final Map<Key, Integer> known = new HashMap<>();
        private final List<ShapeGroup> groups = new ArrayList<>();
        private final List<List<Integer>> members = new ArrayList<>();

        Builder(StatisticalModel model, List<ShapeFunction> functions) {
            this.model = model;
            for (ShapeFunction function : functions) {
                this.functions.putIfAbsent(function.id(), function);
            }
            program = new ProgramBuilder(
                    model.parameters().stream().map(Parameter::name).toList());
        }

        Layout build() {
            List<ModelCategory> categories = model.categories();
            int[] first = new int[categories.size() + 1];
            for (int c = 0; c < categories.size(); c++) {
                first[c + 1] = first[c] + categories.get(c).components().size();
            }
            int[] yields = new int[first[categories.size()]];
            int[] group = new int[yields.length];
            for (int c = 0; c < categories.size(); c++) {
                ModelCategory category = categories.get(c);
                for (int k = first[c]; k < first[c + 1]; k++) {
                    Component component = category.components().get(k - first[c]);
                    String where = "component " + component.name() + " of category " + category.name();
                    yields[k] = program.add(component.yield(), "yield of " + where);
                    group[k] = group(component.shape(), category, where);
                    members.get(group[k]).add(k);
                }
            }
            var finished = new ArrayList<ShapeGroup>();
            for (int g = 0; g < groups.size(); g++) {
                ShapeGroup open = groups.get(g);
                finished.add(new ShapeGroup(
                        open.function(),
                        open.shape(),
                        open.lo(),
                        open.hi(),
                        open.nodes(),
                        members.get(g).stream().mapToInt(Integer::intValue).toArray()));
            }
            return new Layout(program.build(), first, yields, group, List.copyOf(finished));
        }

        private int group(Shape shape, ModelCategory category, String where) {
            return known.computeIfAbsent(new Key(shape, category), key -> {
                ShapeFunction function = functions.get(shape.kind());
                if (function == null) {
                    throw new FiduciaException(
                            Kind.PLUGIN,
                            where + " has a shape of kind '" + shape.kind() + "', which no installed plug-in provides",
                            "install a bundle with a ShapeFunction of that id; installed are "
                                    + String.join(
                                            ", ",
                                            functions.values().stream()
                                                    .map(Providers::describe)
                                                    .toList()));
                }
                groups.add(new ShapeGroup(
                        function, shape, category.lo(), category.hi(), nodes(shape, function, where), null));
                members.add(new ArrayList<>());
                return groups.size() - 1;
            });
        }

        private int[] nodes(Shape shape, ShapeFunction function, String where) {
            List<String> names = function.parameters(shape);
            if (names.size() != shape.parameters().size()
                    || !shape.parameters().keySet().containsAll(names)) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        where + ": shape " + shape.kind() + " is given the parameters "
                                + shape.parameters().keySet(),
                        "it takes exactly " + names);
            }
            int[] nodes = new int[names.size()];
            for (int k = 0; k < nodes.length; k++) {
                String name = names.get(k);
                nodes[k] = program.add(shape.parameters().get(name), "shape parameter " + name + " of " + where);
            }
            return nodes;
        }
    }
}

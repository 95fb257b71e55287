package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Plugin;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Alternatives;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
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
    private final List<BoundConstraint> constraints;

    private final List<Choice> choices;

    /** What was compiled. */
    private final StatisticalModel model;

    /** Value of each node at the start values of the parameters. */
    private final double[] initial;

    /** What it was compiled with. */
    private final List<ShapeFunction> functions;

    private final List<ConstraintFunction> constraintFunctions;

    private Layout(
            Program program,
            int[] first,
            int[] yields,
            int[] group,
            List<ShapeGroup> groups,
            List<BoundConstraint> constraints,
            StatisticalModel model,
            List<ShapeFunction> functions,
            List<ConstraintFunction> constraintFunctions) {
        this.functions = List.copyOf(functions);
        this.constraintFunctions = List.copyOf(constraintFunctions);
        this.program = program;
        this.model = model;
        choices = model.choices();
        this.constraints = constraints;
        initial = new double[program.nodes()];
        program.evaluate(model.initial(), initial, null);
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
    static Layout of(
            StatisticalModel model, List<ShapeFunction> functions, List<ConstraintFunction> constraintFunctions) {
        return new Builder(model, functions, constraintFunctions).build();
    }

    /** Compiles another model with the same kinds of shapes and constraints. */
    Layout of(StatisticalModel other) {
        return of(other, functions, constraintFunctions);
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

    /** Constraints in the order of the model. */
    List<BoundConstraint> constraints() {
        return constraints;
    }

    /** Whether another model has the same parameters and categories. */
    boolean fits(StatisticalModel other) {
        int n = model.parameters().size();
        boolean same = other.parameters().size() == n;
        for (int i = 0; same && i < n; i++) {
            same = other.parameters()
                    .get(i)
                    .name()
                    .equals(model.parameters().get(i).name());
        }
        return same && other.categories().equals(model.categories());
    }

    /** The model that was compiled. */
    StatisticalModel model() {
        return model;
    }

    /** Choices between functions. */
    List<Choice> choices() {
        return choices;
    }

    /**
     * Adds the penalties of the functions that are taken.
     *
     * @return whether each choice is one
     */
    boolean addPenalties(double[] parameters, CompensatedSum sum) {
        for (Choice choice : choices) {
            int taken = choice.taken(parameters);
            if (taken < 0) {
                return false;
            }
            sum.add(choice.penalty(taken));
        }
        return true;
    }

    /** The value of a function of the parameters, and its gradient unless that is null. */
    static double evaluate(
            StatisticalModel model, Expression function, double[] parameters, @Nullable double[] gradient) {
        var builder = new ProgramBuilder(
                model.parameters().stream().map(Parameter::name).toList());
        int root = builder.add(function, "quantity");
        Program program = builder.build();
        double[] value = new double[program.nodes()];
        double[] slopes = program.newGradient();
        program.evaluate(parameters, value, slopes);
        if (gradient != null) {
            Arrays.fill(gradient, 0);
            program.addTo(1, root, slopes, gradient);
        }
        return value[root];
    }

    /** Parameters of a shape at the start values of the model. */
    double[] initial(ShapeGroup of) {
        return Arrays.stream(of.nodes()).mapToDouble(node -> initial[node]).toArray();
    }

    /** Which parameters of a shape depend on parameters of the model. */
    boolean[] differentiated(ShapeGroup of) {
        boolean[] depends = new boolean[of.nodes().length];
        for (int k = 0; k < depends.length; k++) {
            depends[k] = !program.isConstant(of.nodes()[k]);
        }
        return depends;
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
            sum = 31 * sum + Objects.hashCode(shape.formula());
            sum = 31 * sum
                    + (shape.alternatives() == null
                            ? 0
                            : shape.alternatives().names().hashCode());
            hash = 31 * (31 * sum + Double.hashCode(lo)) + Double.hashCode(hi);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && lo == key.lo && hi == key.hi && same(shape, key.shape);
        }

        private static boolean same(Shape a, Shape b) {
            return a.kind().equals(b.kind())
                    && a.parameters().equals(b.parameters())
                    && Objects.equals(a.formula(), b.formula())
                    && sameTables(a.tables(), b.tables())
                    && sameAlternatives(a.alternatives(), b.alternatives());
        }

        private static boolean sameAlternatives(@Nullable Alternatives a, @Nullable Alternatives b) {
            if (a == null || b == null) {
                return a == b;
            }
            boolean same = a.names().equals(b.names());
            for (int k = 0; same && k < a.list().size(); k++) {
                same = same(a.list().get(k), b.list().get(k));
            }
            return same;
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
        private final Map<String, ConstraintFunction> constraintFunctions = new LinkedHashMap<>();
        private final ProgramBuilder program;
        private final Map<Key, Integer> known = new HashMap<>();
        private final List<ShapeGroup> groups = new ArrayList<>();
        private final List<List<Integer>> members = new ArrayList<>();

        /** Nodes that constraints look at. */
        private final Set<Integer> constrained = new HashSet<>();

        Builder(StatisticalModel model, List<ShapeFunction> functions, List<ConstraintFunction> constraintFunctions) {
            this.model = model;
            for (ShapeFunction function : functions) {
                this.functions.putIfAbsent(function.id(), function);
            }
            for (ConstraintFunction function : constraintFunctions) {
                this.constraintFunctions.putIfAbsent(function.id(), function);
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
            categories.forEach(category -> category.components().forEach(each -> program.foresee(each.yield())));
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
            var constraints = new ArrayList<BoundConstraint>();
            for (Constraint constraint : model.constraints()) {
                constraints.add(bind(constraint));
            }
            return new Layout(
                    program.build(tops(categories, first, yields)),
                    first,
                    yields,
                    group,
                    List.copyOf(finished),
                    List.copyOf(constraints),
                    model,
                    List.copyOf(functions.values()),
                    List.copyOf(constraintFunctions.values()));
        }

        /** Yields of the components whose shapes have no parameters: no second derivatives mix both. */
        private int[] tops(List<ModelCategory> categories, int[] first, int[] yields) {
            var tops = new ArrayList<Integer>();
            var others = new HashSet<Integer>();
            groups.forEach(group -> Arrays.stream(group.nodes()).forEach(others::add));
            for (int c = 0; c < categories.size(); c++) {
                List<Component> components = categories.get(c).components();
                boolean plain = components.stream()
                        .allMatch(component -> component.shape().parameters().isEmpty());
                for (int k = first[c]; k < first[c + 1]; k++) {
                    (plain ? tops : others).add(yields[k]);
                }
            }
            constrained.forEach(others::add);
            return tops.stream()
                    .filter(top -> !others.contains(top))
                    .distinct()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private BoundConstraint bind(Constraint constraint) {
            ConstraintFunction function = constraintFunctions.get(constraint.kind());
            String where = "constraint of kind '" + constraint.kind() + "'";
            if (function == null) {
                throw missing("there is a " + where, "ConstraintFunction", constraintFunctions.values());
            }
            var plain = constraint.gaussianParameter();
            if (plain.isPresent()) {
                return new BoundConstraint(function, model.indexOf(plain.get()), new int[0]);
            }
            int[] nodes = nodes(constraint.parameters(), function.parameters(), where, where);
            Arrays.stream(nodes).forEach(constrained::add);
            return new BoundConstraint(function, -1, nodes);
        }

        private static FiduciaException missing(String what, String service, Collection<? extends Plugin> installed) {
            return new FiduciaException(
                    Kind.PLUGIN,
                    what + ", which no installed plug-in provides",
                    "install a bundle with a " + service + " of that id; installed are "
                            + installed.stream().map(Providers::describe).collect(Collectors.joining(", ")));
        }

        private int group(Shape shape, ModelCategory category, String where) {
            return known.computeIfAbsent(new Key(shape, category), key -> {
                ShapeFunction function = function(shape, where);
                int[] nodes = nodes(shape.parameters(), function.parameters(shape), "shape " + shape.kind(), where);
                groups.add(new ShapeGroup(function, shape, category.lo(), category.hi(), nodes, new int[0]));
                members.add(new ArrayList<>());
                return groups.size() - 1;
            });
        }

        private ShapeFunction function(Shape shape, String where) {
            Alternatives alternatives = shape.alternatives();
            if (alternatives != null) {
                return new ChoiceFunction(
                        alternatives,
                        alternatives.list().stream()
                                .map(each -> function(each, where))
                                .toList());
            }
            ShapeFunction function = functions.get(shape.kind());
            if (function == null) {
                throw missing(
                        where + " has a shape of kind '" + shape.kind() + "'", "ShapeFunction", functions.values());
            }
            return function;
        }

        private int[] nodes(Map<String, Expression> given, List<String> names, String of, String where) {
            if (names.size() != given.size() || !given.keySet().containsAll(names)) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        where + ": " + of + " is given the parameters " + given.keySet(),
                        "it takes exactly " + names);
            }
            int[] nodes = new int[names.size()];
            for (int k = 0; k < nodes.length; k++) {
                String name = names.get(k);
                nodes[k] = program.add(
                        Objects.requireNonNull(given.get(name), "all are there"), "parameter " + name + " of " + where);
            }
            return nodes;
        }
    }
}

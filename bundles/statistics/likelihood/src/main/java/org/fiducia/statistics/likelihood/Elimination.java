package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ConstraintFunction;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Takes the parameters out of a model that touch a single bin only: a factor of yields in one category, of which the data
 * are one interval of a histogram, with one Gaussian or Poisson auxiliary measurement of its own. Of several such factors in
 * a bin the first is taken.
 */
final class Elimination {
    private static final Set<String> CONVEX = Set.of(Constraint.GAUSSIAN, "poisson");

    private final StatisticalModel model;
    private final Map<String, Integer> candidates = new HashMap<>();

    /** Where each candidate is a factor: its category, −1 for nowhere yet, −2 for where it must not be. */
    private final Map<String, Integer> home = new HashMap<>();

    /** Products without anything that may still be taken: bins share them, so they need not be looked at again. */
    private final Set<Expression> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private final List<BinStatistic> statistics = new ArrayList<>();
    private StatisticalModel rest;

    private Elimination(StatisticalModel model) {
        this.model = model;
        rest = model;
    }

    /**
     * Looks for such parameters.
     *
     * @param keep names of parameters that stay
     */
    static Elimination of(StatisticalModel model, Dataset data, List<ConstraintFunction> functions, Set<String> keep) {
        var elimination = new Elimination(model);
        elimination.findCandidates(functions, keep);
        if (!elimination.candidates.isEmpty()) {
            elimination.findHomes(data);
        }
        elimination.take(functions);
        return elimination;
    }

    /** The model without them. */
    StatisticalModel rest() {
        return rest;
    }

    /** In the order of their categories. */
    List<BinStatistic> statistics() {
        return statistics;
    }

    private void findCandidates(List<ConstraintFunction> functions, Set<String> keep) {
        var seen = new HashSet<String>();
        for (int i = 0; i < model.constraints().size(); i++) {
            Constraint constraint = model.constraints().get(i);
            var names = new HashSet<String>();
            constraint.parameters().values().forEach(e -> names.addAll(e.references()));
            boolean good = names.size() == 1
                    && CONVEX.contains(constraint.kind())
                    && functions.stream().anyMatch(f -> f.id().equals(constraint.kind()))
                    && constraint.parameters().values().stream().allMatch(e -> line(e) != null);
            for (String name : names) {
                if (!seen.add(name) || !good) {
                    candidates.remove(name);
                } else {
                    candidates.put(name, i);
                }
            }
        }
        for (Parameter parameter : model.parameters()) {
            if (parameter.fixed() || parameter.role() == Parameter.Role.INTEREST || keep.contains(parameter.name())) {
                candidates.remove(parameter.name());
            }
        }
    }

    /** Offset and slope of c, γ or c · γ; null for anything else. */
    private static @Nullable double[] line(Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return new double[] {constant.value(), 0};
        } else if (expression instanceof Expression.Ref) {
            return new double[] {0, 1};
        } else if (expression instanceof Expression.Product product
                && product.factors().size() == 2
                && product.factors().get(0) instanceof Expression.Constant constant
                && product.factors().get(1) instanceof Expression.Ref) {
            return new double[] {0, constant.value()};
        }
        return null;
    }

    private void findHomes(Dataset data) {
        List<double[]> edges = data.edges();
        for (int c = 0; c < model.categories().size(); c++) {
            ModelCategory category = model.categories().get(c);
            boolean bin = edges != null
                    && edges.get(c).length == 2
                    && category.components().stream()
                            .allMatch(
                                    component -> component.shape().parameters().isEmpty()
                                            && component.shape().formula() == null);
            for (Component component : category.components()) {
                var factors = new ArrayList<String>();
                var others = new HashSet<String>();
                look(component.yield(), factors, others);
                component.shape().parameters().values().forEach(e -> collect(e, others));
                var seen = new HashSet<String>();
                for (String name : factors) {
                    int before = home.getOrDefault(name, -1);
                    home.put(name, bin && seen.add(name) && (before == -1 || before == c) ? c : -2);
                }
                others.forEach(name -> home.put(name, -2));
            }
        }
    }

    private boolean possible(String name) {
        return candidates.containsKey(name) && home.getOrDefault(name, -1) != -2;
    }

    /** Finds what may be taken among the factors of an expression, and elsewhere in it; whether there is any. */
    private boolean look(Expression expression, List<String> factors, Set<String> others) {
        if (expression instanceof Expression.Ref ref) {
            return possible(ref.parameter()) && factors.add(ref.parameter());
        }
        if (!(expression instanceof Expression.Product product)) {
            int before = others.size();
            collect(expression, others);
            return others.size() > before;
        }
        if (done.contains(product)) {
            return false;
        }
        boolean any = false;
        for (Expression factor : product.factors()) {
            any |= look(factor, factors, others);
        }
        if (!any) {
            done.add(product);
        }
        return any;
    }

    private void collect(Expression expression, Set<String> names) {
        if (expression instanceof Expression.Ref ref) {
            if (possible(ref.parameter())) {
                names.add(ref.parameter());
            }
        } else if (expression instanceof Expression.Sum sum) {
            sum.terms().forEach(term -> collect(term, names));
        } else if (expression instanceof Expression.Product product) {
            product.factors().forEach(factor -> collect(factor, names));
        } else if (expression instanceof Expression.Call call) {
            call.arguments().forEach(argument -> collect(argument, names));
        }
    }

    private void take(List<ConstraintFunction> functions) {
        var taken = new HashMap<Integer, Parameter>();
        for (Parameter parameter : model.parameters()) {
            int category = home.getOrDefault(parameter.name(), -1);
            if (category >= 0) {
                taken.putIfAbsent(category, parameter);
            }
        }
        if (taken.isEmpty()) {
            return;
        }
        var gone = new HashSet<String>();
        taken.values().forEach(parameter -> gone.add(parameter.name()));
        var goneConstraints = new HashSet<Integer>();
        var categories = new ArrayList<>(model.categories());
        for (int c = 0; c < categories.size(); c++) {
            Parameter parameter = taken.get(c);
            if (parameter != null) {
                int at = Objects.requireNonNull(candidates.get(parameter.name()), "only candidates have a home");
                goneConstraints.add(at);
                categories.set(c, without(c, parameter, model.constraints().get(at), functions));
            }
        }
        var constraints = new ArrayList<Constraint>();
        for (int i = 0; i < model.constraints().size(); i++) {
            if (!goneConstraints.contains(i)) {
                constraints.add(model.constraints().get(i));
            }
        }
        rest = new StatisticalModel(
                model.parameters().stream()
                        .filter(p -> !gone.contains(p.name()))
                        .toList(),
                constraints,
                categories);
    }

    private ModelCategory without(
            int c, Parameter parameter, Constraint constraint, List<ConstraintFunction> functions) {
        ModelCategory category = model.categories().get(c);
        boolean[] scaled = new boolean[category.components().size()];
        var components = new ArrayList<Component>();
        for (int k = 0; k < scaled.length; k++) {
            Component component = category.components().get(k);
            Expression yield = without(component.yield(), parameter.name());
            scaled[k] = yield != component.yield();
            components.add(new Component(component.name(), yield, component.shape()));
        }
        ConstraintFunction function = functions.stream()
                .filter(f -> f.id().equals(constraint.kind()))
                .findFirst()
                .orElseThrow();
        double[] offset = new double[function.parameters().size()];
        double[] slope = new double[offset.length];
        for (int i = 0; i < offset.length; i++) {
            Expression expression = Objects.requireNonNull(
                    constraint.parameters().get(function.parameters().get(i)), "a constraint has all its parameters");
            double[] line = Objects.requireNonNull(line(expression), "a candidate's constraint is of lines");
            offset[i] = line[0];
            slope[i] = line[1];
        }
        statistics.add(new BinStatistic(c, parameter, scaled, function, constraint, offset, slope));
        return new ModelCategory(category.name(), category.lo(), category.hi(), components, category.labels());
    }

    /** A product without one of its factors; the expression itself where it does not have it. */
    private static Expression without(Expression expression, String name) {
        if (expression instanceof Expression.Ref ref) {
            return ref.parameter().equals(name) ? Expression.constant(1) : expression;
        }
        if (!(expression instanceof Expression.Product product)) {
            return expression;
        }
        var factors = new ArrayList<Expression>();
        boolean changed = false;
        for (Expression factor : product.factors()) {
            Expression rest = without(factor, name);
            changed |= rest != factor;
            factors.add(rest);
        }
        return changed ? new Expression.Product(factors) : expression;
    }
}

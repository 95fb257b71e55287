package org.fiducia.validation.closure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.api.model.StatisticalModel;

/**
 * The nominal model as it is fitted to a toy of another: with the results that the auxiliary measurements have in the toy.
 * What constrains parameters of interest alone is no measurement but a penalty of the unfolding and stays as it is.
 */
final class AuxiliaryResults {
    private final StatisticalModel nominal;
    private final List<String> names;
    private final boolean[] penalty;

    AuxiliaryResults(StatisticalModel nominal) {
        this.nominal = nominal;
        names = names(nominal);
        penalty = new boolean[names.size()];
        Set<String> interest = nominal.parameters().stream()
                .filter(p -> p.role() == Role.INTEREST)
                .map(Parameter::name)
                .collect(Collectors.toSet());
        for (int k = 0; k < penalty.length; k++) {
            penalty[k] = interest.containsAll(references(nominal.constraints().get(k)));
        }
    }

    /** Whether another model measures everything that the nominal one does. */
    boolean completeIn(StatisticalModel other) {
        var known = new HashSet<>(names(other));
        for (int k = 0; k < penalty.length; k++) {
            if (!penalty[k] && !known.contains(names.get(k))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The nominal model with the results of a toy.
     *
     * @param toy model of the toy
     * @param spare a toy of the nominal model, for what the other does not measure; null where it measures everything
     */
    StatisticalModel of(StatisticalModel toy, @Nullable StatisticalModel spare) {
        Map<String, Double> results = new HashMap<>();
        if (spare != null) {
            collect(spare, results);
        }
        collect(toy, results);
        var constraints = new ArrayList<Constraint>();
        for (int k = 0; k < penalty.length; k++) {
            Constraint constraint = nominal.constraints().get(k);
            constraints.add(
                    penalty[k]
                            ? constraint
                            : constraint.observing(Objects.requireNonNull(
                                    results.get(names.get(k)), "measured by the toy or by the spare one")));
        }
        return nominal.withConstraints(constraints);
    }

    private static void collect(StatisticalModel toy, Map<String, Double> results) {
        List<String> names = names(toy);
        for (int k = 0; k < names.size(); k++) {
            results.put(names.get(k), toy.constraints().get(k).observed());
        }
    }

    /** Constraints by kind, parameters and, where several agree in these, order. */
    private static List<String> names(StatisticalModel model) {
        var counts = new HashMap<String, Integer>();
        var names = new ArrayList<String>();
        for (Constraint constraint : model.constraints()) {
            String name = constraint.kind() + references(constraint);
            names.add(name + counts.merge(name, 1, Integer::sum));
        }
        return names;
    }

    private static Set<String> references(Constraint constraint) {
        var references = new TreeSet<String>();
        constraint.parameters().values().forEach(expression -> references.addAll(expression.references()));
        return references;
    }
}

package org.fiducia.exchange.hs3;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;
import org.fiducia.exchange.json.JsonElement;

/**
 * Values, limits and roles of the named numbers of a file. A number that is constant and has no limits is a plain number
 * of the model; all others that the model uses become its parameters.
 */
final class Parameters {
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, double[]> limits = new HashMap<>();
    private final Set<String> fixed = new HashSet<>();
    private final Set<String> observed = new HashSet<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Selection selection;

    Parameters(Document document, Selection selection) {
        this.selection = selection;
        for (String domain : selection.domains()) {
            JsonElement found = document.all("domains").get(domain);
            if (found != null) {
                addLimits(found);
            }
        }
        Map<String, JsonElement> points = document.all("parameter_points");
        for (String name : List.of("default_values", selection.init())) {
            JsonElement point = points.get(name);
            if (point != null) {
                addValues(point);
            }
        }
    }

    private void addLimits(JsonElement domain) {
        boolean global = domain.text("name").contains("global_observables");
        for (JsonElement axis : domain.listOf("axes")) {
            double min = axis.has("min") ? axis.get("min").number() : Double.NEGATIVE_INFINITY;
            double max = axis.has("max") ? axis.get("max").number() : Double.POSITIVE_INFINITY;
            if (min > max) {
                throw axis.wrong("runs from " + min + " to " + max, "let its min be below its max");
            }
            if (global) {
                observed.add(axis.text("name"));
            }
            limits.putIfAbsent(axis.text("name"), new double[] {min, max});
        }
    }

    private void addValues(JsonElement point) {
        for (JsonElement entry : point.listOf("parameters")) {
            String name = entry.text("name");
            values.put(name, entry.get("value").number());
            if (entry.flag("const", false)) {
                fixed.add(name);
            } else {
                fixed.remove(name);
            }
        }
    }

    /** A value that an auxiliary measurement observed. */
    void observe(String name, double value) {
        values.put(name, value);
        observed.add(name);
    }

    /** A parameter that the file implies. */
    void declare(String name, double value, double lower, double upper) {
        values.putIfAbsent(name, value);
        limits.putIfAbsent(name, new double[] {lower, upper});
    }

    /** Holds a parameter where it is. */
    void fix(String name) {
        fixed.add(name);
    }

    /** Whether it is known as the result of an auxiliary measurement, or constant. */
    boolean isObserved(String name) {
        return observed.contains(name) || fixed.contains(name);
    }

    boolean isKnown(String name) {
        return values.containsKey(name);
    }

    Collection<String> names() {
        return values.keySet();
    }

    /** Value at the start. */
    double value(String name, JsonElement user) {
        Double value = values.get(name);
        if (value == null) {
            throw user.wrong(
                    "needs the value of " + name + ", which the parameter point " + selection.init() + " does not give",
                    Suggestion.among(name, values.keySet()));
        }
        return value;
    }

    /** Limits of an observable; null for none. */
    @Nullable double[] limits(String name) {
        return limits.get(name);
    }

    /** The number or parameter of a name that is not a function. */
    Expression use(String name, JsonElement user) {
        double value = value(name, user);
        if (fixed.contains(name) && !limits.containsKey(name)) {
            return Expression.constant(value);
        }
        used.add(name);
        return Expression.ref(name);
    }

    /** Parameters of the model: those of interest, then the others in the order of the file. */
    List<Parameter> parameters(Collection<Constraint> constraints) {
        var widths = new HashMap<String, Double>();
        for (Constraint constraint : constraints) {
            constraint.gaussianParameter().ifPresent(name -> widths.put(name, constraint.gaussianWidth()));
        }
        var order = new LinkedHashSet<>(selection.interests());
        order.addAll(values.keySet());
        order.retainAll(used);
        var parameters = new ArrayList<Parameter>();
        for (String name : order) {
            double value = Objects.requireNonNull(values.get(name), "only what has a value is used");
            double[] range = limits.get(name);
            boolean limited = range != null && range[0] < range[1] && value >= range[0] && value <= range[1];
            double lower = range != null && limited ? range[0] : Double.NEGATIVE_INFINITY;
            double upper = range != null && limited ? range[1] : Double.POSITIVE_INFINITY;
            double scale = value != 0 ? 0.1 * Math.abs(value) : 0.1;
            double step = widths.getOrDefault(name, Math.min(scale, 0.1 * (upper - lower)));
            Role role = selection.interests().contains(name) ? Role.INTEREST : Role.NUISANCE;
            if (range != null && !limited && !fixed.contains(name)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "parameter " + name + " starts at " + value + ", outside its domain [" + range[0] + ", "
                                + range[1] + "]",
                        "correct its value or its domain in the file");
            }
            parameters.add(new Parameter(name, value, lower, upper, step, role, "", fixed.contains(name)));
        }
        return parameters;
    }
}

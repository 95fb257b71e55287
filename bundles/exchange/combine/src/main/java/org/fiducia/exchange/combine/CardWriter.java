package org.fiducia.exchange.combine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Parameter.Role;

/**
 * Writes a model of counts as a card: rates with log-normal nuisances, control regions, and free or constrained factors.
 * What a card cannot hold is refused; so are shapes, whose histograms would have to be in a ROOT file.
 */
final class CardWriter {
    private final ExchangedModel model;
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final Map<String, Constraint> constraints = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();

    /** Lines of nuisances: type and count, then a word per column. */
    private final Map<String, Map<Integer, String>> effects = new LinkedHashMap<>();

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<String> factors = new ArrayList<>();
    private int formulas;
    private String strength = "";

    CardWriter(ExchangedModel model) {
        this.model = model;
        model.model().parameters().forEach(parameter -> parameters.put(parameter.name(), parameter));
    }

    static FiduciaException refused(String what) {
        return new FiduciaException(
                Kind.OUTPUT, "the model has " + what + ", which a datacard of counts cannot hold", "write it as HS3");
    }

    String write() {
        Dataset data = model.data();
        if (data == null) {
            throw refused("no data");
        }
        requireNames();
        readConstraints();
        List<String> interests = model.interests();
        if (interests.size() > 1) {
            throw refused(interests.size() + " parameters of interest (" + String.join(", ", interests) + ")");
        }
        strength = interests.isEmpty() ? "" : interests.get(0);
        var head = new ArrayList<String>();
        var bins = new ArrayList<String>();
        var processes = new ArrayList<String>();
        var ids = new ArrayList<String>();
        var rates = new ArrayList<String>();
        var observed = new ArrayList<String>();
        var channels = new ArrayList<String>();
        var numbers = new LinkedHashMap<String, Integer>();
        int signals = 0;
        int backgrounds = 1;
        for (int c = 0; c < model.model().categories().size(); c++) {
            ModelCategory category = model.model().categories().get(c);
            String channel = name(category.name());
            channels.add(channel);
            observed.add(number(observed(data, c, category)));
            for (Component component : category.components()) {
                int column = bins.size();
                requireCount(category, component);
                var signal = new boolean[1];
                double rate = rate(column, channel, component, signal);
                String process = name(component.name());
                Integer id = numbers.get(process);
                if (id == null) {
                    id = signal[0] ? -signals++ : backgrounds++;
                    numbers.put(process, id);
                } else if (id <= 0 != signal[0]) {
                    throw refused("a component " + process + " that is a signal in one category alone");
                }
                bins.add(channel);
                processes.add(process);
                ids.add(Integer.toString(id));
                rates.add(number(rate));
            }
        }
        requireAllUsed();
        head.add("# " + model.name().replaceAll("\\s+", " "));
        if (!strength.isEmpty()) {
            Parameter r = parameter(strength);
            boolean plain = strength.equals(ParameterTable.STRENGTH)
                    && r.lower() == 0
                    && r.upper() == ParameterTable.MOST_STRENGTH;
            if (!plain) {
                head.add("# r is " + strength + " of the model, there between " + r.lower() + " and " + r.upper());
            }
        }
        head.add("imax " + channels.size());
        head.add("jmax " + (numbers.size() - 1));
        head.add("kmax *");
        head.add("------------");
        head.add("bin " + String.join(" ", channels));
        head.add("observation " + String.join(" ", observed));
        head.add("------------");
        head.add("bin " + String.join(" ", bins));
        head.add("process " + String.join(" ", processes));
        head.add("process " + String.join(" ", ids));
        head.add("rate " + String.join(" ", rates));
        head.add("------------");
        effects.forEach((name, words) -> {
            var line = new StringBuilder(line(name) + " " + types.get(name));
            for (int i = 0; i < bins.size(); i++) {
                line.append(' ').append(words.getOrDefault(i, "-"));
            }
            head.add(line.toString());
        });
        head.addAll(factors);
        addParameters(head);
        addGroups(head);
        return String.join("\n", head) + "\n";
    }

    private Parameter parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), "a model depends on nothing but its parameters");
    }

    private void requireNames() {
        for (String name : parameters.keySet()) {
            if (!name.matches("[^\\s#/*?,]+")) {
                throw refused("a parameter called '" + name + "'");
            }
        }
    }

    private void readConstraints() {
        for (Constraint constraint : model.model().constraints()) {
            List<String> names = List.copyOf(constraint.references());
            boolean simple = names.size() == 1
                    && (constraint.gaussianParameter().isPresent()
                            || constraint.kind().equals("poisson")
                                    && constraint.parameters().get("mean") instanceof Expression.Ref);
            if (!simple) {
                throw refused("a constraint of the kind " + constraint.kind() + " on " + String.join(", ", names));
            }
            if (constraints.put(names.get(0), constraint) != null) {
                throw refused("two constraints on " + names.get(0));
            }
        }
    }

    private static String name(String text) {
        if (!text.matches("[^\\s#/*?]+")) {
            throw refused("a category or component called '" + text + "'");
        }
        return text;
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static double observed(Dataset data, int c, ModelCategory category) {
        List<double[]> edges = data.edges();
        List<double[]> entries = data.weights();
        if (edges == null || entries == null || edges.get(c).length != 2) {
            throw refused("a shape in category " + category.name());
        }
        return entries.get(c)[0];
    }

    /** With one bin over the whole window, any shape that has nothing to fit is a count. */
    private static void requireCount(ModelCategory category, Component component) {
        boolean whole = component.shape().parameters().isEmpty();
        if (!whole) {
            throw refused("a shape of component " + component.name() + " in category " + category.name());
        }
    }

    private double rate(int column, String channel, Component component, boolean[] signal) {
        double rate = 1;
        String gamma = "";
        double count = 0;
        var others = new ArrayList<Expression>();
        collect(component.yield(), others);
        for (Expression factor : others) {
            if (factor instanceof Expression.Constant constant) {
                rate *= constant.value();
            } else if (factor instanceof Expression.Ref ref) {
                String name = ref.parameter();
                Constraint constraint = constraints.get(name);
                used.add(name);
                if (name.equals(strength) && !signal[0]) {
                    signal[0] = true;
                } else if (constraint != null && constraint.kind().equals("poisson") && gamma.isEmpty()) {
                    gamma = name;
                    count = constraint.observed();
                } else if (constraint == null || constraint.gaussianParameter().isPresent()) {
                    factors.add(factorLine(name, channel, component));
                } else {
                    throw refused("two factors from control regions for component " + component.name());
                }
            } else if (!logNormal(column, factor)) {
                String name = "factor_" + ++formulas;
                List<String> arguments = List.copyOf(factor.references());
                used.addAll(arguments);
                factors.add(name + " rateParam " + channel + " " + component.name() + " "
                        + new FormulaText(arguments).of(factor) + " " + String.join(",", arguments));
            }
        }
        if (rate < 0) {
            throw refused("a negative rate of component " + component.name());
        }
        if (!gamma.isEmpty()) {
            if (count != Math.rint(count)) {
                throw refused("a control region with " + count + " events");
            }
            effect(gamma, "gmN " + number(count), column, number(rate));
            return rate * count;
        }
        return rate;
    }

    private static void collect(Expression expression, List<Expression> factors) {
        if (expression instanceof Expression.Product product) {
            product.factors().forEach(factor -> collect(factor, factors));
        } else {
            factors.add(expression);
        }
    }

    private String factorLine(String name, String channel, Component component) {
        Parameter p = parameter(name);
        boolean free = p.lower() == Double.NEGATIVE_INFINITY && p.upper() == Double.POSITIVE_INFINITY;
        String range = free || constraints.containsKey(name) ? "" : " " + range(p);
        return name + " rateParam " + channel + " " + component.name() + " " + number(p.initial()) + range;
    }

    private static String range(Parameter p) {
        if (Double.isInfinite(p.lower()) || Double.isInfinite(p.upper())) {
            throw refused("a parameter " + p.name() + " with one limit");
        }
        return "[" + number(p.lower()) + "," + number(p.upper()) + "]";
    }

    private void effect(String name, String type, int column, String word) {
        String before = types.putIfAbsent(name, type);
        if (before != null && !before.equals(type)
                || effects.computeIfAbsent(name, n -> new LinkedHashMap<>()).put(column, word) != null) {
            throw refused("several kinds of effects of " + name);
        }
    }

    /** Takes a factor that is lnN or lnU of a nuisance; false for any other. */
    private boolean logNormal(int column, Expression factor) {
        if (!(factor instanceof Expression.Call call)) {
            return false;
        }
        String name;
        String word;
        List<Expression> arguments = call.arguments();
        if (call.function() == Function.EXP
                && arguments.get(0) instanceof Expression.Product product
                && product.factors().size() == 2
                && product.factors().get(0) instanceof Expression.Constant log
                && product.factors().get(1) instanceof Expression.Ref ref) {
            name = ref.parameter();
            word = Double.toString(Math.exp(log.value()));
        } else if (call.function() == Function.ASYMMETRIC_LOG_NORMAL
                && arguments.get(0) instanceof Expression.Ref ref
                && arguments.get(1) instanceof Expression.Constant up
                && arguments.get(2) instanceof Expression.Constant down) {
            name = ref.parameter();
            word = Math.exp(down.value()) + "/" + Math.exp(up.value());
        } else {
            return false;
        }
        Constraint constraint = constraints.get(name);
        Parameter p = parameter(name);
        boolean unit = constraint != null
                && constraint.gaussianParameter().isPresent()
                && constraint.observed() == 0
                && constraint.gaussianWidth() == 1;
        boolean flat = constraint == null && p.lower() == -1 && p.upper() == 1;
        if (p.initial() != 0 || !unit && !flat) {
            return false;
        }
        used.add(name);
        effect(name, unit ? "lnN" : "lnU", column, word);
        return true;
    }

    private String line(String name) {
        return parameter(name).fixed() ? name + "[nofloat]" : name;
    }

    private void requireAllUsed() {
        constraints.forEach((name, constraint) -> {
            if (!used.contains(name) && constraint.kind().equals("poisson")) {
                throw refused("a control region " + name + " for which there is no process");
            }
        });
        for (String name : used) {
            Parameter p = parameter(name);
            boolean interest = p.role() == Role.INTEREST;
            if (p.fixed() && (!types.containsKey(name) || interest)) {
                throw refused("a parameter " + name + " that is held");
            }
        }
    }

    /** Constraints of parameters that are no nuisances of a line. */
    private void addParameters(List<String> lines) {
        constraints.forEach((name, constraint) -> {
            if (!types.containsKey(name) && constraint.gaussianParameter().isPresent()) {
                Parameter p = parameter(name);
                String range =
                        Double.isInfinite(p.lower()) && Double.isInfinite(p.upper()) ? wide(constraint) : range(p);
                lines.add(name + " param " + number(constraint.observed()) + " " + number(constraint.gaussianWidth())
                        + " " + range);
            } else if (!types.containsKey(name)) {
                throw refused("a control region " + name + " that is no factor of a process");
            }
        });
        for (Parameter p : parameters.values()) {
            boolean written = types.containsKey(p.name())
                    || constraints.containsKey(p.name())
                    || p.name().equals(strength)
                    || factors.stream().anyMatch(line -> line.startsWith(p.name() + " rateParam"));
            if (!written && used.contains(p.name())) {
                throw refused("a free parameter " + p.name() + " that is an argument of a formula alone");
            }
        }
    }

    /** A parameter without limits gets wide ones, as a card has no other. */
    private static String wide(Constraint constraint) {
        double far = 100 * constraint.gaussianWidth();
        return "[" + number(constraint.observed() - far) + "," + number(constraint.observed() + far) + "]";
    }

    private void addGroups(List<String> lines) {
        var groups = new LinkedHashMap<String, List<String>>();
        parameters.forEach((name, p) -> {
            if (!p.group().isEmpty() && (types.containsKey(name) || constraints.containsKey(name))) {
                groups.computeIfAbsent(p.group(), g -> new ArrayList<>()).add(name);
            }
        });
        groups.forEach(
                (group, names) -> lines.add(group.replaceAll("\\s+", "_") + " group = " + String.join(" ", names)));
    }
}

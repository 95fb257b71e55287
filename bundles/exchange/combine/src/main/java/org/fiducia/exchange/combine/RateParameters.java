package org.fiducia.exchange.combine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Suggestion;
import org.fiducia.api.model.Expression;
import org.fiducia.exchange.formula.FormulaParser;

/** The lines {@code rateParam} of a card: which factors a process has. */
final class RateParameters {
    private final Card card;
    private final Map<String, Free.Formula> formulas = new LinkedHashMap<>();

    /** Names of what a formula may depend on beside formulas. */
    private final Set<String> names = new LinkedHashSet<>();

    RateParameters(Card card) {
        this.card = card;
        card.nuisances().forEach(nuisance -> names.add(nuisance.name()));
        names.add(ParameterTable.STRENGTH);
        for (Free free : card.free()) {
            if (free instanceof Free.Formula formula) {
                formulas.put(formula.name(), formula);
            } else {
                names.add(free.name());
            }
        }
    }

    /** Factors of a process. */
    List<Expression> factors(Column column) {
        var factors = new ArrayList<Expression>();
        var lines = new LinkedHashMap<String, Line>();
        for (Free free : card.free()) {
            String channel = "";
            String process = "";
            Expression factor = null;
            if (free instanceof Free.Factor number) {
                channel = number.channel();
                process = number.process();
                factor = Expression.ref(number.name());
            } else if (free instanceof Free.Formula formula) {
                channel = formula.channel();
                process = formula.process();
                factor = expression(formula, new LinkedHashSet<>());
            }
            if (factor == null
                    || !TailReader.matches(channel, column.channel())
                    || !TailReader.matches(process, column.process())) {
                continue;
            }
            Line before = lines.put(free.name(), free.line());
            if (before != null) {
                throw free.line()
                        .wrong(
                                free.name() + " is a factor of " + column.place() + " in line " + before.number()
                                        + " already",
                                "name the process once");
            }
            factors.add(factor);
        }
        return factors;
    }

    private Expression expression(Free.Formula formula, Set<String> within) {
        if (!within.add(formula.name())) {
            throw formula.line()
                    .wrong(
                            "the formula of " + formula.name() + " depends on itself: " + String.join(", ", within),
                            "cut it");
        }
        Expression expression =
                FormulaParser.parse(formula.formula(), formula.line()::wrong, name -> argument(formula, name, within));
        within.remove(formula.name());
        return expression;
    }

    private Expression argument(Free.Formula formula, String name, Set<String> within) {
        String wanted = name;
        if (name.matches("@\\d{1,4}")) {
            int i = Integer.parseInt(name.substring(1));
            if (i >= formula.arguments().size()) {
                throw formula.line()
                        .wrong(
                                formula.formula() + " asks for " + name + ", but there are "
                                        + formula.arguments().size() + " arguments",
                                "arguments count from @0");
            }
            wanted = formula.arguments().get(i);
        } else if (!formula.arguments().contains(name)) {
            throw formula.line()
                    .wrong(
                            formula.formula() + " has the name " + name + ", which is none of its arguments",
                            Suggestion.among(name, formula.arguments()));
        }
        if (formulas.containsKey(wanted)) {
            return expression(formulas.get(wanted), within);
        }
        if (!names.contains(wanted)) {
            throw formula.line()
                    .wrong(
                            formula.name() + " depends on " + wanted + ", which is no parameter of the card",
                            Suggestion.among(wanted, names));
        }
        return Expression.ref(wanted);
    }
}

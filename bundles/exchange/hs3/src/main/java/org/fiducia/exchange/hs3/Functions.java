package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.exchange.formula.FormulaParser;
import org.fiducia.exchange.formula.Terms;
import org.fiducia.exchange.json.JsonElement;

/** What names and numbers stand for, as expressions of the parameters. A function is read once, however often it is used. */
final class Functions {
    private static final int DEEPEST = 300;
    private static final int PARABOLIC = 2;
    private static final int POLYNOMIAL_THEN_EXTRAPOLATED = 4;

    private final Document document;
    private final Parameters parameters;
    private final Map<String, Expression> known = new HashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();

    /** What is no parameter; null for none. */
    private final @Nullable Observable observable;

    /** Of each observable. */
    private final Map<Observable, Functions> others = new HashMap<>();

    /** How a type is read. */
    private interface Type {
        Expression read(Functions all, JsonElement function);
    }

    private static final Map<String, Type> TYPES = new TreeMap<>(Map.of(
            "product",
            (all, function) -> new Expression.Product(all.all(function, "factors")),
            "sum",
            (all, function) -> new Expression.Sum(all.all(function, "summands")),
            "polynomial",
            (all, function) -> Formulas.polynomial(all.all(function, "coefficients"), all.field(function, "x")),
            "generic_function",
            (all, function) -> FormulaParser.parse(
                    function.get("expression").text(),
                    function.get("expression")::wrong,
                    name -> all.named(name, function)),
            "interpolation",
            Functions::interpolation,
            "interpolation0d",
            Functions::factorInterpolation));

    /** Functions of the parameters alone. */
    Functions(Document document, Parameters parameters) {
        this(document, parameters, null);
    }

    private Functions(Document document, Parameters parameters, @Nullable Observable observable) {
        this.document = document;
        this.parameters = parameters;
        this.observable = observable;
    }

    /** Functions of the parameters and of an observable. */
    Functions on(Observable x) {
        return others.computeIfAbsent(x, key -> new Functions(document, parameters, key));
    }

    /** Types that are read. */
    static List<String> types() {
        return List.copyOf(TYPES.keySet());
    }

    /** An element of the functions of the file; null for a parameter. */
    @Nullable JsonElement element(String name) {
        return document.all("functions").get(name);
    }

    /** A number, or a name in a field. */
    Expression field(JsonElement owner, String field) {
        return of(owner.get(field), owner);
    }

    /** A number, or a name. */
    Expression of(JsonElement element, JsonElement owner) {
        return element.isNumber() ? constant(element.number()) : named(element.text(), owner);
    }

    /** A parameter or a function. */
    Expression named(String name, JsonElement user) {
        if (observable != null && name.equals(observable.name())) {
            return observable.ref();
        }
        Expression before = known.get(name);
        if (before != null) {
            return before;
        }
        JsonElement function = document.all("functions").get(name);
        if (function == null) {
            if (!parameters.isKnown(name)) {
                var all = new LinkedHashSet<>(document.all("functions").keySet());
                all.addAll(parameters.names());
                throw user.wrong(
                        "refers to " + name + ", which is neither a function nor a parameter with a value",
                        Suggestion.sentence(name, all));
            }
            Expression parameter = parameters.use(name, user);
            known.put(name, parameter);
            return parameter;
        }
        if (!underWay.add(name)) {
            throw function.wrong("refers to itself through " + String.join(", ", underWay), "");
        }
        if (underWay.size() > DEEPEST) {
            throw function.wrong("is reached through " + DEEPEST + " other functions", "write fewer as one formula");
        }
        Expression expression = read(function);
        underWay.remove(name);
        known.put(name, expression);
        return expression;
    }

    private Expression read(JsonElement function) {
        Type type = TYPES.get(function.text("type"));
        if (type == null) {
            throw function.wrong(
                    "is of type '" + function.text("type") + "', which is not supported",
                    "supported functions are " + String.join(", ", types()));
        }
        return type.read(this, function);
    }

    private List<Expression> all(JsonElement owner, String field) {
        return owner.get(field).list().stream().map(member -> of(member, owner)).toList();
    }

    private record Variations(
            List<Expression> nuisances, List<Expression> high, List<Expression> low, double[] codes) {}

    private Variations variations(JsonElement function) {
        List<Expression> nuisances = all(function, "vars");
        List<Expression> high = all(function, "high");
        List<Expression> low = all(function, "low");
        int n = nuisances.size();
        if (high.size() != n || low.size() != n) {
            throw function.wrong(
                    "has " + n + " vars, " + high.size() + " high and " + low.size() + " low variations", "");
        }
        return new Variations(
                nuisances, high, low, function.get("interpolationCodes").numbers(n));
    }

    /** A sum of variations, as ROOT's PiecewiseInterpolation: codes 0, 2 and 4; cut at 0 where it says positiveDefinite. */
    private Expression interpolation(JsonElement function) {
        Expression nominal = field(function, "nom");
        Variations variations = variations(function);
        var terms = new ArrayList<Expression>();
        terms.add(nominal);
        for (int i = 0; i < variations.codes().length; i++) {
            Expression up = minus(variations.high().get(i), nominal);
            Expression down = minus(variations.low().get(i), nominal);
            Expression nuisance = variations.nuisances().get(i);
            terms.add(
                    switch (code(function, variations.codes()[i])) {
                        case 0 -> linear(nuisance, up, down);
                        case PARABOLIC -> parabolic(nuisance, up, down);
                        case POLYNOMIAL_THEN_EXTRAPOLATED -> call(Function.LINEAR_INTERPOLATION, nuisance, up, down);
                        default -> throw unsupported(function, variations.codes()[i]);
                    });
        }
        Expression sum = new Expression.Sum(terms);
        return function.flag("positiveDefinite", false) ? call(Function.MAX, constant(0), sum) : sum;
    }

    private static int code(JsonElement function, double code) {
        if (code != Math.rint(code)) {
            throw unsupported(function, code);
        }
        return (int) code;
    }

    /** A product of variations, as ROOT's FlexibleInterpVar: codes 0, 1, 2 and 4. */
    private Expression factorInterpolation(JsonElement function) {
        double nominal = function.get("nom").number();
        Variations variations = variations(function);
        Expression total = constant(nominal);
        for (int i = 0; i < variations.codes().length; i++) {
            Expression nuisance = variations.nuisances().get(i);
            double high = number(function, variations.high().get(i));
            double low = number(function, variations.low().get(i));
            int code = code(function, variations.codes()[i]);
            if (code == 0 || code == PARABOLIC) {
                Expression up = constant(high - nominal);
                Expression down = constant(low - nominal);
                total = sum(total, code == 0 ? linear(nuisance, up, down) : parabolic(nuisance, up, down));
                continue;
            }
            double up = high / nominal;
            double down = low / nominal;
            boolean logarithm = code == POLYNOMIAL_THEN_EXTRAPOLATED ? up >= 0 && down >= 0 : up > 0 && down > 0;
            if (!logarithm) {
                throw function.wrong("has variations " + high + ", " + low + ", which have no logarithm", "");
            }
            total = product(
                    total,
                    switch (code) {
                        case 1 ->
                            call(Function.EXP, linear(nuisance, constant(Math.log(up)), constant(Math.log(down))));
                        case POLYNOMIAL_THEN_EXTRAPOLATED ->
                            call(Function.EXPONENTIAL_INTERPOLATION, nuisance, constant(up), constant(down));
                        default -> throw unsupported(function, variations.codes()[i]);
                    });
        }
        return total;
    }

    private static FiduciaException unsupported(JsonElement function, double code) {
        return function.wrong("has the interpolation code " + code + ", which is not supported", "");
    }

    private static double number(JsonElement function, Expression expression) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        }
        throw function.wrong("has a variation that is not a number", "");
    }

    private static Expression minus(Expression a, Expression b) {
        return a instanceof Expression.Constant x && b instanceof Expression.Constant y
                ? constant(x.value() - y.value())
                : sum(a, product(constant(-1), b));
    }

    /**
     * sθ² + dθ within ±1, beyond them up + (2s + d)(θ − 1) and down − (2s − d)(θ + 1), with s = ½(up + down) and d = ½(up −
     * down).
     */
    static Expression parabolic(Expression nuisance, Expression up, Expression down) {
        Expression s = product(constant(0.5), sum(up, down));
        Expression d = product(constant(0.5), minus(up, down));
        Expression twice = product(constant(2), s);
        Expression above = minus(nuisance, constant(1));
        Expression below = sum(nuisance, constant(1));
        return call(
                Function.CHOICE,
                Terms.step(above),
                sum(up, product(sum(twice, d), above)),
                call(
                        Function.CHOICE,
                        Terms.step(Terms.minus(below)),
                        sum(down, product(minus(d, twice), below)),
                        sum(product(s, nuisance, nuisance), product(d, nuisance))));
    }

    /** up·θ above 0, −down·θ below. */
    static Expression linear(Expression nuisance, Expression up, Expression down) {
        return sum(
                product(constant(0.5), minus(up, down), nuisance),
                product(constant(0.5), sum(up, down), call(Function.ABS, nuisance)));
    }
}

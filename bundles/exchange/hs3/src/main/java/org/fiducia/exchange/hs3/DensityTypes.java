package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.formula.Terms;
import org.fiducia.exchange.json.JsonElement;

/**
 * Fundamental distributions of one observable, by their type. A type has a shape of the engine, where the variable is the
 * observable itself and its parameters do not depend on it, or a formula, or both.
 */
final class DensityTypes {
    /** A shape; null where only the formula will do. */
    private interface Reader {
        @Nullable Shape shape(Fields d);
    }

    /** A density up to its normalisation. */
    private interface Writer {
        Expression formula(Fields d);
    }

    private record Type(Reader reader, @Nullable Writer writer) {}

    private final Map<String, Type> types = new TreeMap<>();

    DensityTypes() {
        both(
                List.of("gaussian_dist", "normal_dist"),
                d -> plain(d, "x", "gaussian", Map.of("mean", "mean", "sigma", "sigma")),
                d -> Terms.gauss(Terms.quotient(Terms.difference(d.of("x"), d.of("mean")), d.of("sigma"))));
        both(List.of("landau_dist"), d -> plain(d, "x", "landau", Map.of("location", "mean", "width", "sigma")), null);
        both(
                List.of("exponential_dist"),
                DensityTypes::exponential,
                d -> Terms.exp(Terms.minus(product(d.of("c"), d.of("x")))));
        both(List.of("uniform_dist"), DensityTypes::uniform, d -> constant(1));
        both(List.of("histogram_dist"), DensityTypes::histogram, null);
        both(
                List.of("polynomial_dist"),
                d -> numbered(d, "polynomial", "a"),
                d -> Formulas.polynomial(d.all("coefficients"), d.of("x")));
        both(List.of("bernstein_poly_dist", "bernstein_dist"), d -> numbered(d, "bernstein", "b"), d -> {
            d.requirePlain("x");
            return Formulas.bernstein(d.all("coefficients"), d.observable());
        });
        both(List.of("crystalball_dist", "crystalball_doublesided_dist"), CrystalBalls::shape, CrystalBalls::formula);
        formula("chebychev_dist", d -> {
            d.requirePlain("x");
            return Formulas.chebychev(d.all("coefficients"), d.observable());
        });
        formula("generic_dist", d -> d.formula("expression"));
        formula("density_function_dist", d -> d.of("function"));
        formula("log_density_function_dist", d -> Terms.exp(d.of("function")));
        formula(
                "lognormal_dist",
                d -> Terms.quotient(
                        Terms.gauss(Terms.quotient(
                                Terms.difference(call(Function.LOG, d.of("x")), d.of("mu")), d.of("sigma"))),
                        d.of("x")));
        Writer argus = d -> Formulas.argus(
                d.of("mass"), d.of("resonance"), d.of("slope"), d.has("power") ? d.of("power") : constant(0.5));
        formula("argus_dist", argus);
        formula("ARGUS_dist", argus);
        formula("gamma_dist", d -> Formulas.gamma(d.of("x"), d.of("gamma"), d.of("beta"), d.of("mu")));
        Writer generalised = d -> Formulas.generalisedNormal(d.of("x"), d.of("mean"), d.of("alpha"), d.of("beta"));
        formula("gennormal_dist", generalised);
        formula("generalized_normal_dist", generalised);
        formula(
                "bifurkated_gaussian_dist",
                d -> Terms.gauss(
                        Formulas.sided(Terms.difference(d.of("x"), d.of("mean")), d.of("sigmaL"), d.of("sigmaR"))));
        formula("power_sum_dist", DensityTypes::powers);
        formula("relativistic_breit_wigner_dist", DensityTypes::breitWigner);
        both(List.of("multivariate_normal_dist"), DensityTypes::normal, DensityTypes::normalFormula);
    }

    private void both(List<String> names, Reader reader, @Nullable Writer writer) {
        names.forEach(name -> types.put(name, new Type(reader, writer)));
    }

    private void formula(String name, Writer writer) {
        types.put(name, new Type(d -> null, writer));
    }

    /** Types that are read. */
    List<String> names() {
        return List.copyOf(types.keySet());
    }

    boolean has(String type) {
        return types.containsKey(type);
    }

    private Type type(Fields d) {
        return Objects.requireNonNull(types.get(d.type()), "asked for types that there are");
    }

    /** The density of a distribution. */
    Shape shape(Fields d) {
        Shape shape = type(d).reader().shape(d);
        if (shape != null) {
            return shape;
        }
        return Observable.formula(formula(d).orElseThrow(d::notOfTheObservable), d.element());
    }

    /** The density up to its normalisation, for products; empty for one without a formula. */
    Optional<Expression> formula(Fields d) {
        Writer writer = type(d).writer();
        if (writer == null) {
            return Optional.empty();
        }
        Expression formula = writer.formula(d);
        boolean flat = d.type().equals("uniform_dist");
        if (!flat && !Observable.in(formula)) {
            throw d.notOfTheObservable();
        }
        return Optional.of(formula);
    }

    private static @Nullable Shape plain(Fields d, String variable, String kind, Map<String, String> fields) {
        var parameters = new LinkedHashMap<String, Expression>();
        boolean plain = Observable.is(d.of(variable));
        for (var field : new TreeMap<>(fields).entrySet()) {
            Expression parameter = d.of(field.getValue());
            parameters.put(field.getKey(), parameter);
            plain &= !Observable.in(parameter);
        }
        return plain ? new Shape(kind, parameters) : null;
    }

    private static @Nullable Shape exponential(Fields d) {
        Expression c = d.of("c");
        return Observable.is(d.of("x")) && !Observable.in(c)
                ? new Shape("exponential", Map.of("slope", product(constant(-1), c)))
                : null;
    }

    /** HS3 takes one name or a list of them. */
    private static Shape uniform(Fields d) {
        List<String> variables = d.names("x");
        if (!variables.equals(List.of(d.observable().name()))) {
            throw d.element().wrong("is not a distribution of " + d.observable().name() + " alone", "");
        }
        return new Shape("uniform", Map.of());
    }

    static Shape histogram(Fields d) {
        JsonElement data = d.element().get("data");
        JsonElement axis = Axes.only(data);
        if (!axis.text("name").equals(d.observable().name())) {
            throw d.element().wrong("is not a histogram of " + d.observable().name() + " alone", "");
        }
        double[] edges = Axes.edges(axis);
        return Shape.histogram(edges, data.get("contents").numbers(edges.length - 1));
    }

    private static @Nullable Shape numbered(Fields d, String kind, String letter) {
        List<Expression> coefficients = d.all("coefficients");
        if (!Observable.is(d.of("x")) || coefficients.stream().anyMatch(Observable::in)) {
            return null;
        }
        var parameters = new LinkedHashMap<String, Expression>();
        for (int i = 0; i < coefficients.size(); i++) {
            parameters.put(letter + i, coefficients.get(i));
        }
        return new Shape(kind, parameters);
    }

    private static Expression powers(Fields d) {
        List<Expression> coefficients = d.all("coefficients");
        List<Expression> exponents = d.all("exponents");
        if (coefficients.size() != exponents.size()) {
            throw d.element()
                    .wrong("has " + coefficients.size() + " coefficients and " + exponents.size() + " exponents", "");
        }
        var terms = new ArrayList<Expression>();
        for (int i = 0; i < coefficients.size(); i++) {
            terms.add(product(coefficients.get(i), call(Function.POW, d.of("x"), exponents.get(i))));
        }
        return new Expression.Sum(terms);
    }

    /** With a constant width, or with that of decays to two particles each. */
    private static Expression breitWigner(Fields d) {
        Expression m = d.has("m") ? d.of("m") : d.of("x");
        Expression mass = d.has("mean") ? d.of("mean") : d.of("mass");
        if (!d.has("channels")) {
            Expression width = d.of("width");
            return Formulas.breitWigner(m, mass, width, width);
        }
        var widths = new ArrayList<Expression>();
        for (JsonElement channel : d.element().get("channels").list()) {
            if (channel.has("l") && channel.get("l").number() != 0) {
                throw channel.wrong(
                        "has an orbital angular momentum, whose form factor is not supported", "supported is l = 0");
            }
            Expression m1 = channel.has("m1") ? d.of(channel, "m1") : constant(0);
            Expression m2 = channel.has("m2") ? d.of(channel, "m2") : constant(0);
            widths.add(Formulas.partialWidth(m, d.of(channel, "Gamma"), m1, m2));
        }
        if (widths.isEmpty()) {
            throw d.element().get("channels").wrong("is empty", "");
        }
        return Formulas.breitWigner(m, mass, widths.get(0), new Expression.Sum(widths));
    }

    private static @Nullable Shape normal(Fields d) {
        Expression mean = d.all("mean").get(0);
        Expression sigma = deviation(d);
        return Observable.is(d.all("x").get(0)) && !Observable.in(mean)
                ? new Shape("gaussian", Map.of("mean", mean, "sigma", sigma))
                : null;
    }

    private static Expression normalFormula(Fields d) {
        Expression distance = Terms.difference(d.all("x").get(0), d.all("mean").get(0));
        return Terms.gauss(Terms.quotient(distance, deviation(d)));
    }

    private static Expression deviation(Fields d) {
        List<JsonElement> rows = d.element().get("covariances").list();
        boolean one = rows.size() == 1
                && rows.get(0).list().size() == 1
                && d.all("x").size() == 1
                && d.all("mean").size() == 1;
        if (!one) {
            throw d.element().wrong("is a density of several observables, which is not supported", "one is supported");
        }
        Expression variance = d.of(rows.get(0).list().get(0));
        return variance instanceof Expression.Constant number
                ? constant(Math.sqrt(number.value()))
                : call(Function.SQRT, variance);
    }
}

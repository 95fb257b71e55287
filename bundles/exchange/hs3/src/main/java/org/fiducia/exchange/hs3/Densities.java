package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.hs3.Mixture.Part;
import org.fiducia.exchange.json.JsonElement;

/** Distributions of one observable. */
final class Densities {
    private static final int DEEPEST = 100;

    private static final String SUPPORTED =
            "supported are gaussian_dist, exponential_dist, uniform_dist, histogram_dist, "
                    + "generic_dist, crystalball_dist, crystalball_doublesided_dist, lognormal_dist, landau_dist, "
                    + "polynomial_dist, bernstein_poly_dist, chebychev_dist, mixture_dist, product_dist, rate_extended_dist "
                    + "and, for whole channels, histfactory_dist and poisson_dist";

    private final Document document;
    private final Functions functions;
    private final Set<String> underWay = new LinkedHashSet<>();

    Densities(Document document, Functions functions) {
        this.document = document;
        this.functions = functions;
    }

    /**
     * A distribution on a window.
     *
     * @param observable the only name that is no parameter
     */
    Mixture read(JsonElement distribution, Observable observable) {
        String name = distribution.text("name");
        if (!underWay.add(name) || underWay.size() > DEEPEST) {
            throw distribution.wrong("contains itself, or too many others, through " + String.join(", ", underWay), "");
        }
        Mixture mixture = switch (distribution.text("type")) {
            case "mixture_dist" -> ofSummands(distribution, observable);
            case "rate_extended_dist" -> withRate(distribution, observable);
            case "product_dist" -> ofFactors(distribution, observable);
            default -> Mixture.of(name, shape(distribution, observable));
        };
        underWay.remove(name);
        return mixture;
    }

    /** Name of the observable of a distribution, for a file without data. */
    String observable(JsonElement distribution) {
        JsonElement inner = distribution;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            for (String field : List.of("x", "m")) {
                if (inner.has(field)) {
                    return inner.text(field);
                }
            }
            List<String> parts = new ArrayList<>();
            for (String field : List.of("summands", "factors")) {
                if (inner.has(field)) {
                    parts.addAll(inner.get(field).texts());
                }
            }
            if (inner.has("dist")) {
                parts.add(inner.text("dist"));
            }
            if (parts.isEmpty()) {
                break;
            }
            inner = document.get("distributions", parts.get(0), inner);
        }
        throw distribution.wrong("has no observable, and there are no data to say which", "add data to the file");
    }

    private Mixture ofSummands(JsonElement distribution, Observable observable) {
        List<String> summands = distribution.get("summands").texts();
        var coefficients = new ArrayList<Expression>();
        for (JsonElement coefficient : distribution.get("coefficients").list()) {
            coefficients.add(functions.of(coefficient, distribution));
        }
        boolean extended = distribution.flag("extended", false);
        int n = summands.size();
        if (n == 0) {
            throw distribution.wrong("has no summands", "");
        }
        Shape morphing = extended || coefficients.size() != n
                ? null
                : morphing(distribution, summands, coefficients, observable);
        if (morphing != null) {
            return Mixture.of(distribution.text("name"), morphing);
        }
        if (!extended && coefficients.size() == n - 1) {
            var rest = new ArrayList<Expression>();
            rest.add(constant(1));
            coefficients.forEach(coefficient -> rest.add(product(constant(-1), coefficient)));
            coefficients.add(new Expression.Sum(rest));
        } else if (coefficients.size() != n) {
            throw distribution.wrong("has " + n + " summands and " + coefficients.size() + " coefficients", "");
        } else if (!extended) {
            Expression total = new Expression.Sum(List.copyOf(coefficients));
            coefficients.replaceAll(coefficient -> call(Function.DIVIDE, coefficient, total));
        }
        var parts = new ArrayList<Part>();
        for (int i = 0; i < n; i++) {
            JsonElement summand = document.get("distributions", summands.get(i), distribution);
            Mixture inner = read(summand, observable);
            Expression factor =
                    inner.extended() ? call(Function.DIVIDE, coefficients.get(i), inner.total()) : coefficients.get(i);
            parts.addAll(inner.times(factor));
        }
        return new Mixture(extended, parts);
    }

    /**
     * A template with vertical morphing: Σ c_i h_i / Σ c_i of histograms with the same edges, the first with a positive
     * number as coefficient.
     *
     * @return null for any other mixture
     */
    private Shape morphing(
            JsonElement distribution, List<String> summands, List<Expression> coefficients, Observable x) {
        if (!(coefficients.get(0) instanceof Expression.Constant first && first.value() > 0)) {
            return null;
        }
        double[] edges = null;
        double[] contents = null;
        var factors = new LinkedHashMap<String, Expression>();
        var deltas = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < summands.size(); i++) {
            JsonElement summand = document.get("distributions", summands.get(i), distribution);
            if (!summand.text("type").equals("histogram_dist")) {
                return null;
            }
            Shape histogram = histogram(summand, x);
            double[] each = x.normalised(histogram);
            if (i == 0) {
                edges = histogram.tables().get("edges");
                contents = Arrays.stream(each).map(c -> c * first.value()).toArray();
            } else if (Arrays.equals(edges, histogram.tables().get("edges"))) {
                factors.put(summands.get(i), coefficients.get(i));
                deltas.put(summands.get(i), each);
            } else {
                return null;
            }
        }
        return Shape.morphing(edges, contents, factors, deltas);
    }

    private Mixture withRate(JsonElement distribution, Observable observable) {
        JsonElement inner = document.get("distributions", distribution.text("dist"), distribution);
        Mixture mixture = read(inner, observable);
        Expression rate = functions.field(distribution, "rate");
        Expression factor = mixture.extended() ? call(Function.DIVIDE, rate, mixture.total()) : rate;
        return new Mixture(true, mixture.times(factor));
    }

    /** The one factor that depends on the observable; constraints among the factors are read elsewhere. */
    private Mixture ofFactors(JsonElement distribution, Observable observable) {
        Mixture only = null;
        for (String name : distribution.get("factors").texts()) {
            JsonElement factor = document.get("distributions", name, distribution);
            if (Constraints.isConstraint(factor, observable.name())) {
                continue;
            }
            if (only != null) {
                throw distribution.wrong(
                        "is a product of several densities of " + observable.name() + ", which is not supported",
                        "write it as one generic_dist");
            }
            only = read(factor, observable);
        }
        if (only == null) {
            throw distribution.wrong("has no factor that depends on " + observable.name(), "");
        }
        return only;
    }

    private Shape shape(JsonElement d, Observable x) {
        String type = d.text("type");
        return switch (type) {
            case "gaussian_dist", "normal_dist" ->
                shape(d, x, "x", "gaussian", Map.of("mean", "mean", "sigma", "sigma"));
            case "landau_dist" -> shape(d, x, "x", "landau", Map.of("location", "mean", "width", "sigma"));
            case "exponential_dist" -> {
                require(d, "x", x);
                yield new Shape(
                        "exponential", Map.of("slope", Expression.product(constant(-1), functions.field(d, "c"))));
            }
            case "uniform_dist" -> {
                requireUniform(d, x);
                yield new Shape("uniform", Map.of());
            }
            case "histogram_dist" -> histogram(d, x);
            case "generic_dist" ->
                Shape.formula(FormulaParser.parse(d.get("expression"), name -> x.orElse(name, d, functions)));
            case "crystalball_dist", "crystalball_doublesided_dist" -> crystalBall(d, x);
            case "lognormal_dist" -> {
                require(d, "x", x);
                Expression pull = call(
                        Function.DIVIDE,
                        sum(call(Function.LOG, x.ref()), Formulas.minus(functions.field(d, "mu"))),
                        functions.field(d, "sigma"));
                yield Shape.formula(call(Function.DIVIDE, Formulas.gauss(pull), x.ref()));
            }
            case "polynomial_dist" -> {
                require(d, "x", x);
                yield numbered("polynomial", "a", coefficients(d));
            }
            case "bernstein_poly_dist", "bernstein_dist" -> {
                require(d, "x", x);
                yield numbered("bernstein", "b", coefficients(d));
            }
            case "chebychev_dist" -> {
                require(d, "x", x);
                yield Shape.formula(Formulas.chebychev(coefficients(d), x));
            }
            default -> throw d.wrong("is of type '" + type + "', which is not supported", SUPPORTED);
        };
    }

    private static void require(JsonElement d, String field, Observable x) {
        if (!d.text(field).equals(x.name())) {
            throw d.wrong(
                    "is a distribution of " + d.text(field) + ", but the data are of " + x.name(),
                    "distributions of functions of the observable are not supported");
        }
    }

    private Shape shape(JsonElement d, Observable x, String variable, String kind, Map<String, String> fields) {
        require(d, variable, x);
        var parameters = new LinkedHashMap<String, Expression>();
        fields.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> parameters.put(entry.getKey(), functions.field(d, entry.getValue())));
        return new Shape(kind, parameters);
    }

    private Shape histogram(JsonElement d, Observable x) {
        JsonElement data = d.get("data");
        List<JsonElement> axes = data.get("axes").list();
        if (axes.size() != 1 || !axes.get(0).text("name").equals(x.name())) {
            throw d.wrong("is not a histogram of " + x.name() + " alone", "");
        }
        double[] edges = Axes.edges(axes.get(0));
        return Shape.histogram(edges, data.get("contents").numbers(edges.length - 1));
    }

    /** Gaussian core and power tails; one tail only for the parameters of the one-sided form. */
    private Shape crystalBall(JsonElement d, Observable x) {
        require(d, "m", x);
        Expression mean = functions.field(d, "m0");
        boolean oneSigma = d.has("sigma");
        Expression left = functions.field(d, oneSigma ? "sigma" : "sigma_L");
        Expression right = functions.field(d, oneSigma ? "sigma" : "sigma_R");
        boolean twoTails = d.has("alpha_L");
        if (twoTails && left.equals(right)) {
            var parameters = new LinkedHashMap<String, Expression>();
            parameters.put("mean", mean);
            parameters.put("sigma", left);
            parameters.put("alphaL", functions.field(d, "alpha_L"));
            parameters.put("nL", functions.field(d, "n_L"));
            parameters.put("alphaR", functions.field(d, "alpha_R"));
            parameters.put("nR", functions.field(d, "n_R"));
            return new Shape("dscb", parameters);
        }
        if (!twoTails) {
            if (!left.equals(right)) {
                throw d.wrong("has one tail and two widths, which is not supported", "");
            }
            var parameters = new LinkedHashMap<String, Expression>();
            parameters.put("mean", mean);
            parameters.put("sigma", left);
            parameters.put("alpha", functions.field(d, "alpha"));
            parameters.put("n", functions.field(d, "n"));
            return new Shape("crystal-ball", parameters);
        }
        Expression distance = sum(x.ref(), Formulas.minus(mean));
        Expression t = sum(
                call(Function.DIVIDE, call(Function.MIN, distance, constant(0)), left),
                call(Function.DIVIDE, call(Function.MAX, distance, constant(0)), right));
        Expression alphaL = functions.field(d, "alpha_L");
        Expression alphaR = functions.field(d, "alpha_R");
        Expression core = call(Function.MIN, call(Function.MAX, t, Formulas.minus(alphaL)), alphaR);
        return Shape.formula(product(
                Formulas.gauss(core),
                Formulas.tail(Formulas.minus(t), alphaL, functions.field(d, "n_L")),
                Formulas.tail(t, alphaR, functions.field(d, "n_R"))));
    }

    /** HS3 takes one name or a list of them. */
    private static void requireUniform(JsonElement d, Observable x) {
        boolean same = d.get("x").isList()
                ? d.get("x").texts().equals(List.of(x.name()))
                : d.text("x").equals(x.name());
        if (!same) {
            throw d.wrong("is not a distribution of " + x.name() + " alone", "");
        }
    }

    private static Shape numbered(String kind, String letter, List<Expression> coefficients) {
        var parameters = new LinkedHashMap<String, Expression>();
        for (int i = 0; i < coefficients.size(); i++) {
            parameters.put(letter + i, coefficients.get(i));
        }
        return new Shape(kind, parameters);
    }

    private List<Expression> coefficients(JsonElement d) {
        var all = new ArrayList<Expression>();
        for (JsonElement coefficient : d.get("coefficients").list()) {
            all.add(functions.of(coefficient, d));
        }
        if (all.isEmpty()) {
            throw d.wrong("has no coefficients", "");
        }
        return all;
    }
}

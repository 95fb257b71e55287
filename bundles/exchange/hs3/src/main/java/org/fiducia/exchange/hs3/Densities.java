package org.fiducia.exchange.hs3;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.hs3.Mixture.Part;
import org.fiducia.exchange.json.JsonElement;

/** Distributions of one observable. */
final class Densities {
    /** Fields with the one distribution that another is made of. */
    static final List<String> SINGLE = List.of("dist", "distribution", "pdf");

    /** Composite types, see {@link #read}, and those of whole channels. */
    private static final List<String> COMPOSITE = List.of(
            "bincounts_extended_dist",
            "efficiency_product_pdf_dist",
            "histfactory_dist",
            "mixture_dist",
            "poisson_dist",
            "product_dist",
            "rate_extended_dist");

    private static final int DEEPEST = 100;

    private final Document document;
    private final Functions functions;
    private final DensityTypes types = new DensityTypes();
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
            case "rate_extended_dist", "bincounts_extended_dist" -> withRate(distribution, observable);
            case "product_dist" -> ofFactors(distribution, observable);
            case "efficiency_product_pdf_dist" -> withEfficiency(distribution, observable);
            default -> Mixture.of(name, shape(distribution, observable));
        };
        underWay.remove(name);
        return mixture;
    }

    /** Name of the observable of a distribution, for a file without data. */
    String observable(JsonElement distribution) {
        JsonElement inner = distribution;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            for (String field : List.of("x", "m", "mass")) {
                if (inner.has(field)) {
                    JsonElement variable = inner.get(field);
                    return variable.isList() ? variable.texts().get(0) : variable.text();
                }
            }
            List<String> parts = new ArrayList<>();
            for (String field : List.of("summands", "factors")) {
                if (inner.has(field)) {
                    parts.addAll(inner.get(field).texts());
                }
            }
            for (String field : SINGLE) {
                if (inner.has(field)) {
                    parts.add(inner.text(field));
                }
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
            coefficients.add(number(functions.on(observable).of(coefficient, distribution), distribution, observable));
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
    private @Nullable Shape morphing(
            JsonElement distribution, List<String> summands, List<Expression> coefficients, Observable x) {
        if (!(coefficients.get(0) instanceof Expression.Constant first && first.value() > 0)) {
            return null;
        }
        double[] edges = {};
        double[] contents = {};
        var factors = new LinkedHashMap<String, Expression>();
        var deltas = new LinkedHashMap<String, double[]>();
        for (int i = 0; i < summands.size(); i++) {
            JsonElement summand = document.get("distributions", summands.get(i), distribution);
            if (!summand.text("type").equals("histogram_dist")) {
                return null;
            }
            Shape histogram = DensityTypes.histogram(new Fields(summand, x, functions));
            double[] each = x.normalised(histogram);
            if (i == 0) {
                edges = edges(histogram);
                contents = Arrays.stream(each).map(c -> c * first.value()).toArray();
            } else if (Arrays.equals(edges, edges(histogram))) {
                factors.put(summands.get(i), coefficients.get(i));
                deltas.put(summands.get(i), each);
            } else {
                return null;
            }
        }
        return Shape.morphing(edges, contents, factors, deltas);
    }

    private static double[] edges(Shape histogram) {
        return Objects.requireNonNull(histogram.tables().get("edges"), "a histogram has edges");
    }

    private Mixture withRate(JsonElement distribution, Observable observable) {
        String field = distribution.has("distribution") ? "distribution" : "dist";
        JsonElement inner = document.get("distributions", distribution.text(field), distribution);
        Mixture mixture = read(inner, observable);
        Expression rate = number(functions.on(observable).field(distribution, "rate"), distribution, observable);
        Expression factor = mixture.extended() ? call(Function.DIVIDE, rate, mixture.total()) : rate;
        return new Mixture(true, mixture.times(factor));
    }

    private static Expression number(Expression expression, JsonElement user, Observable observable) {
        if (Observable.in(expression)) {
            throw user.wrong("has a rate or coefficient that depends on " + observable.name(), "");
        }
        return expression;
    }

    /** The factors that depend on the observable; constraints among the factors are read elsewhere. */
    private Mixture ofFactors(JsonElement distribution, Observable observable) {
        List<JsonElement> factors = densities(distribution, observable);
        if (factors.size() == 1) {
            return read(factors.get(0), observable);
        }
        Expression product = new Expression.Product(
                factors.stream().map(factor -> formula(factor, observable)).toList());
        return Mixture.of(distribution.text("name"), Observable.formula(product, distribution));
    }

    private List<JsonElement> densities(JsonElement distribution, Observable observable) {
        var factors = new ArrayList<JsonElement>();
        for (String name : distribution.get("factors").texts()) {
            JsonElement factor = document.get("distributions", name, distribution);
            if (!Constraints.isConstraint(factor, observable, functions)) {
                factors.add(factor);
            }
        }
        if (factors.isEmpty()) {
            throw distribution.wrong("has no factor that depends on " + observable.name(), "");
        }
        return factors;
    }

    private Mixture withEfficiency(JsonElement distribution, Observable observable) {
        JsonElement inner = document.get("distributions", distribution.text("pdf"), distribution);
        Expression efficiency = functions.on(observable).field(distribution, "eff");
        Expression product = product(formula(inner, observable), efficiency);
        return Mixture.of(distribution.text("name"), Observable.formula(product, distribution));
    }

    /** A density up to its normalisation. */
    private Expression formula(JsonElement distribution, Observable observable) {
        String name = distribution.text("name");
        if (!underWay.add(name) || underWay.size() > DEEPEST) {
            throw distribution.wrong("contains itself, or too many others, through " + String.join(", ", underWay), "");
        }
        String type = distribution.text("type");
        Expression formula;
        if (type.equals("product_dist")) {
            formula = new Expression.Product(densities(distribution, observable).stream()
                    .map(factor -> formula(factor, observable))
                    .toList());
        } else {
            requireType(distribution);
            formula = types.formula(new Fields(distribution, observable, functions.on(observable)))
                    .orElseThrow(() -> distribution.wrong(
                            "is a " + type + " that is multiplied with another density, which is not supported",
                            "write the product as one generic_dist"));
        }
        underWay.remove(name);
        return formula;
    }

    private void requireType(JsonElement distribution) {
        String type = distribution.text("type");
        if (types.has(type)) {
            return;
        }
        if (COMPOSITE.contains(type)) {
            throw distribution.wrong("is a " + type + ", which is not supported as part of another distribution", "");
        }
        throw distribution.wrong(
                "is of type '" + type + "', which is not supported", "supported are " + String.join(", ", supported()));
    }

    /** Types of densities that are read. */
    static List<String> supported() {
        var all = new TreeSet<>(new DensityTypes().names());
        all.addAll(COMPOSITE);
        return List.copyOf(all);
    }

    private Shape shape(JsonElement d, Observable x) {
        requireType(d);
        return types.shape(new Fields(d, x, functions.on(x)));
    }
}

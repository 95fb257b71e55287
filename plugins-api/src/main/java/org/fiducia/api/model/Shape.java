package org.fiducia.api.model;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.fiducia.api.Nullable;

/**
 * A probability density on the window of a category, as data. What the kind means, and which parameters and tables it
 * takes, is defined by the {@link org.fiducia.api.fit.ShapeFunction} of that name.
 *
 * @param kind name of the shape function, e.g. {@code dscb}, {@code histogram}
 * @param parameters its parameters by name, in the function's order
 * @param tables its constant arrays by name, e.g. {@code edges}, {@code contents}; not written to after construction
 * @param formula density up to its normalisation, in {@value #VARIABLE} and the names of the parameters, for the kind {@code
 *     formula}; null for every other kind
 * @param alternatives densities of which one is taken, for the kind {@code choice}, whose parameters are the index and those
 *     of all alternatives; null for every other kind
 */
public record Shape(
        String kind,
        Map<String, Expression> parameters,
        Map<String, double[]> tables,
        @Nullable Expression formula,
        @Nullable Alternatives alternatives)
        implements Serializable {
    /** Name of the fit variable in a formula. */
    public static final String VARIABLE = "x";

    /** Group of the parameters that choose between alternatives. */
    public static final String CHOICE = "choice of function";

    public Shape {
        parameters = new LinkedHashMap<>(parameters);
        tables = new LinkedHashMap<>(tables);
    }

    /** A shape without alternatives. */
    public Shape(
            String kind,
            Map<String, Expression> parameters,
            Map<String, double[]> tables,
            @Nullable Expression formula) {
        this(kind, parameters, tables, formula, null);
    }

    /** A shape without formula. */
    public Shape(String kind, Map<String, Expression> parameters, Map<String, double[]> tables) {
        this(kind, parameters, tables, null);
    }

    /** A shape without tables. */
    public Shape(String kind, Map<String, Expression> parameters) {
        this(kind, parameters, Map.of());
    }

    /**
     * A density given by a formula, normalised on the window.
     *
     * @param formula any non-negative function of {@value #VARIABLE} and of parameters
     */
    public static Shape formula(Expression formula) {
        var parameters = new LinkedHashMap<String, Expression>();
        for (String name : formula.references()) {
            if (!name.equals(VARIABLE)) {
                parameters.put(name, Expression.ref(name));
            }
        }
        return new Shape("formula", parameters, Map.of(), formula);
    }

    /**
     * A step-function density: contents (any normalisation, ≥ 0) between rising edges.
     *
     * @param edges length n + 1
     * @param contents length n
     */
    public static Shape histogram(double[] edges, double[] contents) {
        var tables = new LinkedHashMap<String, double[]>();
        tables.put("edges", edges);
        tables.put("contents", contents);
        return new Shape("histogram", Map.of(), tables);
    }

    /**
     * A step-function density with vertical morphing: contents + Σ_k c_k δ_k, normalised on the window. The coefficients
     * c_k are the parameters of the shape, in the order of the map, and the table {@code delta.}name holds δ of the
     * coefficient of that name.
     *
     * @param edges length n + 1
     * @param contents length n
     * @param coefficients c_k by name
     * @param deltas δ_k by the same names, each of length n, in the units of the contents
     */
    public static Shape morphing(
            double[] edges, double[] contents, Map<String, Expression> coefficients, Map<String, double[]> deltas) {
        var tables = new LinkedHashMap<String, double[]>();
        tables.put("edges", edges);
        tables.put("contents", contents);
        deltas.forEach((name, delta) -> tables.put("delta." + name, delta));
        return new Shape("histogram", coefficients, tables);
    }

    /**
     * One of several densities: that whose number is the value of a parameter.
     *
     * @param index name of the parameter, see {@link #chooser}
     * @param alternatives at least one, by a name for people, in the order of their numbers
     */
    public static Shape choice(String index, Map<String, Shape> alternatives) {
        return of(new Alternatives(index, alternatives));
    }

    static Shape of(Alternatives alternatives) {
        return new Shape(Alternatives.KIND, alternatives.parameters(), Map.of(), null, alternatives);
    }

    /**
     * The parameter that chooses one of n alternatives. While it floats, fits take the best one; fixed, that of its value.
     *
     * @param taken where fits begin, from 0 to n − 1
     * @param n number of alternatives, ≥ 1
     */
    public static Parameter chooser(String index, int taken, int n) {
        // limits must differ, also where there is nothing to choose
        return new Parameter(index, taken, 0, Math.max(1, n - 1), 1, Parameter.Role.NUISANCE, CHOICE, n == 1);
    }

    /** The same density with the parameters of the model called otherwise. */
    public Shape renamed(UnaryOperator<String> names) {
        if (alternatives != null) {
            return of(alternatives.renamed(names));
        }
        if (formula != null) {
            // a formula names the parameters of the shape, which are called as those of the model
            UnaryOperator<String> others = name -> name.equals(VARIABLE) ? name : names.apply(name);
            var renamed = new LinkedHashMap<String, Expression>();
            parameters.forEach((name, value) -> renamed.put(others.apply(name), value.renamed(names)));
            return new Shape(kind, renamed, tables, formula.renamed(others));
        }
        var renamed = new LinkedHashMap<String, Expression>();
        parameters.forEach((name, value) -> renamed.put(name, value.renamed(names)));
        return new Shape(kind, renamed, tables);
    }

    /**
     * The same density with an expression in the place of each parameter of the model. A choice whose index becomes a number
     * is made.
     */
    public Shape replaced(Function<String, Expression> by) {
        if (alternatives != null) {
            return alternatives.replaced(by);
        }
        var replaced = new LinkedHashMap<String, Expression>();
        parameters.forEach((name, value) -> replaced.put(name, value.replaced(by)));
        return new Shape(kind, replaced, tables, formula);
    }

    /** The same with one parameter replaced. */
    public Shape with(String parameter, Expression value) {
        if (!parameters.containsKey(parameter)) {
            throw new IllegalArgumentException(
                    "shape " + kind + " has no parameter " + parameter + ", only " + List.copyOf(parameters.keySet()));
        }
        if (alternatives != null) {
            return of(alternatives.with(parameter, value));
        }
        var changed = new LinkedHashMap<>(parameters);
        changed.put(parameter, value);
        return new Shape(kind, changed, tables, formula);
    }
}

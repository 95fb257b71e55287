package org.fiducia.physics.smeft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.model.Expression;

/**
 * A rate in units of the Standard Model: 1 + Σ A_i c_i + Σ B_ii c_i² + Σ_{i<j} B_ij c_i c_j, c = C/Λ² in TeV⁻².
 *
 * @param linear A by coefficient
 * @param quadratic B by pairs of coefficients in the order of their names; a pair of one with itself is its square
 */
record Polynomial(Map<String, Double> linear, Map<Pair, Double> quadratic) {
    /** Of a rate that follows no coefficient. */
    static final Polynomial ONE = new Polynomial(Map.of(), Map.of());

    /** Two coefficients, in the order of their names. */
    record Pair(String first, String second) {
        static Pair of(String a, String b) {
            return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
        }
    }

    Polynomial {
        linear = new LinkedHashMap<>(linear);
        quadratic = new LinkedHashMap<>(quadratic);
    }

    /** Coefficients that it follows. */
    Set<String> coefficients() {
        var names = new LinkedHashSet<>(linear.keySet());
        quadratic.keySet().forEach(pair -> {
            names.add(pair.first());
            names.add(pair.second());
        });
        return names;
    }

    double a(String coefficient) {
        return linear.getOrDefault(coefficient, 0.0);
    }

    /** As a function of some coefficients, the others 0. */
    Expression expression(List<String> coefficients, boolean squares) {
        var terms = new ArrayList<Expression>(List.of(Expression.constant(1)));
        for (String c : coefficients) {
            if (a(c) != 0) {
                terms.add(Expression.product(Expression.constant(a(c)), Expression.ref(c)));
            }
        }
        if (squares) {
            quadratic.forEach((pair, b) -> {
                if (b != 0 && coefficients.contains(pair.first()) && coefficients.contains(pair.second())) {
                    terms.add(Expression.product(
                            Expression.constant(b), Expression.ref(pair.first()), Expression.ref(pair.second())));
                }
            });
        }
        return new Expression.Sum(terms);
    }

    /** Of a product of rates over a rate, to first order. */
    static Polynomial first(Polynomial production, Polynomial decay, Polynomial total) {
        var names = new LinkedHashSet<>(production.linear.keySet());
        names.addAll(decay.linear.keySet());
        names.addAll(total.linear.keySet());
        var linear = new LinkedHashMap<String, Double>();
        names.forEach(name -> linear.put(name, production.a(name) + decay.a(name) - total.a(name)));
        return new Polynomial(linear, Map.of());
    }
}

package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Likelihoods with residual transfer factors of lower orders from that of the highest: its coefficients are functions of those of
 * a lower order, see {@link Bernstein#elevation}.
 */
final class LowerOrders implements Function<Order, Likelihood> {
    private final Ingredients of;
    private final Order highest;
    private final Likelihood likelihood;

    /** @param likelihood that of the highest order */
    LowerOrders(Ingredients of, Order highest, Likelihood likelihood) {
        this.of = of;
        this.highest = highest;
        this.likelihood = likelihood;
    }

    @Override
    public Likelihood apply(Order order) {
        if (order.equals(highest)) {
            return likelihood;
        }
        double[][] pt = Bernstein.elevation(order.pt(), highest.pt());
        double[][] rho = Bernstein.elevation(order.rho(), highest.rho());
        Map<String, Expression> by = new HashMap<>();
        for (int a = 0; a <= highest.pt(); a++) {
            for (int b = 0; b <= highest.rho(); b++) {
                var terms = new ArrayList<Expression>();
                for (int c = 0; c <= order.pt(); c++) {
                    for (int d = 0; d <= order.rho(); d++) {
                        double share = pt[a][c] * rho[b][d];
                        if (share != 0) {
                            terms.add(Expression.product(
                                    Expression.constant(share), Expression.ref(of.coefficientName(c, d))));
                        }
                    }
                }
                by.put(of.coefficientName(a, b), new Expression.Sum(terms));
            }
        }
        StatisticalModel model = likelihood.model();
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            if (!by.containsKey(parameter.name()) || isOf(order, parameter.name())) {
                parameters.add(by.containsKey(parameter.name()) ? parameter.startingAt(of.level()) : parameter);
            }
        }
        StatisticalModel lower = model.replaced(parameters, name -> by.getOrDefault(name, Expression.ref(name)));
        return likelihood
                .compiled(lower)
                .orElseThrow(
                        () -> new IllegalStateException("a likelihood that cannot be compiled in other parameters"));
    }

    private boolean isOf(Order order, String name) {
        for (int a = 0; a <= order.pt(); a++) {
            for (int b = 0; b <= order.rho(); b++) {
                if (name.equals(of.coefficientName(a, b))) {
                    return true;
                }
            }
        }
        return false;
    }
}

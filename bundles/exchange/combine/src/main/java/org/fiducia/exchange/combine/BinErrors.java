package org.fiducia.exchange.combine;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.formula.Evaluation;

/**
 * Statistical errors of the templates of a channel ({@code autoMCStats}), as Combine defines them: n_eff = (Σn)²/Σe² of the
 * backgrounds in a bin, rounded. Above the threshold one Gaussian parameter x moves the sum by x √Σ(e_p N_p)² of all
 * processes, N_p being what multiplies a histogram. Up to it each process has its own: with 0.999 e ≤ n and n²/e²
 * (rounded) entries up to the threshold a Poisson one, else a Gaussian one. A bin without error has none.
 */
final class BinErrors {
    /** Name of the component that moves the sum of a bin. */
    static final String COMPONENT = "bin error";

    private static final String GROUP = "autoMCStats";
    private static final double ROUNDING = 0.999;

    private final String channel;
    private final Card.Statistics rule;
    private final List<Contribution> contributions;
    private final ParameterTable table;
    private final double[] start;

    BinErrors(String channel, Card.Statistics rule, List<Contribution> contributions, ParameterTable table) {
        this.channel = channel;
        this.rule = rule;
        this.contributions = contributions;
        this.table = table;
        var evaluation = new Evaluation(table.start());
        start = contributions.stream()
                .mapToDouble(contribution -> evaluation.of(contribution.events()))
                .toArray();
    }

    /**
     * Components of a bin.
     *
     * @param fractions of each contribution
     */
    List<Component> components(int bin, List<List<Expression>> fractions) {
        double events = 0;
        double square = 0;
        double all = 0;
        for (int p = 0; p < start.length; p++) {
            Contribution contribution = contributions.get(p);
            double error = contribution.errors()[bin] * start[p];
            all += error * error;
            if (rule.signal() || !contribution.signal()) {
                events += contribution.fractions()[bin] * start[p];
                square += error * error;
            }
        }
        boolean any = square > 0 && all > 0;
        boolean each = any && Math.floor(0.5 + events * events / square) <= rule.threshold();
        var components = new ArrayList<Component>();
        for (int p = 0; p < start.length; p++) {
            Contribution contribution = contributions.get(p);
            Expression fraction = fractions.get(p).get(bin);
            components.add(component(
                    contribution.process(),
                    contribution.events(),
                    each ? moved(contribution, bin, fraction) : fraction));
        }
        if (any && !each) {
            String name = "prop_bin" + channel + "_bin" + bin;
            table.addUnit(name, GROUP);
            components.add(component(COMPONENT, ref(name), total(bin)));
        }
        return components;
    }

    static Component component(String name, Expression events, Expression fraction) {
        return new Component(name, product(events, fraction), new Shape("uniform", java.util.Map.of()));
    }

    /** A fraction with its own error. */
    private Expression moved(Contribution contribution, int bin, Expression fraction) {
        double content = contribution.fractions()[bin];
        double error = contribution.errors()[bin];
        if (!(error > 0) || content < 0) {
            return fraction;
        }
        String name = "prop_bin" + channel + "_bin" + bin + "_" + contribution.process();
        double entries = Math.floor(0.5 + content * content / (error * error));
        if (content >= ROUNDING * error && entries <= rule.threshold()) {
            table.addEntries(name, entries, GROUP);
            return product(fraction, constant(1 / entries), ref(name));
        }
        table.addUnit(name, GROUP);
        return sum(fraction, product(constant(error), ref(name)));
    }

    /** √Σ(e_p N_p)², without the root where only one process has an error. */
    private Expression total(int bin) {
        var squares = new ArrayList<Expression>();
        Expression last = constant(0);
        for (Contribution contribution : contributions) {
            double error = contribution.errors()[bin];
            if (error > 0) {
                last = product(contribution.events(), constant(error));
                squares.add(call(Function.POW, last, constant(2)));
            }
        }
        return squares.size() == 1 ? last : call(Function.SQRT, new Expression.Sum(squares));
    }
}

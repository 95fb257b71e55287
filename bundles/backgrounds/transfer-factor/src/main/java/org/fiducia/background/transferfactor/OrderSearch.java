package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Finds the order of a polynomial by F-tests. From order A, every next order B with more parameters p is tried: F = [(χ²_A −
 * χ²_B)/(p_B − p_A)]/[χ²_B/(N − p_B)] follows Fisher's distribution when A is enough. The one with the smallest p-value is
 * taken while that is at most {@value #BETTER}.
 */
final class OrderSearch {
    /** p-value above which the lower order is kept. */
    static final double BETTER = 0.05;

    private OrderSearch() {}

    /**
     * A fit.
     *
     * @param chi2 χ², or twice the negative logarithm of the likelihood ratio to the saturated model
     * @param bins number N of bins
     * @param coefficients at the minimum
     */
    record Trial(Order order, double chi2, int bins, double[] coefficients) {
        /** Degrees of freedom. */
        int freedom() {
            return bins - order.size();
        }
    }

    /**
     * A comparison.
     *
     * @param taken whether the higher order was taken instead of the lower one
     */
    record Test(Trial lower, Trial higher, double f, double pValue, boolean taken) {}

    /**
     * What was tried.
     *
     * @param chosen the order that the tests end with, or a higher one when at least that is wanted
     * @param tests in the order in which they were made
     */
    record Outcome(Trial chosen, List<Test> tests) {
        /** Every fit, in the order in which they were made. */
        List<Trial> trials() {
            var trials = new LinkedHashMap<Order, Trial>();
            for (Test test : tests) {
                trials.putIfAbsent(test.lower().order(), test.lower());
                trials.putIfAbsent(test.higher().order(), test.higher());
            }
            trials.putIfAbsent(chosen.order(), chosen);
            return List.copyOf(trials.values());
        }
    }

    /**
     * Searches.
     *
     * @param least the order that is taken at least
     * @param most the highest order
     * @param beyond whether the orders next to a taken one that the tests do not ask for are tried, too
     * @param fit of an order
     */
    static Outcome search(Order least, Order most, boolean beyond, Function<Order, Trial> fit) {
        Map<Order, Trial> known = new LinkedHashMap<>();
        Function<Order, Trial> once = order -> known.computeIfAbsent(order, fit);
        var tests = new ArrayList<Test>();
        Trial now = once.apply(new Order(0, 0));
        boolean further = true;
        while (further) {
            var tried = new ArrayList<Test>();
            for (Order next : now.order().next(most)) {
                tried.add(test(now, once.apply(next), false));
            }
            int best = -1;
            for (int k = 0; k < tried.size(); k++) {
                if (tried.get(k).pValue() <= BETTER
                        && (best < 0 || tried.get(k).pValue() < tried.get(best).pValue())) {
                    best = k;
                }
            }
            further = best >= 0;
            if (further) {
                Test taken = tried.get(best);
                tried.set(best, new Test(taken.lower(), taken.higher(), taken.f(), taken.pValue(), true));
                now = taken.higher();
            }
            tests.addAll(tried);
        }
        Order wanted = now.order().with(least);
        if (!wanted.equals(now.order())) {
            now = once.apply(wanted);
            for (Order next : beyond ? wanted.next(most) : List.<Order>of()) {
                tests.add(test(now, once.apply(next), false));
            }
        }
        return new Outcome(now, tests);
    }

    private static Test test(Trial lower, Trial higher, boolean taken) {
        double f = statistic(lower, higher);
        return new Test(
                lower,
                higher,
                f,
                pValue(f, higher.order().size() - lower.order().size(), higher.freedom()),
                taken);
    }

    /** F. */
    static double statistic(Trial lower, Trial higher) {
        double gain = (lower.chi2() - higher.chi2())
                / (higher.order().size() - lower.order().size());
        return gain / (higher.chi2() / higher.freedom());
    }

    /** Probability of at least F by Fisher's distribution with d₁ and d₂ degrees of freedom. */
    static double pValue(double f, int d1, int d2) {
        return f <= 0 ? 1 : RegularizedBeta.value(d2 / (d2 + d1 * f), 0.5 * d2, 0.5 * d1);
    }
}

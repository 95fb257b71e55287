package org.fiducia.physics.floatingfractions;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;

/**
 * Shares the cross section of each fiducial bin between groups of final states. The first group takes the fraction f_1 K_1, f
 * its fraction in the Standard Model; each further one takes of what is left the fraction K_g f_g / (1 − Σ_{h&lt;g} f_h), and
 * the last one the rest. So every K ∈ [0, (1 − Σ_{h&lt;g} f_h)/f_g] and K = 1 is the Standard Model. Within a group the final
 * states keep the proportions of the Standard Model. For 4e, 4μ, 2e2μ this is the parametrisation of CMS HIG-21-009.
 */
final class Fractions {
    private final double[][] predicted;
    private final String observable;
    private final List<String> names;
    private final List<int[]> groups;

    /**
     * @param names of the groups
     * @param groups final states of each, by the ids of their generated classes; each is in one group
     * @throws FiduciaException when a group names a final state that does not exist, or one is left over
     */
    Fractions(
            Analysis analysis,
            ObservableInfo observable,
            List<SignalProcess> processes,
            String place,
            List<String> names,
            List<List<String>> groups) {
        this.observable = observable.id();
        List<String> known = analysis.generatedClasses();
        this.predicted = new double[known.size()][observable.binning().size()];
        for (int k = 0; k < processes.size(); k++) {
            predicted[k / observable.binning().size()][processes.get(k).bin()] =
                    processes.get(k).predicted();
        }
        this.names = names;
        var open = new ArrayList<>(known);
        this.groups = new ArrayList<>();
        for (List<String> group : groups) {
            for (String id : group) {
                if (!open.remove(id)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            place + ": " + id + (known.contains(id) ? " is in two groups" : " is no final state"),
                            "each of " + String.join(", ", known) + " belongs to one group");
                }
            }
            this.groups.add(group.stream().mapToInt(known::indexOf).toArray());
        }
        if (!open.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    place + ": " + String.join(", ", open) + " is in no group",
                    "each of " + String.join(", ", known) + " belongs to one group");
        }
    }

    private double sm(int group, int bin) {
        double sum = 0;
        for (int c : groups.get(group)) {
            sum += predicted[c][bin];
        }
        return sum;
    }

    private double sm(int bin) {
        double sum = 0;
        for (double[] category : predicted) {
            sum += category[bin];
        }
        return sum;
    }

    private int bins() {
        return predicted[0].length;
    }

    /** σ_j and the K of all groups but the last. */
    Interest ratios(List<Interest> views) {
        var parameters = new ArrayList<Parameter>();
        var bins = new ArrayList<Quantity>();
        var further = new ArrayList<Quantity>();
        var byBin = new ArrayList<List<Expression>>();
        for (int j = 0; j < bins(); j++) {
            String total = "sigma_" + observable + "_" + j;
            parameters.add(crossSection(total, sm(j)));
            bins.add(Quantity.of(parameters.get(parameters.size() - 1), "fb"));
            double left = sm(j);
            Expression rest = Expression.ref(total);
            var shares = new ArrayList<Expression>();
            for (int g = 0; g + 1 < groups.size(); g++) {
                String name = "K" + (g + 1) + "_" + observable + "_" + j;
                double fraction = sm(g, j) / left;
                parameters.add(new Parameter(
                        name, 1, 0, 1 / fraction, Math.min(0.3, 0.5 / fraction), Parameter.Role.INTEREST, "", false));
                further.add(Quantity.of(parameters.get(parameters.size() - 1), ""));
                Expression share = Expression.product(Expression.constant(fraction), Expression.ref(name));
                shares.add(Expression.product(rest, share));
                rest = Expression.product(
                        rest,
                        Expression.sum(Expression.constant(1), Expression.product(Expression.constant(-1), share)));
                left -= sm(g, j);
            }
            shares.add(rest);
            byBin.add(shares);
        }
        return new Interest(parameters, rates(byBin), bins, further, views);
    }

    /** One cross section per bin and group. */
    Interest groups() {
        var parameters = new ArrayList<Parameter>();
        var bins = new ArrayList<Quantity>();
        var byBin = new ArrayList<List<Expression>>();
        for (int j = 0; j < bins(); j++) {
            var shares = new ArrayList<Expression>();
            for (int g = 0; g < groups.size(); g++) {
                String name = "sigma_" + names.get(g) + "_" + observable + "_" + j;
                parameters.add(crossSection(name, sm(g, j)));
                shares.add(Expression.ref(name));
            }
            byBin.add(shares);
            String total = "sigma_" + observable + "_" + j;
            bins.add(new Quantity(total, total, "fb", new Expression.Sum(shares), sm(j)));
        }
        List<Quantity> further =
                parameters.stream().map(p -> Quantity.of(p, "fb")).toList();
        return new Interest(parameters, rates(byBin), bins, further, List.of());
    }

    /** Without limits: what fluctuates below 0 is kept from negative densities by the likelihood itself. */
    private static Parameter crossSection(String name, double sm) {
        return Parameter.interest(name, sm, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0.3 * sm);
    }

    /** From [bin][group] to the signal processes. */
    private List<Expression> rates(List<List<Expression>> byBin) {
        var rates = new ArrayList<Expression>();
        for (int c = 0; c < predicted.length; c++) {
            for (int j = 0; j < bins(); j++) {
                int g = groupOf(c);
                double share = predicted[c][j] / sm(g, j);
                rates.add(Expression.product(
                        Expression.constant(share), byBin.get(j).get(g)));
            }
        }
        return rates;
    }

    private int groupOf(int category) {
        for (int g = 0; g < groups.size(); g++) {
            for (int c : groups.get(g)) {
                if (c == category) {
                    return g;
                }
            }
        }
        throw new IllegalStateException("category " + category + " is in no group");
    }
}

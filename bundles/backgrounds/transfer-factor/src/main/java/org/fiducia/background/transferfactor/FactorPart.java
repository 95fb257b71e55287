package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.TaggedBins;

/**
 * The part of the model: in each bin a free number of events that fail, and as many times the transfer factor of simulation and
 * the residual one that pass.
 */
final class FactorPart {
    private static final double STEP = 0.05;

    private final Ingredients of;
    private final Order order;
    private final Map<String, Double> starts;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Contribution> contributions = new ArrayList<>();

    /**
     * @param order of the residual transfer factor
     * @param starts of parameters by name; others start where data say
     */
    FactorPart(Ingredients of, Order order, Map<String, Double> starts) {
        this.of = of;
        this.order = order;
        this.starts = starts;
    }

    ModelPart part() {
        double level = of.level();
        for (int a = 0; a <= order.pt(); a++) {
            for (int b = 0; b <= order.rho(); b++) {
                String name = of.coefficientName(a, b);
                add(new Parameter(
                        name,
                        level,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY,
                        STEP * level,
                        Parameter.Role.NUISANCE,
                        "",
                        false));
            }
        }
        for (int era = 0; era < of.analysis().eras().size(); era++) {
            for (int k = 0; k < of.grid().ptBins(); k++) {
                addBin(era, k, level);
            }
        }
        return ModelPart.of(parameters, contributions);
    }

    private void add(Parameter parameter) {
        Double start = starts.get(parameter.name());
        parameters.add(start == null ? parameter : parameter.startingAt(start));
    }

    private void addBin(int era, int k, double level) {
        JetGrid grid = of.grid();
        int m = grid.massBins();
        var failing = new TreeMap<Integer, Expression>();
        var passing = new TreeMap<Integer, Expression>();
        double[] failed = new double[m];
        double[] passed = new double[m];
        for (int i = 0; i < m; i++) {
            if (!grid.fitted(k, i)) {
                continue;
            }
            String name = of.failName(era, k, i);
            double events = of.failing(era, k, i);
            add(Parameter.normalisation(name, events));
            failing.put(i, Expression.ref(name));
            passing.put(
                    i,
                    Expression.product(Expression.constant(of.simulated(k, i)), Expression.ref(name), residual(k, i)));
            failed[i] = events;
            passed[i] = events * of.simulated(k, i) * level;
        }
        if (failing.isEmpty()) {
            return;
        }
        TaggedBins.Bin bin = of.bins().bins().get(k);
        add(era, bin.fail(), failing, failed);
        add(era, bin.pass(), passing, passed);
    }

    private Expression residual(int k, int i) {
        double[] basis = Surface.basis(order, of.grid(), k, i);
        var terms = new ArrayList<Expression>();
        for (int a = 0; a <= order.pt(); a++) {
            for (int b = 0; b <= order.rho(); b++) {
                terms.add(Expression.product(
                        Expression.constant(basis[a * (order.rho() + 1) + b]),
                        Expression.ref(of.coefficientName(a, b))));
            }
        }
        return new Expression.Sum(terms);
    }

    /**
     * A histogram whose contents are the expressions by interval, and 0 elsewhere: it is written as those at the start with
     * what is added to them.
     */
    private void add(int era, int category, Map<Integer, Expression> contents, double[] start) {
        int m = of.grid().massBins();
        var coefficients = new LinkedHashMap<String, Expression>();
        var deltas = new LinkedHashMap<String, double[]>();
        contents.forEach((i, content) -> {
            double[] delta = new double[m];
            delta[i] = 1;
            coefficients.put("n" + i, Expression.sum(content, Expression.constant(-start[i])));
            deltas.put("n" + i, delta);
        });
        Era period = of.analysis().eras().get(era);
        Category where = of.analysis().categories().get(category);
        contributions.add(new Contribution(
                Place.of(of.analysis().fit(), period, where, of.bin()),
                of.settings().process(),
                new Expression.Sum(List.copyOf(contents.values())),
                Shape.morphing(of.grid().mass(), start, coefficients, deltas),
                new Estimate(Arrays.stream(start).sum(), 0)));
    }
}

package org.fiducia.exchange.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;

/**
 * What a model expects at some values of its parameters, with the uncertainty that a covariance of them gives: √(gᵀ C g), g
 * the derivatives of the number of events.
 */
final class Expected {
    /** Of the uncertainty of a parameter, for a difference that stands for a derivative. */
    private static final double STEP = 1e-2;

    private final Likelihood likelihood;
    private final double[] at;
    private final double[][] covariance;

    private Expected(Likelihood likelihood, double[] at, double[][] covariance) {
        this.likelihood = likelihood;
        this.at = at;
        this.covariance = covariance;
    }

    /** Before the fit: constrained parameters have the width of their constraint, free ones are where they start. */
    static Expected before(Likelihood likelihood) {
        List<Parameter> parameters = likelihood.model().parameters();
        double[][] covariance = new double[parameters.size()][parameters.size()];
        for (Constraint constraint : likelihood.model().constraints()) {
            Optional<String> name = constraint.gaussianParameter();
            if (name.isPresent()) {
                int index = likelihood.model().indexOf(name.get());
                if (!parameters.get(index).fixed()) {
                    covariance[index][index] = constraint.gaussianWidth() * constraint.gaussianWidth();
                }
            }
        }
        return new Expected(likelihood, likelihood.model().initial(), covariance);
    }

    /** After it. */
    static Expected after(Likelihood likelihood, double[] best, double[][] covariance) {
        return new Expected(likelihood, best, covariance);
    }

    /** Events of one component in the intervals of a category. */
    double[] component(int category, int component, double[] edges) {
        return likelihood.expected(category, component, at, edges);
    }

    /** Events of all components in one interval of a category, with their derivatives. */
    Events all(int category, int interval, double[] edges) {
        List<Component> components =
                likelihood.model().categories().get(category).components();
        if (edges.length == 2) {
            double[] gradient = new double[at.length];
            var sum =
                    new Expression.Sum(components.stream().map(Component::yield).toList());
            return new Events(likelihood.evaluate(sum, at, gradient), gradient);
        }
        double[] between = {edges[interval], edges[interval + 1]};
        double[] gradient = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double step = STEP * Math.sqrt(covariance[i][i]);
            if (step > 0) {
                gradient[i] = (sum(category, components.size(), between, i, step)
                                - sum(category, components.size(), between, i, -step))
                        / (2 * step);
            }
        }
        return new Events(sum(category, components.size(), between, 0, 0), gradient);
    }

    private double sum(int category, int components, double[] between, int parameter, double step) {
        double[] moved = at.clone();
        moved[parameter] += step;
        return IntStream.range(0, components)
                .mapToDouble(k -> likelihood.expected(category, k, moved, between)[0])
                .sum();
    }

    /** A number of events and its derivatives by the parameters. */
    record Events(double number, double[] gradient) {
        /** The number of several together. */
        static Events sum(List<Events> all) {
            double[] gradient = new double[all.isEmpty() ? 0 : all.get(0).gradient.length];
            double number = 0;
            for (Events each : all) {
                number += each.number;
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] += each.gradient[i];
                }
            }
            return new Events(number, gradient);
        }
    }

    /** Uncertainty of a number of events. */
    double error(Events events) {
        double variance = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                variance += events.gradient()[i] * covariance[i][j] * events.gradient()[j];
            }
        }
        return Math.sqrt(Math.max(0, variance));
    }

    /** Names of the components of a category. */
    List<String> components(int category) {
        return likelihood.model().categories().get(category).components().stream()
                .map(Component::name)
                .toList();
    }

    /** A covariance that is there. */
    static double[][] known(@Nullable double[][] covariance, int n) {
        return covariance == null ? new double[n][n] : covariance;
    }

    /** Events of each interval. */
    List<Events> intervals(int category, double[] edges) {
        var events = new ArrayList<Events>();
        for (int i = 0; i + 1 < edges.length; i++) {
            events.add(all(category, i, edges));
        }
        return events;
    }
}

package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/** How well a likelihood agrees with what is predicted: 2ΔNLL, χ² with as many degrees of freedom as are predicted. */
final class Compatibility {
    /** Largest relative change downwards. */
    private static final double MOST = 0.99;

    private final Fits fits;
    private final FitResult best;
    private final Map<String, FiduciaException> failures;

    /** Quantities that are parameters, by the name of the parameter. */
    private final Map<String, Quantity> predicted = new HashMap<>();

    /** @param failures out, why there is no p-value */
    Compatibility(Fits fits, FitResult best, List<Quantity> quantities, Map<String, FiduciaException> failures) {
        this.fits = fits;
        this.best = best;
        this.failures = failures;
        for (Quantity quantity : quantities) {
            if (quantity.value() instanceof Expression.Ref ref) {
                predicted.put(ref.parameter(), quantity);
            }
        }
    }

    private double prediction(Parameter parameter) {
        Quantity quantity = predicted.get(parameter.name());
        return quantity == null ? parameter.initial() : quantity.predicted();
    }

    private boolean isUncertain(Parameter parameter) {
        Quantity quantity = predicted.get(parameter.name());
        return parameter.role() == Parameter.Role.INTEREST
                && quantity != null
                && (quantity.theoryDown() > 0 || quantity.theoryUp() > 0);
    }

    /** Holds what is of interest where it is predicted; NaN when the fit fails. */
    double pValue() {
        try {
            FitResult fit = predictedFit(fits.likelihood(), best.parameters());
            return probability(2 * fits.likelihood().difference(best.parameters(), fit.parameters()));
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            failures.put(Conclusions.P_VALUE, e);
            return Double.NaN;
        }
    }

    /**
     * The same with the predictions moved by their uncertainties, as log-normal changes by a nuisance for each independent
     * cause, or by one for all where no causes are told; NaN when there are none, or the fit fails.
     */
    double pValueTheory() {
        List<Parameter> parameters = fits.model().parameters();
        if (parameters.stream().noneMatch(this::isUncertain)) {
            return Double.NaN;
        }
        int causes = predicted.values().stream()
                .mapToInt(quantity -> quantity.causes().size())
                .max()
                .orElse(0);
        String prefix = prefix();
        var moved = new HashMap<String, Expression>();
        for (Parameter parameter : parameters) {
            Quantity of = predicted.get(parameter.name());
            if (of != null && isUncertain(parameter)) {
                moved.put(parameter.name(), moved(of, prefix));
            }
        }
        var others = new ArrayList<Parameter>();
        var start = new ArrayList<Double>();
        for (int k = 0; k < parameters.size(); k++) {
            if (!moved.containsKey(parameters.get(k).name())) {
                others.add(parameters.get(k));
                start.add(best.parameters()[k]);
            }
        }
        List<String> names = IntStream.range(0, Math.max(1, causes))
                .mapToObj(k -> names(prefix, k))
                .toList();
        names.forEach(name -> {
            others.add(Parameter.nuisance(name, ""));
            start.add(0.0);
        });
        StatisticalModel model = fits.model().replaced(others, name -> moved.getOrDefault(name, Expression.ref(name)));
        var constraints = new ArrayList<>(model.constraints());
        names.forEach(name -> constraints.add(Constraint.gaussian(name, 0, 1)));
        Optional<Likelihood> likelihood = fits.likelihood().compiled(model.withConstraints(constraints));
        if (likelihood.isEmpty()) {
            return Double.NaN;
        }
        try {
            FitResult fit = predictedFit(
                    likelihood.get(),
                    start.stream().mapToDouble(Double::doubleValue).toArray());
            return probability(2 * (fit.nll() - fits.likelihood().value(best.parameters())));
        } catch (FiduciaException e) {
            if (e.kind() != Kind.FIT) {
                throw e;
            }
            failures.put(Conclusions.P_VALUE, e);
            return Double.NaN;
        }
    }

    /** With which the name of no parameter begins. */
    private String prefix() {
        String prefix = "theory";
        for (Parameter parameter : fits.model().parameters()) {
            while (parameter.name().startsWith(prefix)) {
                prefix += "_";
            }
        }
        return prefix;
    }

    private static String names(String theory, int cause) {
        return theory + "." + cause;
    }

    /** A prediction as a function of the nuisances of its causes. */
    private static Expression moved(Quantity of, String theory) {
        double size = Math.abs(of.predicted());
        var factors = new ArrayList<Expression>(List.of(Expression.constant(of.predicted())));
        if (of.causes().isEmpty()) {
            factors.add(Expression.logNormal(
                    names(theory, 0), of.theoryUp() / size, -Math.min(MOST, of.theoryDown() / size)));
        }
        for (int k = 0; k < of.causes().size(); k++) {
            double change = Math.max(-MOST, Math.min(MOST, of.causes().get(k) / size));
            if (change != 0) {
                factors.add(Expression.logNormal(names(theory, k), change, -change));
            }
        }
        return new Expression.Product(factors);
    }

    private FitResult predictedFit(Likelihood likelihood, double[] near) {
        var parameters = new ArrayList<>(likelihood.model().parameters());
        double[] start = near.clone();
        for (int k = 0; k < start.length; k++) {
            Parameter p = parameters.get(k);
            if (p.role() == Parameter.Role.INTEREST) {
                start[k] = prediction(p);
                parameters.set(k, p.fixedAt(start[k]));
            }
        }
        return fits.fit(likelihood.with(likelihood.model().withParameters(parameters)), start, false);
    }

    private double probability(double rise) {
        long held = fits.model().parameters().stream()
                .filter(p -> p.role() == Parameter.Role.INTEREST)
                .count();
        return RegularizedGamma.Q.value(held / 2.0, 0.5 * Math.max(0, rise));
    }
}

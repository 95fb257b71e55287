package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.statistics.discrete.DiscreteProfiling;

/** Fits of one likelihood: the best one, and others with some parameters held, by several threads. */
final class Fits {
    private static final int MOST_LIMITS = 10;

    private final Subject subject;
    private final Tools tools;
    private final Progress progress;
    private final StatisticalModel model;
    private final List<Optional<Constraint>> gaussians;
    private final boolean[] systematic;

    /** One per thread, made when needed. */
    private final List<Likelihood> own = new ArrayList<>();

    private final boolean weighted;
    private FitResult best;

    /** Fits. */
    Fits(Subject subject, Tools tools, Progress progress) {
        this.subject = subject;
        this.tools = tools;
        this.progress = progress;
        model = subject.likelihood().model();
        own.add(subject.likelihood());
        gaussians = model.parameters().stream()
                .map(p -> model.constraints().stream()
                        .filter(c -> c.gaussianParameter().equals(Optional.of(p.name())))
                        .findFirst())
                .toList();
        var constrained = model.constraints().stream()
                .flatMap(c -> c.references().stream())
                .collect(Collectors.toSet());
        systematic = new boolean[model.parameters().size()];
        for (int k = 0; k < systematic.length; k++) {
            Parameter p = model.parameters().get(k);
            systematic[k] = p.role() == Parameter.Role.NUISANCE && !p.fixed() && constrained.contains(p.name());
        }
        weighted = !subject.asimov() && new WeightedData(subject.likelihood()).present();
        best = fit(subject.likelihood(), subject.start(), true);
    }

    /**
     * Goes on from a point that lies below the best fit.
     *
     * @return whether a lower minimum was found from there, which is the best fit from now on
     */
    boolean improves(double[] point) {
        FitResult fit = tools.fitter().fit(subject.likelihood(), point, true, progress);
        double rise = fit.converged() ? likelihood().difference(best.parameters(), fit.parameters()) : 0;
        if (!(rise < 0)) {
            return false;
        }
        progress.warn(String.format(
                Locale.ROOT,
                "the fit of %s had ended in a local minimum; one was found where the NLL is %.3g lower",
                subject.name(),
                -rise));
        best = fit;
        return true;
    }

    /** The best fit, with the covariance of the likelihood alone. */
    FitResult best() {
        return best;
    }

    /** Whether events have weights, so that covariances are to be {@link #corrected}. */
    boolean weighted() {
        return weighted;
    }

    StatisticalModel model() {
        return model;
    }

    Likelihood likelihood() {
        return subject.likelihood();
    }

    /** Whether a parameter is a constrained nuisance. */
    boolean systematic(int parameter) {
        return systematic[parameter];
    }

    /** The Gaussian constraint of a parameter. */
    Optional<Constraint> gaussian(int parameter) {
        return gaussians.get(parameter);
    }

    /** Distance of a parameter's best fit from the centre of its Gaussian constraint in widths; NaN without. */
    double pull(int parameter) {
        return gaussian(parameter)
                .map(c -> (best.parameters()[parameter] - c.observed()) / c.gaussianWidth())
                .orElse(Double.NaN);
    }

    /** Indices of all constrained nuisances. */
    List<Integer> systematics() {
        return IntStream.range(0, systematic.length)
                .filter(k -> systematic[k])
                .boxed()
                .toList();
    }

    /** The model with some parameters held at the best fit and the others starting there. */
    StatisticalModel held(IntPredicate which) {
        var parameters = new ArrayList<Parameter>();
        for (int k = 0; k < systematic.length; k++) {
            Parameter parameter = model.parameters().get(k);
            double value = best.parameters()[k];
            parameters.add(which.test(k) ? parameter.fixedAt(value) : parameter.startingAt(value));
        }
        return model.withParameters(parameters);
    }

    /** A fit that must find a minimum. */
    FitResult fit(Likelihood likelihood, double[] start, boolean covariance) {
        FitResult fit = tools.fitter().fit(likelihood, start, covariance, progress);
        if (!fit.converged()) {
            String limits = fit.atLimit().isEmpty()
                    ? ""
                    : "; at a limit: "
                            + fit.atLimit().stream().limit(MOST_LIMITS).collect(Collectors.joining(", "));
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + subject.name() + " found no minimum ("
                            + fit.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")"
                            + (fit.message().isEmpty() ? "" : ": " + fit.message()) + limits,
                    subject.remedy());
        }
        return fit;
    }

    /** The fit with its covariance corrected where events have weights. */
    FitResult corrected(Likelihood likelihood, FitResult fit) {
        return weighted ? new WeightedData(likelihood).corrected(fit) : fit;
    }

    /** Work in blocks, see {@link Blocks}. */
    <T> List<T> run(int blocks, Blocks.Work<T> work) {
        return Blocks.run(own(blocks), blocks, progress, work);
    }

    /** Likelihoods for so many threads, or for as many as there are; the first is that of the calling one. */
    List<Likelihood> own(int most) {
        while (own.size() < Math.min(most, tools.threads())) {
            own.add(subject.likelihood().copy());
        }
        return own;
    }

    /** Indices of the parameters that choose between functions and float. */
    List<Integer> choices() {
        return DiscreteProfiling.floating(likelihood()).stream()
                .map(Choice::index)
                .toList();
    }

    /** The value of a quantity. */
    double value(Quantity quantity, double[] parameters) {
        return quantity.value() instanceof Expression.Ref ref
                ? parameters[index(ref)]
                : likelihood().evaluate(quantity.value(), parameters, null);
    }

    /**
     * How a quantity changes with the parameters. One that is an expression does not with a parameter at its limit, which
     * has no Hesse uncertainty.
     */
    double[] gradient(Quantity quantity, FitResult fit) {
        double[] gradient = new double[systematic.length];
        if (quantity.value() instanceof Expression.Ref ref) {
            gradient[index(ref)] = 1;
            return gradient;
        }
        likelihood().evaluate(quantity.value(), fit.parameters(), gradient);
        fit.atLimit().forEach(name -> gradient[model.indexOf(name)] = 0);
        return gradient;
    }

    private int index(Expression.Ref ref) {
        int index = model.indexOf(ref.parameter());
        if (index < 0) {
            throw new FiduciaException(
                    Kind.USAGE,
                    subject.name() + " has no parameter " + ref.parameter(),
                    "define the quantity by parameters of the model");
        }
        return index;
    }

    /** Index of the parameter that a quantity is. */
    int parameter(Quantity quantity) {
        return index((Expression.Ref) quantity.value());
    }

    /** Hesse uncertainty of a quantity. */
    double error(Quantity quantity, FitResult fit) {
        double[] gradient = gradient(quantity, fit);
        return Math.sqrt(Math.max(0, product(gradient, covariance(fit), gradient)));
    }

    /** Of a fit that was asked for it, as best fits are. */
    static double[][] covariance(FitResult fit) {
        return Objects.requireNonNull(fit.covariance(), "the covariance was not asked for");
    }

    /** aᵀ C b. */
    private static double product(double[] a, double[][] c, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; a[i] != 0 && j < b.length; j++) {
                sum += b[j] == 0 ? 0 : a[i] * c[i][j] * b[j];
            }
        }
        return sum;
    }

    /** Covariance of quantities; 0 with one that has no Hesse uncertainty. */
    double[][] covariance(List<Quantity> quantities, FitResult fit) {
        List<double[]> gradients =
                quantities.stream().map(q -> gradient(q, fit)).toList();
        var matrix = new double[gradients.size()][gradients.size()];
        for (int a = 0; a < matrix.length; a++) {
            for (int b = 0; b <= a; b++) {
                matrix[a][b] = product(gradients.get(a), covariance(fit), gradients.get(b));
                matrix[b][a] = matrix[a][b];
            }
        }
        return matrix;
    }

    /** Correlation of quantities; 0 with one that has no Hesse uncertainty. */
    double[][] correlation(List<Quantity> quantities, FitResult fit) {
        List<double[]> gradients =
                quantities.stream().map(q -> gradient(q, fit)).toList();
        double[] errors = quantities.stream().mapToDouble(q -> error(q, fit)).toArray();
        var matrix = new double[errors.length][errors.length];
        for (int a = 0; a < errors.length; a++) {
            for (int b = 0; b < errors.length; b++) {
                double scale = errors[a] * errors[b];
                matrix[a][b] = a == b
                        ? 1
                        : scale > 0 ? product(gradients.get(a), covariance(fit), gradients.get(b)) / scale : 0;
            }
        }
        return matrix;
    }
}

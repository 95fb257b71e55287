package org.fiducia.signal.dscb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;

/**
 * How the peaks of the reconstructed bins of an observable differ from those of their categories.
 *
 * <p>Six deviations d of each bin and category are fitted to its simulated events, the slopes in m_H staying those of the
 * category: the mean is moved by d σ of the category, the others are multiplied by e^d. Each deviation is drawn to 0 by a
 * Gaussian of a width τ, one for each of the six, that the bins of all categories agree on: τ² is the mean of d² and of the
 * variance of d over them, found by iteration (empirical Bayes, by expectation and maximisation). A bin with few events so
 * has the peak of its category, within what the other bins show to be possible, and one with many has its own.
 */
final class BinPeaks {
    /** Widths τ to begin with. */
    private static final double[] WIDTHS = {0.3, 0.2, 0.2, 0.3, 0.2, 0.3};

    /** None falls below: the fits stay well determined. */
    private static final double LEAST = 1e-3;

    private static final int ITERATIONS = 4;

    /** No deviation is sought beyond. */
    private static final double[] MOST = {20, 2, 2, 3, 2, 3};

    private static final double STEP = 0.05;

    /** Which of the deviations is that of the width. */
    private static final int WIDTH = 1;

    private static final String EVENTS = "events";

    /** Places of a flat background. */
    private static final int GRID = 275;

    /** Steps to the width that leaves the number of events as it is. */
    private static final int NEWTON = 3;

    private final LikelihoodCompiler compiler;
    private final Fitter fitter;
    private final FitSettings settings;
    private final double mass;
    private final double lo;
    private final double hi;

    /** @param mass hypothesis, GeV */
    BinPeaks(LikelihoodCompiler compiler, Fitter fitter, FitSettings settings, double mass, double lo, double hi) {
        this.mass = mass;
        this.compiler = compiler;
        this.fitter = fitter;
        this.settings = settings;
        this.lo = lo;
        this.hi = hi;
    }

    /**
     * A bin of a category.
     *
     * @param spectra its events by generated mass
     */
    record Cell(Peak peak, Map<Double, MassSpectrum> spectra) {}

    /**
     * How it differs from its category.
     *
     * @param by six deviations
     * @param error their statistical uncertainties
     */
    record Deviation(double[] by, double[] error) {
        private static Deviation none(double[] widths) {
            return new Deviation(new double[widths.length], widths.clone());
        }

        /** None, with the uncertainties of mean and width of a category. */
        static Deviation none(Peak peak) {
            double[] error = new double[WIDTHS.length];
            error[0] = peak.meanError() / peak.sigma();
            error[1] = peak.sigmaError() / peak.sigma();
            return new Deviation(new double[error.length], error);
        }
    }

    /** Finds the deviations of all cells. */
    List<Deviation> fit(List<Cell> cells, Progress progress) {
        double[] widths = WIDTHS.clone();
        List<Deviation> deviations =
                cells.stream().map(cell -> Deviation.none(WIDTHS)).toList();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] present = widths.clone();
            List<Deviation> before = deviations;
            deviations = IntStream.range(0, cells.size())
                    .parallel()
                    .mapToObj(c -> fit(cells.get(c), present, before.get(c).by(), progress))
                    .toList();
            for (int k = 0; k < widths.length; k++) {
                double sum = 0;
                for (Deviation deviation : deviations) {
                    sum += deviation.by()[k] * deviation.by()[k]
                            + deviation.error()[k] * deviation.error()[k];
                }
                widths[k] = Math.max(LEAST, Math.sqrt(sum / cells.size()));
            }
        }
        List<Deviation> found = deviations;
        return IntStream.range(0, cells.size())
                .parallel()
                .mapToObj(c -> unbiased(cells.get(c), found.get(c), progress))
                .toList();
    }

    /**
     * The same with the width moved, by no more than twice its uncertainty, to where a fit of the number of events above a flat
     * background finds what is in the simulation: what the form of the peak cannot describe does not bias it then.
     */
    private Deviation unbiased(Cell cell, Deviation deviation, Progress progress) {
        progress.checkCancelled();
        double nearest = cell.spectra().keySet().stream()
                .min(Comparator.comparingDouble(generated -> Math.abs(generated - mass)))
                .orElse(Double.NaN);
        MassSpectrum spectrum = cell.spectra().get(nearest);
        if (spectrum == null) {
            return deviation;
        }
        double events = spectrum.events();
        var parameters = new ArrayList<Parameter>(
                List.of(Parameter.interest(EVENTS, events, 0, Double.POSITIVE_INFINITY, Math.sqrt(events))));
        for (int k = 0; k < deviation.by().length; k++) {
            Parameter parameter =
                    Parameter.interest(Peak.PARAMETERS.get(k), deviation.by()[k], -MOST[k], MOST[k], STEP);
            parameters.add(k == WIDTH ? parameter : parameter.fixedAt(deviation.by()[k]));
        }
        double background = settings.background() * events;
        var components = List.of(
                new Component("signal", Expression.ref(EVENTS), shape(cell.peak(), nearest)),
                new Component(
                        "background",
                        Expression.constant(background),
                        Shape.histogram(new double[] {lo, hi}, new double[] {1})));
        var model = new StatisticalModel(
                parameters, List.of(), List.of(new ModelCategory("bin", lo, hi, components, Map.of())));
        int n = spectrum.mass().length;
        double[] value = Arrays.copyOf(spectrum.mass(), n + GRID);
        double[] weight = Arrays.copyOf(spectrum.weight(), n + GRID);
        for (int i = 0; i < GRID; i++) {
            value[n + i] = lo + (hi - lo) * (i + 0.5) / GRID;
            weight[n + i] = background / GRID;
        }
        Likelihood likelihood = compiler.compile(model, new Dataset(List.of(value), List.of(weight)));
        double[] at = model.initial();
        double[] gradient = new double[at.length];
        for (int step = 0; step < NEWTON; step++) {
            likelihood.gradient(at, gradient);
            double slope = likelihood.hessian(at)[0][1 + WIDTH];
            at[1 + WIDTH] -= slope == 0 ? 0 : gradient[0] / slope;
            double away = at[1 + WIDTH] - deviation.by()[WIDTH];
            double most = 2 * deviation.error()[WIDTH];
            at[1 + WIDTH] = deviation.by()[WIDTH] + Math.max(-most, Math.min(most, away));
        }
        double[] by = deviation.by().clone();
        by[WIDTH] = Double.isFinite(at[1 + WIDTH]) ? at[1 + WIDTH] : by[WIDTH];
        return new Deviation(by, deviation.error());
    }

    private Deviation fit(Cell cell, double[] widths, double[] start, Progress progress) {
        progress.checkCancelled();
        if (cell.spectra().isEmpty()) {
            return Deviation.none(widths);
        }
        var parameters = new ArrayList<Parameter>();
        var constraints = new ArrayList<Constraint>();
        for (int k = 0; k < widths.length; k++) {
            String name = Peak.PARAMETERS.get(k);
            double[] limits = limits(cell.peak(), k);
            double at = Math.max(limits[0], Math.min(limits[1], start[k]));
            parameters.add(Parameter.interest(name, at, limits[0], limits[1], STEP));
            constraints.add(Constraint.gaussian(name, 0, widths[k]));
        }
        var values = new ArrayList<double[]>();
        var weights = new ArrayList<double[]>();
        var categories = new ArrayList<ModelCategory>();
        cell.spectra().forEach((generated, spectrum) -> {
            values.add(spectrum.mass());
            weights.add(spectrum.weight());
            var component =
                    new Component("signal", Expression.constant(spectrum.events()), shape(cell.peak(), generated));
            categories.add(new ModelCategory("m" + generated, lo, hi, List.of(component), Map.of()));
        });
        var model = new StatisticalModel(parameters, constraints, categories);
        FitResult fit =
                fitter.fit(compiler.compile(model, new Dataset(values, weights)), model.initial(), true, progress);
        if (!fit.converged()) {
            return Deviation.none(widths);
        }
        double[][] covariance = Objects.requireNonNull(fit.covariance(), "asked for");
        double[] error = new double[widths.length];
        for (int k = 0; k < error.length; k++) {
            error[k] = Math.min(widths[k], Math.sqrt(Math.max(0, covariance[k][k])));
        }
        return new Deviation(fit.parameters(), error);
    }

    /** Limits of a deviation, within those of the card for the tails. */
    private double[] limits(Peak peak, int k) {
        if (k < 2) {
            return new double[] {-MOST[k], MOST[k]};
        }
        double[] allowed = k % 2 == 0 ? settings.alpha() : settings.exponent();
        return new double[] {
            Math.max(-MOST[k], Math.min(0, Math.log(allowed[0] / peak.value(k)))),
            Math.min(MOST[k], Math.max(0, Math.log(allowed[1] / peak.value(k))))
        };
    }

    /** The peak at a generated mass in the deviations as parameters. */
    private static Shape shape(Peak peak, double generated) {
        var shape = new LinkedHashMap<String, Expression>();
        peak.at(Expression.constant(generated)).parameters().forEach((name, value) -> {
            Expression deviation = Expression.ref(name);
            shape.put(
                    name,
                    name.equals(Peak.PARAMETERS.get(0))
                            ? Expression.sum(value, Expression.product(Expression.constant(peak.sigma()), deviation))
                            : Expression.product(
                                    value, new Expression.Call(Expression.Function.EXP, List.of(deviation))));
        });
        return new Shape(Peak.KIND, shape);
    }
}

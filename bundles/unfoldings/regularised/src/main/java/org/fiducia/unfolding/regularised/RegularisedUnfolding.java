package org.fiducia.unfolding.regularised;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.fiducia.api.Settings;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;
import org.osgi.service.component.annotations.Component;

/**
 * Unfolding by likelihood with Tikhonov regularisation: ½ τ Σ_j (μ_{j−1} − 2 μ_j + μ_{j+1})² is added to the negative
 * log-likelihood, with μ_j the ratio of the cross section of bin j to that of the simulation, for all triples of bins that
 * follow each other along one axis. Bins of candidates that lack the observable are left alone.
 *
 * <p>The strength τ is the setting {@code strength}, or, without, the one that minimises the mean squared global correlation
 * coefficient of the cross sections on the Asimov data set (S. Schmitt, arXiv:1205.6201, §7): it does not depend on the data.
 */
@Component(service = Unfolding.class)
public final class RegularisedUnfolding implements Unfolding, Configured {
    @Override
    public String id() {
        return "regularised";
    }

    @Override
    public String title() {
        return "by likelihood, regularised by curvature";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        strength(settings);
    }

    @Override
    public List<List<Expression>> events(Response response, List<List<Expression>> sigma, int era, Settings settings) {
        strength(settings);
        var categories = new ArrayList<List<Expression>>();
        for (int c = 0; c < response.categories(); c++) {
            var bins = new ArrayList<Expression>();
            for (int i = 0; i < response.recoBins(); i++) {
                var terms = new ArrayList<Expression>();
                for (int j = 0; j < response.fiducialBins(); j++) {
                    double selected = response.efficiency()[era][c][i][j] * (1 + response.nonFiducial()[era][c][i]);
                    if (selected != 0) {
                        terms.add(Expression.product(
                                Expression.constant(selected), sigma.get(c).get(j)));
                    }
                }
                bins.add(new Expression.Sum(terms));
            }
            categories.add(bins);
        }
        return categories;
    }

    @Override
    public List<Constraint> penalties(
            Nominal nominal, List<Quantity> sigma, Supplier<Likelihood> unregularised, Settings settings) {
        List<int[]> triples = triples(nominal.observable().binning().bins());
        double strength = strength(settings);
        if (triples.isEmpty() || strength == 0) {
            return List.of();
        }
        Response response = nominal.response();
        if (Double.isNaN(strength)) {
            strength = GlobalCorrelation.bestStrength(
                    covariance(unregularised.get(), sigma, response), curvature(triples, response.fiducialBins()));
        }
        var penalties = new ArrayList<Constraint>();
        for (int[] triple : triples) {
            var parameters = new LinkedHashMap<String, Expression>();
            parameters.put(
                    "mean",
                    Expression.sum(
                            ratio(response, sigma, triple[0], 1),
                            ratio(response, sigma, triple[1], -2),
                            ratio(response, sigma, triple[2], 1)));
            parameters.put("sigma", Expression.constant(1 / Math.sqrt(strength)));
            penalties.add(new Constraint(Constraint.GAUSSIAN, 0, parameters));
        }
        return penalties;
    }

    /** The strength that the card gives; NaN for none. */
    private static double strength(Settings settings) {
        double strength = settings.has("strength") ? settings.real("strength") : Double.NaN;
        settings.refuseUnknown();
        if (strength < 0) {
            throw settings.wrong("strength", "at least 0");
        }
        return strength;
    }

    /** Ratio of the cross section of a bin to that of the simulation, times a factor. */
    private static Expression ratio(Response response, List<Quantity> sigma, int bin, double factor) {
        return Expression.product(
                Expression.constant(factor / response.sm(bin)), sigma.get(bin).value());
    }

    /** Triples of bins that follow each other along one axis and agree in the others. */
    static List<int[]> triples(List<Bin> bins) {
        var triples = new ArrayList<int[]>();
        for (int a = 0; a < bins.size(); a++) {
            for (int b = 0; b < bins.size(); b++) {
                int axis = follows(bins.get(a), bins.get(b));
                for (int c = 0; axis >= 0 && c < bins.size(); c++) {
                    if (follows(bins.get(b), bins.get(c)) == axis) {
                        triples.add(new int[] {a, b, c});
                    }
                }
            }
        }
        return triples;
    }

    /** Axis along which a bin follows another, −1 for none. */
    private static int follows(Bin first, Bin second) {
        int axis = -1;
        for (int k = 0; k < first.ranges().size(); k++) {
            Range a = first.ranges().get(k);
            Range b = second.ranges().get(k);
            if (a.equals(b)) {
                continue;
            }
            if (axis >= 0 || a.absent() || b.absent() || a.hi() != b.lo()) {
                return -1;
            }
            axis = k;
        }
        return axis;
    }

    private static double[][] curvature(List<int[]> triples, int bins) {
        var matrix = new double[triples.size()][bins];
        for (int t = 0; t < matrix.length; t++) {
            matrix[t][triples.get(t)[0]] += 1;
            matrix[t][triples.get(t)[1]] -= 2;
            matrix[t][triples.get(t)[2]] += 1;
        }
        return matrix;
    }

    /** Covariance of the ratios to the simulation on the Asimov data set, everything else profiled. */
    private static double[][] covariance(Likelihood likelihood, List<Quantity> sigma, Response response) {
        StatisticalModel model = likelihood.model();
        double[] start = model.initial();
        double[][] all = GlobalCorrelation.inverse(likelihood.asimov(start).hessian(start));
        int bins = response.fiducialBins();
        var slopes = new double[bins][start.length];
        for (int j = 0; j < bins; j++) {
            addSlopes(sigma.get(j).value(), 1, model, slopes[j]);
        }
        var covariance = new double[bins][bins];
        for (int j = 0; j < bins; j++) {
            for (int k = 0; k < bins; k++) {
                double sum = 0;
                for (int a = 0; a < start.length; a++) {
                    for (int b = 0; slopes[j][a] != 0 && b < start.length; b++) {
                        sum += slopes[j][a] * all[a][b] * slopes[k][b];
                    }
                }
                covariance[j][k] = sum / (response.sm(j) * response.sm(k));
            }
        }
        return covariance;
    }

    /** Derivatives of a sum of multiples of parameters. */
    private static void addSlopes(Expression expression, double factor, StatisticalModel model, double[] slopes) {
        if (expression instanceof Expression.Ref ref) {
            slopes[model.indexOf(ref.parameter())] += factor;
        } else if (expression instanceof Expression.Sum sum) {
            sum.terms().forEach(term -> addSlopes(term, factor, model, slopes));
        } else if (expression instanceof Expression.Product product
                && product.factors().size() == 2
                && product.factors().get(0) instanceof Expression.Constant constant) {
            addSlopes(product.factors().get(1), factor * constant.value(), model, slopes);
        } else {
            throw new IllegalArgumentException("not a sum of multiples of parameters: " + expression);
        }
    }
}

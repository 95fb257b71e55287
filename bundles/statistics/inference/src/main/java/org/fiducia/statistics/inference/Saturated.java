package org.fiducia.statistics.inference;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.GoodnessOfFit;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;
import org.osgi.service.component.annotations.Component;

/**
 * Likelihood ratio to the saturated model, which expects in every interval what was observed: t = 2 Σ (ν − n + n log(n/ν))
 * (S. Baker and R. Cousins, Nucl. Instrum. Meth. 221 (1984) 437). Auxiliary measurements do not enter it; they are drawn
 * with the toys and fitted.
 *
 * <p>Histograms are taken as they are. Events are sorted into intervals of the window, which begins at the lower end and
 * closes one as soon as the model, at its best fit to the data, expects {@value #LEAST} events in it on a grid of {@value
 * #GRID} cells; what is left joins the last one. Toys are sorted into the same intervals.
 */
@Component(service = GoodnessOfFit.class, property = "service.ranking:Integer=100")
public final class Saturated implements GoodnessOfFit {
    /** Expected events at which an interval is closed. */
    static final double LEAST = 5;

    /** Cells of the grid on which intervals end. */
    static final int GRID = 200;

    @Override
    public String id() {
        return "saturated";
    }

    @Override
    public String title() {
        return "likelihood ratio to the saturated model, by toys";
    }

    @Override
    public Outcome test(
            Likelihood likelihood, Fitter fitter, FitResult best, int toys, long seed, int threads, Progress progress) {
        var edges = new ArrayList<>(edges(likelihood, best.parameters()));
        return ToyDistribution.of(likelihood, fitter, best, toys, seed, threads, progress, new InIntervals(edges));
    }

    private record InIntervals(ArrayList<double[]> edges) implements ToyDistribution.Statistic {
        private static final long serialVersionUID = 1;

        @Override
        public double of(Likelihood likelihood, double[] parameters) {
            return statistic(likelihood, parameters, edges);
        }
    }

    /** Where intervals end, per category. */
    static List<double[]> edges(Likelihood likelihood, double[] parameters) {
        Dataset data = likelihood.data();
        StatisticalModel model = likelihood.model();
        List<double[]> known = data.edges();
        var edges = new ArrayList<double[]>();
        for (int c = 0; c < model.categories().size(); c++) {
            edges.add(known != null && data.binned(c) ? known.get(c) : closed(likelihood, c, parameters));
        }
        return edges;
    }

    private static double[] closed(Likelihood likelihood, int c, double[] parameters) {
        var category = likelihood.model().categories().get(c);
        double[] grid = new double[GRID + 1];
        for (int k = 0; k <= GRID; k++) {
            grid[k] = category.lo() + (category.hi() - category.lo()) * k / GRID;
        }
        double[] expected = expected(likelihood, c, parameters, grid);
        var ends = new ArrayList<Double>(List.of(category.lo()));
        double sum = 0;
        double left = 0;
        for (double x : expected) {
            left += x;
        }
        for (int k = 0; k < GRID; k++) {
            sum += expected[k];
            left -= expected[k];
            if (sum >= LEAST && left >= LEAST) {
                ends.add(grid[k + 1]);
                sum = 0;
            }
        }
        ends.add(category.hi());
        return ends.stream().mapToDouble(x -> x).toArray();
    }

    /** Expected events of all components between edges. */
    static double[] expected(Likelihood likelihood, int c, double[] parameters, double[] edges) {
        double[] sum = new double[edges.length - 1];
        for (int k = 0; k < likelihood.model().categories().get(c).components().size(); k++) {
            double[] of = likelihood.expected(c, k, parameters, edges);
            for (int b = 0; b < sum.length; b++) {
                sum[b] += of[b];
            }
        }
        return sum;
    }

    private static double statistic(Likelihood likelihood, double[] parameters, List<double[]> edges) {
        Dataset data = likelihood.data();
        List<double[]> entries = data.weights();
        double sum = 0;
        for (int c = 0; c < edges.size(); c++) {
            double[] nu = expected(likelihood, c, parameters, edges.get(c));
            double[] n = entries != null && data.binned(c) ? entries.get(c) : sorted(data, c, edges.get(c));
            for (int b = 0; b < n.length; b++) {
                sum += nu[b] - n[b] + (n[b] > 0 ? n[b] * Math.log(n[b] / nu[b]) : 0);
            }
        }
        return Math.max(0, 2 * sum); // rounding may leave a little less
    }

    private static double[] sorted(Dataset data, int c, double[] edges) {
        double[] n = new double[edges.length - 1];
        double[] x = data.values().get(c);
        for (int i = 0; i < x.length; i++) {
            int at = java.util.Arrays.binarySearch(edges, x[i]);
            int b = Math.max(0, Math.min(n.length - 1, at >= 0 ? at : -at - 2));
            n[b] += data.weights() == null ? 1 : data.weights().get(c)[i];
        }
        return n;
    }
}

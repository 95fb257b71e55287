package org.fiducia.exchange.histfactory;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.histfactory.HistFactorySample.Variation;

/**
 * A channel: bins with a sum of samples. It becomes one category of the model with morphed histograms as shapes where
 * every factor is the same in all bins, which costs the least; else one category for each bin.
 *
 * @param name channel
 * @param edges rising, one more than there are bins
 * @param samples processes
 */
public record HistFactoryChannel(String name, double[] edges, List<HistFactorySample> samples) {
    /** Label of a category: the channel it belongs to. */
    public static final String CHANNEL = "channel";

    /** Label of a category that is one bin of its channel: number of the bin. */
    public static final String BIN = "bin";

    /** Ending of the coefficient of the part of a variation that is even in its nuisance. */
    public static final String EVEN = ":even";

    /** More factors that all bins have are kept together. */
    private static final int FEW = 8;

    public HistFactoryChannel {
        samples = List.copyOf(samples);
    }

    /** Number of bins. */
    public int bins() {
        return edges.length - 1;
    }

    private boolean whole() {
        if (bins() == 1) {
            return false;
        }
        for (HistFactorySample sample : samples) {
            double total = Arrays.stream(sample.nominal()).sum();
            boolean histogram = total > 0 && Arrays.stream(sample.nominal()).allMatch(content -> content >= 0);
            if (!histogram || !sample.binFactors().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Categories of the model. */
    public List<ModelCategory> categories() {
        var categories = new ArrayList<ModelCategory>();
        if (whole()) {
            var components = samples.stream().map(this::component).toList();
            categories.add(new ModelCategory(name, edges[0], edges[bins()], components, Map.of(CHANNEL, name)));
            return categories;
        }
        // One product for all bins: the engine computes it once.
        var common = samples.stream()
                .map(sample -> new Expression.Product(sample.factors()))
                .toList();
        for (int b = 0; b < bins(); b++) {
            var components = new ArrayList<Component>();
            for (int s = 0; s < samples.size(); s++) {
                components.add(component(samples.get(s), common.get(s), b));
            }
            categories.add(new ModelCategory(
                    bins() == 1 ? name : name + "[" + b + "]",
                    edges[b],
                    edges[b + 1],
                    components,
                    Map.of(CHANNEL, name, BIN, Integer.toString(b))));
        }
        return categories;
    }

    /** Edges of the histograms of the categories. */
    public List<double[]> categoryEdges() {
        if (whole()) {
            return List.of(edges.clone());
        }
        var each = new ArrayList<double[]>();
        for (int b = 0; b < bins(); b++) {
            each.add(new double[] {edges[b], edges[b + 1]});
        }
        return each;
    }

    /** Contents of all bins as entries of the histograms of the categories. */
    public List<double[]> categoryEntries(double[] contents) {
        if (whole()) {
            return List.of(contents.clone());
        }
        return Arrays.stream(contents)
                .mapToObj(content -> new double[] {content})
                .toList();
    }

    private Component component(HistFactorySample sample, Expression.Product common, int bin) {
        var terms = new ArrayList<Expression>();
        terms.add(constant(sample.nominal()[bin]));
        for (Variation variation : sample.variations()) {
            terms.add(interpolation(variation, variation.up(sample, bin), variation.down(sample, bin)));
        }
        var factors = new ArrayList<Expression>();
        factors.add(new Expression.Sum(terms));
        if (sample.factors().size() > FEW) {
            factors.add(common);
        } else {
            factors.addAll(sample.factors());
        }
        sample.binFactors().forEach(each -> factors.add(each.get(bin)));
        return new Component(sample.name(), new Expression.Product(factors), new Shape("uniform", Map.of()));
    }

    /** Yield and normalised shape of the whole channel: their product in a bin is what the sample expects there. */
    private Component component(HistFactorySample sample) {
        var terms = new ArrayList<Expression>();
        terms.add(constant(Arrays.stream(sample.nominal()).sum()));
        var coefficients = new LinkedHashMap<String, Expression>();
        var deltas = new LinkedHashMap<String, double[]>();
        for (Variation variation : sample.variations()) {
            double[] odd = new double[bins()];
            double[] even = new double[bins()];
            double up = 0;
            double down = 0;
            for (int b = 0; b < bins(); b++) {
                double plus = variation.up(sample, b);
                double minus = variation.down(sample, b);
                up += plus;
                down += minus;
                odd[b] = 0.5 * (plus - minus);
                even[b] = 0.5 * (plus + minus);
            }
            terms.add(interpolation(variation, up, down));
            add(coefficients, deltas, variation.nuisance(), ref(variation.nuisance()), odd);
            if (Arrays.stream(even).anyMatch(delta -> delta != 0)) {
                add(coefficients, deltas, variation.nuisance() + EVEN, interpolation(variation, 1, 1), even);
            }
        }
        var factors = new ArrayList<Expression>();
        factors.add(new Expression.Sum(terms));
        factors.addAll(sample.factors());
        Shape shape = coefficients.isEmpty()
                ? Shape.histogram(edges, sample.nominal())
                : Shape.morphing(edges, sample.nominal(), coefficients, deltas);
        return new Component(sample.name(), new Expression.Product(factors), shape);
    }

    private static void add(
            Map<String, Expression> coefficients,
            Map<String, double[]> deltas,
            String name,
            Expression coefficient,
            double[] delta) {
        coefficients.putIfAbsent(name, coefficient);
        double[] before = deltas.putIfAbsent(name, delta);
        if (before == null) {
            return;
        }
        for (int b = 0; b < delta.length; b++) {
            before[b] += delta[b];
        }
    }

    private static Expression interpolation(Variation variation, double up, double down) {
        return call(Function.LINEAR_INTERPOLATION, ref(variation.nuisance()), constant(up), constant(down));
    }

    /** Factor of a change of normalisation, see {@link Function#EXPONENTIAL_INTERPOLATION}. */
    public static Expression normalisation(String nuisance, double up, double down) {
        return call(Function.EXPONENTIAL_INTERPOLATION, ref(nuisance), constant(up), constant(down));
    }

    /** Poisson auxiliary measurement of a factor γ around 1: its mean is τγ. */
    public static Constraint poisson(String gamma, double observed, double tau) {
        return new Constraint("poisson", observed, Map.of("mean", product(constant(tau), ref(gamma))));
    }
}

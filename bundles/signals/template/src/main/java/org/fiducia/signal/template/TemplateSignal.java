package org.fiducia.signal.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Binning;
import org.osgi.service.component.annotations.Component;

/**
 * The signal as the histogram of its simulated events in each category and bin, in the intervals of the fit, or in {@code
 * intervals} of a fit of the events themselves. Nothing is smoothed: an interval without simulated events expects none. A
 * place without any simulated event has the histogram of its category, or a uniform one.
 */
@Component(service = SignalModel.class)
public final class TemplateSignal implements SignalModel, Configured {
    private static final int INTERVALS = 50;

    @Override
    public String id() {
        return "template";
    }

    @Override
    public String title() {
        return "histogram of the simulated signal";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        edges(analysis, settings);
    }

    private static double[] edges(Analysis analysis, Settings settings) {
        int intervals = settings.integer("intervals", INTERVALS);
        settings.refuseUnknown();
        if (intervals < 1) {
            throw settings.wrong("intervals", "at least 1");
        }
        if (analysis.fit().intervals() > 0) {
            return analysis.fit().edges();
        }
        double[] edges = new double[intervals + 1];
        for (int k = 0; k <= intervals; k++) {
            edges[k] =
                    analysis.fit().lo() + (analysis.fit().hi() - analysis.fit().lo()) * k / intervals;
        }
        return edges;
    }

    @Override
    public Prepared prepare(
            Analysis analysis,
            Map<String, Expression> point,
            List<BinnedSample> samples,
            Settings settings,
            Progress progress) {
        double[] edges = edges(analysis, settings);
        return (binned, bins, shown) -> part(analysis, edges, binned, bins);
    }

    private static ModelPart part(Analysis analysis, double[] edges, List<BinnedSample> samples, Binning bins) {
        List<BinnedSample> nominal = samples.isEmpty() ? samples : analysis.nominal(samples);
        if (nominal.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the signal template needs simulated signal events at the point of the analysis, and there are none",
                    "add a sample of role signal to the card");
        }
        var contributions = new ArrayList<Contribution>();
        for (boolean resonant : new boolean[] {true, false}) {
            double[][][] contents = contents(analysis, edges, nominal, bins, resonant);
            for (int c = 0; c < contents.length; c++) {
                double[] whole = new double[edges.length - 1];
                for (double[] bin : contents[c]) {
                    for (int k = 0; k < whole.length; k++) {
                        whole[k] += bin[k];
                    }
                }
                for (int i = 0; i < bins.size(); i++) {
                    Shape shape = Shape.histogram(edges, positive(contents[c][i], whole));
                    contributions.add(new Contribution(
                            new Place(
                                    analysis.fit().id(),
                                    "",
                                    analysis.categories().get(c).id(),
                                    bins.bins().get(i).label()),
                            resonant ? RESONANT : NON_RESONANT,
                            Expression.constant(1),
                            shape));
                }
            }
        }
        return ModelPart.of(List.of(), contributions);
    }

    /** Sums of weights, [category][bin][interval]. */
    private static double[][][] contents(
            Analysis analysis, double[] edges, List<BinnedSample> samples, Binning bins, boolean resonant) {
        var contents = new double[analysis.categories().size()][bins.size()][edges.length - 1];
        for (BinnedSample sample : samples) {
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                int bin = sample.recoBin()[e];
                if (bin >= 0 && sample.fitted()[e] && event.resonant() == resonant) {
                    int at = Arrays.binarySearch(edges, sample.value()[e]);
                    contents[event.category()][bin][at >= 0 ? at : -at - 2] +=
                            event.selectedWeight() * sample.sample().scale();
                }
            }
        }
        return contents;
    }

    /** The first of these with something in it, without what is negative; 1 everywhere when none has. */
    private static double[] positive(double[]... candidates) {
        for (double[] contents : candidates) {
            double[] positive = Arrays.stream(contents).map(x -> Math.max(0, x)).toArray();
            if (Arrays.stream(positive).sum() > 0) {
                return positive;
            }
        }
        double[] uniform = new double[candidates[0].length];
        Arrays.fill(uniform, 1);
        return uniform;
    }
}

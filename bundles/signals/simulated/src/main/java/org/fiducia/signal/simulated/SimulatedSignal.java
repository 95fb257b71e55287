package org.fiducia.signal.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified;
import org.osgi.service.component.annotations.Component;

/**
 * Histograms of the simulated signal in the fit variable, one per category and reconstructed bin, all eras together. They
 * have the intervals of the fit; of an unbinned fit those of the setting {@code intervals} (40). Where nothing is simulated the
 * density is uniform; a sum of weights below zero in an interval counts as nothing. The shape is that of the point of the
 * analysis, also where a coordinate of it floats.
 *
 * <p>With the setting {@code fakes} the yield follows the normalisation factors of misidentified objects: of the part of the
 * signal with n_k objects of kind k it is Π NF_k^(n_k). A source of parts declares the factors.
 */
@Component(service = SignalModel.class)
public final class SimulatedSignal implements SignalModel, Configured {
    private static final int INTERVALS = 40;

    @Override
    public String id() {
        return "simulated";
    }

    @Override
    public String title() {
        return "histograms of the simulated signal";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        Choice.of(analysis.fit(), settings);
    }

    /** What a card chooses. */
    private record Choice(double[] edges, boolean fakes) {
        static Choice of(FitRegion fit, Settings settings) {
            int intervals = settings.integer("intervals", INTERVALS);
            boolean fakes = settings.flag("fakes", false);
            settings.refuseUnknown();
            if (intervals < 1) {
                throw settings.wrong("intervals", "a number of intervals, at least 1");
            }
            double[] edges = fit.intervals() > 0
                    ? fit.edges()
                    : new FitRegion(fit.id(), fit.use(), fit.variable(), fit.axis(), fit.lo(), fit.hi(), intervals)
                            .edges();
            return new Choice(edges, fakes);
        }
    }

    @Override
    public Prepared prepare(
            Analysis analysis,
            Map<String, Expression> point,
            List<BinnedSample> samples,
            Settings settings,
            Progress progress) {
        Choice choice = Choice.of(analysis.fit(), settings);
        if (samples.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD, "/samples has no signal", "declare at least one sample with role signal");
        }
        return (binned, bins, each) -> part(analysis, binned, bins, choice);
    }

    private static ModelPart part(Analysis analysis, List<BinnedSample> samples, Binning bins, Choice choice) {
        List<BinnedSample> nominal = analysis.nominal(samples);
        var contributions = new ArrayList<Contribution>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            for (int i = 0; i < bins.size(); i++) {
                var spectrum = new Spectrum(choice.edges().length - 1);
                var other = new Spectrum(choice.edges().length - 1);
                for (BinnedSample sample : nominal) {
                    fill(analysis, sample, c, i, spectrum, other);
                }
                Category category = analysis.categories().get(c);
                Bin bin = bins.bins().get(i);
                var place = new Place(analysis.fit().id(), "", category.id(), bin.label());
                Expression yield = choice.fakes() ? spectrum.factor() : Expression.constant(1);
                contributions.add(new Contribution(place, RESONANT, yield, spectrum.shape(choice.edges())));
                contributions.add(
                        new Contribution(place, NON_RESONANT, Expression.constant(1), other.shape(choice.edges())));
            }
        }
        return ModelPart.of(List.of(), contributions);
    }

    private static void fill(
            Analysis analysis, BinnedSample sample, int category, int bin, Spectrum resonant, Spectrum other) {
        double luminosity = analysis.eras().stream()
                .filter(era -> sample.sample().serves(era))
                .mapToDouble(Era::luminosity)
                .sum();
        List<SelectedEvent> events = sample.events();
        IntPredicate here = e -> sample.fitted()[e]
                && sample.recoBin()[e] == bin
                && events.get(e).category() == category;
        for (int e = 0; e < events.size(); e++) {
            if (here.test(e)) {
                SelectedEvent event = events.get(e);
                double weight = event.selectedWeight() * sample.sample().scale() * luminosity;
                (event.resonant() ? resonant : other).fill(analysis.fit(), sample.value()[e], weight, event);
            }
        }
    }

    /** Sums of weights, per interval and by what is misidentified. */
    private static final class Spectrum {
        private final double[] contents;
        private final TreeMap<FakeContent, Double> byFakes = new TreeMap<>();

        Spectrum(int intervals) {
            contents = new double[intervals];
        }

        void fill(FitRegion fit, double value, double weight, SelectedEvent event) {
            int at = (int) ((value - fit.lo()) / (fit.hi() - fit.lo()) * contents.length);
            contents[Math.min(contents.length - 1, at)] += weight;
            FakeContent fakes = event.reco() instanceof Misidentified candidate ? candidate.fakes() : FakeContent.NONE;
            byFakes.merge(fakes, weight, Double::sum);
        }

        Shape shape(double[] edges) {
            double[] positive =
                    Arrays.stream(contents).map(sum -> Math.max(0, sum)).toArray();
            if (!(Arrays.stream(positive).sum() > 0)) {
                Arrays.fill(positive, 1);
            }
            return Shape.histogram(edges, positive);
        }

        /** Σ f Π NF over what is misidentified, f its part of the events. */
        Expression factor() {
            double all = byFakes.values().stream()
                    .mapToDouble(sum -> Math.max(0, sum))
                    .sum();
            if (!(all > 0)) {
                return Expression.constant(1);
            }
            var terms = new ArrayList<Expression>();
            byFakes.forEach((fakes, sum) -> {
                if (sum > 0) {
                    terms.add(
                            fakes.isEmpty()
                                    ? Expression.constant(sum / all)
                                    : Expression.product(Expression.constant(sum / all), fakes.factor()));
                }
            });
            return new Expression.Sum(terms);
        }
    }
}

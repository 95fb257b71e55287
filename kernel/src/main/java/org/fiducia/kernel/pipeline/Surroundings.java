package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.plugins.Plugins;

/**
 * What is observed and expected in a wider range of the fitted variable than that of the fit: the same analysis with another
 * range, whose reconstructed bins are intervals of the variable. So every background is estimated as it is for the fit, in
 * its range and on both sides of it by itself. It is found when it is first wanted, and the same for all observables. A
 * background that cannot be estimated there leaves nothing to be shown, and the measurement as it is.
 */
final class Surroundings {
    private final AnalysisCard card;
    private final Toolbox tools;
    private final FitRegion fit;
    private final Analysis whole;
    private final double[] edges;
    private final List<BinnedSample> samples;
    private final Progress progress;

    @Nullable private List<Spectrum> found;

    /** @param samples every sample, with its bins in any observable */
    Surroundings(
            AnalysisCard card, FitVariable variable, Toolbox tools, List<BinnedSample> samples, Progress progress) {
        this.card = card;
        this.tools = tools;
        this.samples = samples;
        this.progress = progress;
        fit = variable.analysis().fit();
        edges = variable.surroundings();
        whole = edges.length < 2 ? variable.analysis() : variable.analysis().within(edges[0], edges[edges.length - 1]);
    }

    /**
     * Observed and expected events; none where the channel knows nothing of surroundings.
     *
     * @param asimov to have what is expected in the place of what is observed
     */
    List<Spectrum> spectrum(boolean asimov) {
        return found().stream()
                .map(spectrum -> asimov ? new Spectrum(edges, sum(spectrum), spectrum.components()) : spectrum)
                .toList();
    }

    private static double[] sum(Spectrum spectrum) {
        var sum = new double[spectrum.observed().length];
        spectrum.components().values().forEach(events -> Arrays.setAll(sum, i -> sum[i] + events[i]));
        return sum;
    }

    private synchronized List<Spectrum> found() {
        List<Spectrum> known = found;
        if (known == null) {
            known = edges.length < 2 ? List.of() : find();
            found = known;
        }
        return known;
    }

    private List<Spectrum> find() {
        var components = new LinkedHashMap<String, double[]>();
        try {
            List<Integer> cuts = cuts();
            for (int k = 0; k + 1 < cuts.size(); k++) {
                addBackgrounds(components, cuts.get(k), cuts.get(k + 1));
            }
        } catch (FiduciaException e) {
            progress.warn("backgrounds around the range of the fit: " + e.getMessage());
            return List.of();
        }
        List<BinnedSample> binned =
                samples.stream().map(sample -> binned(sample, whole, edges)).toList();
        addSignal(components, whole.nominal(binned));
        var observed = new double[edges.length - 1];
        for (BinnedSample sample : binned) {
            for (int e = 0; sample.sample().role() == Role.DATA && e < sample.fitted().length; e++) {
                if (sample.fitted()[e]) {
                    observed[sample.recoBin()[e]]++;
                }
            }
        }
        return List.of(new Spectrum(edges, observed, components));
    }

    /**
     * Numbers of the edges between which backgrounds are estimated by themselves: those of the range of the fit are among
     * them, so that in it the sums are those before the fit, whatever is known outside.
     */
    private List<Integer> cuts() {
        var cuts = new ArrayList<>(List.of(0));
        for (double end : new double[] {fit.lo(), fit.hi()}) {
            int at = Arrays.binarySearch(edges, end);
            if (at > 0 && at < edges.length - 1) {
                cuts.add(at);
            }
        }
        cuts.add(edges.length - 1);
        return cuts;
    }

    /** A sample with intervals of its values as bins. */
    private static BinnedSample binned(BinnedSample sample, Analysis analysis, double[] edges) {
        double[] value = sample.value();
        var interval = new int[value.length];
        for (int e = 0; e < interval.length; e++) {
            boolean inside = analysis.fit().contains(value[e]);
            int at = inside ? Arrays.binarySearch(edges, value[e]) : -1;
            interval[e] = !inside ? -1 : at >= 0 ? at : -at - 2;
        }
        return new BinnedSample(
                sample.sample(),
                sample.events(),
                interval,
                sample.fiducialBin(),
                value,
                BinnedSample.fitted(analysis, sample.events(), value));
    }

    /** Adds what is expected between two edges. */
    private void addBackgrounds(Map<String, double[]> components, int from, int to) {
        double[] own = Arrays.copyOfRange(edges, from, to + 1);
        Analysis part = whole.within(edges[from], edges[to]);
        List<BinnedSample> binned =
                samples.stream().map(sample -> binned(sample, part, own)).toList();
        Binning bins = Binning.ofEdges(own);
        // what there is to say was said of the range of the fit
        Progress silent = new Progress() {
            @Override
            public void checkCancelled() {
                progress.checkCancelled();
            }
        };
        for (int k = 0; k < tools.backgrounds().size(); k++) {
            BackgroundModel plugin = tools.backgrounds().get(k);
            Settings settings = card.backgrounds().get(k).settings();
            ModelPart expected = Plugins.guard(
                    plugin, () -> plugin.prepare(part, binned, settings, silent).part(binned, bins, silent));
            for (Contribution contribution : expected.contributions()) {
                double[] events =
                        components.computeIfAbsent(contribution.process(), process -> new double[edges.length - 1]);
                for (int i = 0; i < bins.size(); i++) {
                    int places = places(contribution, part, bins.bins().get(i));
                    events[from + i] += places * contribution.estimate().events();
                }
            }
        }
    }

    /** In how many eras and categories a contribution is expected in an interval. */
    private static int places(Contribution contribution, Analysis analysis, Bin bin) {
        int places = 0;
        for (Era era : analysis.eras()) {
            for (Category category : analysis.categories()) {
                if (contribution.place().contains(Place.of(analysis.fit(), era, category, bin))) {
                    places++;
                }
            }
        }
        return places;
    }

    private void addSignal(Map<String, double[]> components, List<BinnedSample> signal) {
        var resonant = new double[edges.length - 1];
        var others = new double[edges.length - 1];
        for (BinnedSample sample : signal) {
            double scale = whole.eras().stream()
                            .filter(era -> sample.sample().serves(era))
                            .mapToDouble(Era::luminosity)
                            .sum()
                    * sample.sample().scale();
            for (int e = 0; e < sample.fitted().length; e++) {
                if (sample.fitted()[e]) {
                    SelectedEvent event = sample.events().get(e);
                    (event.resonant() ? resonant : others)[sample.recoBin()[e]] += scale * event.selectedWeight();
                }
            }
        }
        components.put(SignalModel.NON_RESONANT, others);
        components.put(SignalModel.RESONANT, resonant);
    }
}

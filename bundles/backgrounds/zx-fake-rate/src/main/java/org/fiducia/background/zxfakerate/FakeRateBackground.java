package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.model.Shape;
import org.fiducia.background.template.MassTemplate;
import org.osgi.service.component.annotations.Component;

/**
 * Reducible background Z+X from control regions of data: fake rates from Z + ℓ, applied to relaxed leptons beside a Z. A
 * {@link Method} turns the regions into yields. The uncertainties given are statistical; those of the composition are for
 * the card's nuisances to say.
 */
@Component(service = BackgroundModel.class)
public final class FakeRateBackground implements BackgroundModel, Configured {
    static final String ID = "zx-fake-rate";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "$Z+X$ from fake rates";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        FakeRateSettings.of(settings, analysis);
    }

    @Override
    public List<Background> estimate(
            Analysis analysis, List<BinnedSample> samples, int bins, Settings settings, Progress progress) {
        return prepare(analysis, samples, settings, progress).estimate(samples, bins, progress);
    }

    @Override
    public Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        FakeRateSettings choices = FakeRateSettings.of(settings, analysis);
        var estimator = new Estimator(analysis, choices, samples, choices.method(), progress);
        return (binned, bins, shown) ->
                backgrounds(analysis, estimator.estimate(choices.method(), binned, bins, shown), choices);
    }

    private static List<Background> backgrounds(Analysis analysis, Estimate estimate, FakeRateSettings choices) {
        var backgrounds = new ArrayList<Background>();
        int categories = estimate.inclusive().length;
        for (int c = 0; c < categories; c++) {
            Normalisation normalisation = choices.floating() ? normalisation(analysis, estimate, choices, c) : null;
            double[] whole = estimate.inclusive()[c].fractions();
            String id = analysis.categories().get(c).id();
            var shares = new ShareUncertainty("share_" + choices.component() + "_" + id, estimate, c);
            for (int i = 0; i < estimate.templates()[c].length; i++) {
                MassTemplate template = estimate.templates()[c][i];
                double n = template.effectiveEntries();
                Shape shape = template.shape(whole, n / (n + choices.inclusiveEntries()));
                for (int era = 0; era < estimate.events().length; era++) {
                    backgrounds.add(new Background(
                            choices.component(),
                            era,
                            c,
                            i,
                            estimate.events()[era][c][i],
                            estimate.error()[era][c][i],
                            shape,
                            normalisation,
                            shares.variations(i)));
                }
            }
        }
        return backgrounds;
    }

    /** One free number of events per category; the card's uncertainties of Z+X are for a fixed one. */
    private static Normalisation normalisation(
            Analysis analysis, Estimate estimate, FakeRateSettings choices, int category) {
        double events = 0;
        for (double[][] era : estimate.events()) {
            events += Arrays.stream(era[category]).sum();
        }
        String id = analysis.categories().get(category).id();
        return events > 0 ? new Normalisation(choices.component() + "_" + id, events, Set.of("Z+X")) : null;
    }
}

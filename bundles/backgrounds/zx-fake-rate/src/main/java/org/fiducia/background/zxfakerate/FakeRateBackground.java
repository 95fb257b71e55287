package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.model.Shape;
import org.fiducia.background.template.MassTemplate;
import org.osgi.service.component.annotations.Component;

/**
 * Reducible background Z+X from control regions of data: fake rates from Z + ℓ, applied to relaxed leptons beside a Z. The
 * method turns the regions into yields; {@link SameSignMethod} is the one there is.
 */
@Component(service = BackgroundModel.class)
public final class FakeRateBackground implements BackgroundModel {
    private static final int LISTED = 6;

    @Override
    public String id() {
        return "zx-fake-rate";
    }

    @Override
    public String title() {
        return "$Z+X$ from fake rates";
    }

    @Override
    public List<Background> estimate(
            Analysis analysis, List<BinnedSample> samples, int bins, Settings settings, Progress progress) {
        FakeRateSettings choices = FakeRateSettings.of(settings);
        var measurement = new FakeRateMeasurement(analysis, choices, region(analysis, "ZL"));
        if (!measurement.hasData(samples)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no sample of data has events of a Z and one further lepton (region ZL)",
                    "switch on the channel's control regions, add data with three leptons, or take another model of the"
                            + " reducible background");
        }
        var merged = new ArrayList<String>();
        List<FakeRates> rates = rates(analysis, samples, choices, measurement, merged);
        say(progress, "fake-rate bins merged for want of entries", merged);
        progress.checkCancelled();
        var remarks = new ArrayList<String>();
        Estimate estimate = new SameSignMethod(
                        analysis, choices, region(analysis, "SS"), region(analysis, "2P2F"), bins)
                .estimate(samples, rates, remarks);
        say(progress, "fall-backs", remarks);
        return backgrounds(estimate, choices);
    }

    private static List<FakeRates> rates(
            Analysis analysis,
            List<BinnedSample> samples,
            FakeRateSettings choices,
            FakeRateMeasurement measurement,
            List<String> merged) {
        var rates = new ArrayList<FakeRates>();
        FakeRates common = choices.perEra() ? null : measurement.measure(samples, analysis.eras(), merged);
        for (Era era : analysis.eras()) {
            rates.add(common != null ? common : measurement.measure(samples, List.of(era), merged));
        }
        return rates;
    }

    private static int region(Analysis analysis, String id) {
        int region = analysis.region(id);
        if (region < 0) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the channel has no region " + id + ", which Z+X from fake rates needs",
                    "take another model of the reducible background for this channel");
        }
        return region;
    }

    private static List<BackgroundModel.Background> backgrounds(Estimate estimate, FakeRateSettings choices) {
        var backgrounds = new ArrayList<Background>();
        int categories = estimate.inclusive().length;
        for (int c = 0; c < categories; c++) {
            Shape whole = estimate.inclusive()[c].shape();
            for (int i = 0; i < estimate.templates()[c].length; i++) {
                MassTemplate template = estimate.templates()[c][i];
                Shape shape = template.effectiveEntries() >= Math.max(1, choices.minTemplateEntries())
                        ? template.shape()
                        : whole;
                for (int era = 0; era < estimate.events().length; era++) {
                    backgrounds.add(new Background(
                            choices.component(),
                            era,
                            c,
                            i,
                            estimate.events()[era][c][i],
                            estimate.error()[era][c][i],
                            shape));
                }
            }
        }
        return backgrounds;
    }

    private static void say(Progress progress, String what, List<String> details) {
        if (!details.isEmpty()) {
            String list = String.join(", ", details.subList(0, Math.min(LISTED, details.size())));
            progress.warn("Z+X: " + what + ": " + list
                    + (details.size() > LISTED ? " and " + (details.size() - LISTED) + " more" : ""));
        }
    }
}

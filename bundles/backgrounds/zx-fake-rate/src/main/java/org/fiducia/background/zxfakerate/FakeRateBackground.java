package org.fiducia.background.zxfakerate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Variation;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Binning;
import org.fiducia.background.template.MassTemplate;
import org.osgi.service.component.annotations.Component;

/**
 * Reducible background Z+X from control regions of data: fake rates from Z + ℓ, applied to relaxed leptons beside a Z. A
 * {@link Method} turns the regions into yields. The uncertainties given are statistical, and where the two methods differ, by
 * how much: in the number of events and the mass ({@link Disagreement}) and in the shares of the bins ({@link
 * ShareUncertainty}); those of the composition are for the card's nuisances to say.
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
    public Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
        FakeRateSettings choices = FakeRateSettings.of(settings, analysis);
        var estimator = new Estimator(analysis, choices, samples, choices.method(), progress);
        var landau = new Landau();
        return (binned, bins, shown) ->
                part(analysis, estimator.estimate(choices.method(), binned, bins.size(), shown), choices, bins, landau);
    }

    private static ModelPart part(
            Analysis analysis, Estimate estimate, FakeRateSettings choices, Binning bins, Landau landau) {
        var parameters = new ArrayList<Parameter>();
        var expected = new ArrayList<Contribution>();
        var nuisances = new ArrayList<Nuisance>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            Category category = analysis.categories().get(c);
            double all = estimate.total(c);
            Parameter free = choices.floating() && all > 0
                    ? Parameter.normalisation(choices.component() + "_" + category.id(), all)
                    : null;
            if (free != null) {
                parameters.add(free);
            }
            double[] whole = estimate.inclusive()[c].fractions();
            var shares = new ShareUncertainty("share_" + choices.component() + "_" + category.id(), estimate, c);
            var disagreement = new Disagreement(estimate, c);
            nuisances.addAll(disagreement.shapes(choices.component(), category.id(), landau));
            List<Variation> methods = disagreement.variations("method_" + choices.component() + "_" + category.id());
            for (int i = 0; i < estimate.templates()[c].length; i++) {
                var variations = new ArrayList<>(shares.variations(i));
                variations.addAll(methods);
                MassTemplate template = estimate.templates()[c][i];
                double n = template.effectiveEntries();
                Shape shape = template.shape(whole, n / (n + choices.inclusiveEntries()));
                for (int era = 0; era < estimate.events().length; era++) {
                    double events = estimate.events()[era][c][i];
                    expected.add(new Contribution(
                            Place.of(
                                    analysis.fit(),
                                    analysis.eras().get(era),
                                    category,
                                    bins.bins().get(i)),
                            choices.component(),
                            free == null
                                    ? Expression.constant(events)
                                    : Expression.product(
                                            Expression.constant(events / all), Expression.ref(free.name())),
                            shape,
                            // the card's uncertainties of Z+X are for a fixed number
                            new ModelPart.Estimate(
                                    events,
                                    estimate.error()[era][c][i],
                                    free == null ? Set.of() : Set.of(ShareUncertainty.GROUP),
                                    variations)));
                }
            }
        }
        return ModelPart.of(parameters, expected)
                .withNuisances(nuisances)
                .withQuantities(parameters.stream()
                        .map(parameter -> Quantity.of(parameter, "events"))
                        .toList());
    }
}

package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Response;
import org.osgi.service.component.annotations.Component;

/**
 * Alternatives of what the steps of the card give to events, e.g. variations of corrections, as nuisances. They change the
 * expected events of the signal at the same cross sections and of the backgrounds that are simulated, in each era, final state
 * and reco bin; of a background with a template also that, see {@link BackgroundWeights}. One declaration has
 *
 * <ul>
 *   <li>{@code source}: {@code corrections}, {@code name}, {@code group};
 *   <li>{@code correction}: its name in the step;
 *   <li>{@code up} and {@code down}: labels of its variations at θ = ±1, by default these words;
 *   <li>{@code targets}: {@code signal}, with its events that are not resonant, and names of backgrounds; by default all of which a sample has the variations.
 * </ul>
 */
@Component(service = NuisanceSource.class)
public final class CorrectionWeights implements NuisanceSource, Configured {
    /** The component of selected signal events of which the objects are not those of the decay. */
    private static final String NON_RESONANT = "nonResonant";

    private static final String GROUP = "corrections";
    private static final String NONE =
            "the steps of the card have no corrections of it with variations; give them to these, or leave it out";

    @Override
    public String id() {
        return "corrections";
    }

    @Override
    public String title() {
        return "variations of the corrections of simulated events";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("source", id());
        settings.text("name");
        settings.text("group", GROUP);
        settings.text("correction");
        settings.text("up", "up");
        settings.text("down", "down");
        if (settings.has("targets") && settings.texts("targets").isEmpty()) {
            throw settings.wrong("targets", "left out for all that are simulated, or names of processes");
        }
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var nuisances = new ArrayList<Nuisance>();
        for (Settings settings : declarations) {
            check(nominal.analysis(), settings);
            String correction = settings.text("correction");
            List<Alternative> weights = List.of(
                    Alternative.named(correction, settings.text("up", "up")),
                    Alternative.named(correction, settings.text("down", "down")));
            var effects = new ArrayList<Effect>();
            for (String target : targets(nominal, settings, weights)) {
                List<BinnedSample> samples = Variations.of(nominal.samples(), target);
                weights.forEach(weight -> Variations.require(samples, settings, target, weight, NONE));
                effects.addAll(
                        target.equals(SampleWeights.SIGNAL)
                                ? ofSignal(nominal, weights)
                                : BackgroundWeights.effects(nominal, target, samples, weights, false, true));
            }
            if (!effects.isEmpty()) {
                nuisances.add(new Nuisance(settings.text("name"), settings.text("group", GROUP), effects));
            }
        }
        return ModelPart.of(nuisances);
    }

    private static List<Effect> ofSignal(Nominal nominal, List<Alternative> weights) {
        List<BinnedSample> signal = Variations.standing(nominal, weights);
        Response response = nominal.response(signal);
        List<Response> varied = weights.stream()
                .map(weight -> nominal.response(Variations.applied(signal, weight)))
                .toList();
        var effects = new ArrayList<Effect>(SampleWeights.effects(nominal, response, varied, false));
        if (!nominal.components().contains(NON_RESONANT)) {
            return effects;
        }
        var bins = nominal.observable().reconstructed().bins();
        for (int era = 0; era < nominal.analysis().eras().size(); era++) {
            for (int c = 0; c < response.categories(); c++) {
                for (int i = 0; i < response.recoBins(); i++) {
                    double before = response.nonResonant()[era][c][i];
                    double up = varied.get(0).nonResonant()[era][c][i];
                    double down = varied.get(1).nonResonant()[era][c][i];
                    if (before > 0 && (up != before || down != before)) {
                        var target = new Target(
                                NON_RESONANT,
                                nominal.analysis().eras().get(era).name(),
                                nominal.analysis().categories().get(c).id(),
                                bins.get(i).label());
                        effects.add(new YieldEffect(target, up / before - 1, down / before - 1));
                    }
                }
            }
        }
        return effects;
    }

    private static List<String> targets(Nominal nominal, Settings settings, List<Alternative> weights) {
        if (settings.has("targets")) {
            List<String> targets = settings.texts("targets");
            targets.forEach(target -> Variations.requireProcess(nominal, settings, target));
            return targets;
        }
        List<String> targets = nominal.components().stream()
                .filter(component -> Variations.of(nominal.samples(), component).stream()
                        .anyMatch(sample -> weights.stream().anyMatch(weight -> Variations.find(sample, weight) >= 0)))
                .toList();
        if (targets.isEmpty()) {
            weights.forEach(weight -> Variations.require(nominal.samples(), settings, "any process", weight, NONE));
        }
        return targets;
    }
}

package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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
 * Alternative weights of the simulation as nuisances. Of the signal they are changes of its efficiencies: a weight changes
 * selected and fiducial events alike, so that what is left is the change of expected events at the same cross sections. Of a
 * background they are changes of how it is distributed, see {@link BackgroundWeights}. One declaration has
 *
 * <ul>
 *   <li>{@code source}: {@code sample-weights}, {@code name}, {@code group};
 *   <li>{@code weights}: name of the list of weights;
 *   <li>{@code up} and {@code down}: places in it of the weights at θ = ±1; or {@code envelope}: places of any number of
 *       alternatives, of which the largest changes in each category up and down count;
 *   <li>{@code targets}: {@code signal}, by default, and names of backgrounds that the simulation calls the same.
 * </ul>
 */
@Component(service = NuisanceSource.class)
public final class SampleWeights implements NuisanceSource, Configured {
    /** The component that stands for all samples of the signal. */
    static final String SIGNAL = "signal";

    private static final String NONE =
            "its files have none, or /formats/…/normalisation/weights does not declare them; leave it out of the targets";

    @Override
    public String id() {
        return "sample-weights";
    }

    @Override
    public String title() {
        return "scale and parton-density weights of the simulation";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("source", id());
        settings.text("name");
        settings.text("group", "signal theory");
        settings.text("weights");
        places(settings);
        if (settings.texts("targets", SIGNAL).isEmpty()) {
            throw settings.wrong("targets", "left out for the signal, or names of processes");
        }
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var nuisances = new ArrayList<Nuisance>();
        for (Settings settings : declarations) {
            check(nominal.analysis(), settings);
            String name = settings.text("name");
            String group = settings.text("group", "signal theory");
            String weights = settings.text("weights");
            List<Alternative> all = IntStream.of(places(settings))
                    .mapToObj(place -> Alternative.at(weights, place))
                    .toList();
            boolean envelope = settings.has("envelope");
            var effects = new ArrayList<Effect>();
            for (String target : settings.texts("targets", SIGNAL)) {
                Variations.requireProcess(nominal, settings, target);
                List<BinnedSample> samples = Variations.of(nominal.samples(), target);
                all.forEach(weight -> Variations.require(samples, settings, target, weight, NONE));
                effects.addAll(
                        target.equals(SIGNAL)
                                ? ofSignal(nominal, all, envelope)
                                : BackgroundWeights.effects(nominal, target, samples, all, envelope, false));
            }
            if (!effects.isEmpty()) {
                nuisances.add(new Nuisance(name, group, effects));
            }
        }
        return ModelPart.of(nuisances);
    }

    private static List<Effect> ofSignal(Nominal nominal, List<Alternative> weights, boolean envelope) {
        List<BinnedSample> signal = Variations.standing(nominal, weights);
        var responses = new ArrayList<Response>();
        for (Alternative weight : weights) {
            responses.add(nominal.response(Variations.applied(signal, weight)));
        }
        return effects(nominal, nominal.response(signal), responses, envelope);
    }

    private static int[] places(Settings settings) {
        if (settings.has("envelope") == (settings.has("up") || settings.has("down"))) {
            throw settings.wrong("envelope", "given, or else up and down");
        }
        double[] places = settings.has("envelope")
                ? settings.reals("envelope")
                : new double[] {settings.real("up"), settings.real("down")};
        var whole = new int[places.length];
        for (int k = 0; k < whole.length; k++) {
            whole[k] = (int) places[k];
            if (whole[k] != places[k] || whole[k] < 0) {
                throw settings.wrong(settings.has("envelope") ? "envelope" : "up", "places in the list of weights");
            }
        }
        return whole;
    }

    /**
     * What other responses make of the selected events of the same cross sections.
     *
     * @param response with which they are compared
     */
    static List<Effect> effects(Nominal nominal, Response response, List<Response> varied, boolean envelope) {
        var effects = new ArrayList<Effect>();
        for (int era = 0; era < nominal.analysis().eras().size(); era++) {
            for (int c = 0; c < response.categories(); c++) {
                for (int i = 0; i < response.recoBins(); i++) {
                    double before = events(response, response.smOf(c), era, c, i);
                    if (!(before > 0)) {
                        continue;
                    }
                    double[] changes = new double[varied.size()];
                    double most = 0;
                    double least = 0;
                    for (int v = 0; v < changes.length; v++) {
                        changes[v] = events(varied.get(v), response.smOf(c), era, c, i) / before - 1;
                        most = Math.max(most, changes[v]);
                        least = Math.min(least, changes[v]);
                    }
                    double up = envelope ? most : changes[0];
                    double down = envelope ? least : changes[1];
                    if (up != 0 || down != 0) {
                        effects.add(new YieldEffect(
                                new Target(
                                        SIGNAL,
                                        nominal.analysis().eras().get(era).name(),
                                        nominal.analysis().categories().get(c).id(),
                                        nominal.observable()
                                                .reconstructed()
                                                .bins()
                                                .get(i)
                                                .label()),
                                up,
                                down));
                    }
                }
            }
        }
        return effects;
    }

    /** Expected resonant events per fb⁻¹ of a reco bin for given cross sections. */
    private static double events(Response response, double[] sigma, int era, int c, int i) {
        double sum = 0;
        for (int j = 0; j < response.fiducialBins(); j++) {
            sum += response.efficiency()[era][c][i][j] * sigma[j];
        }
        return sum * (1 + response.nonFiducial()[era][c][i]);
    }
}

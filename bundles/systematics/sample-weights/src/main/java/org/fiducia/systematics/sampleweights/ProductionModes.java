package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Sample;
import org.osgi.service.component.annotations.Component;

/**
 * The mixture of production modes that the response is made of: the rate of some processes relative to the others is
 * uncertain, and with it efficiencies, migrations and the part that is not fiducial. The cross sections in the bins are what
 * is measured and do not change, so that each nuisance is what the other mixture makes of the selected events of the same
 * cross sections.
 *
 * <p>A declaration has {@code source}: {@code production-modes}, {@code name}, {@code group}, {@code processes}: those of the
 * signal samples that change together, and {@code size}: relative uncertainty of their rate, a number or [down, up].
 */
@Component(service = NuisanceSource.class)
public final class ProductionModes implements NuisanceSource, Configured {
    private static final String GROUP = "model dependence";

    @Override
    public String id() {
        return "production-modes";
    }

    @Override
    public String title() {
        return "mixture of production modes in the response";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("source", id());
        settings.text("name");
        settings.text("group", GROUP);
        if (settings.texts("processes").isEmpty()) {
            throw settings.wrong("processes", "a list of processes of the signal samples");
        }
        size(settings);
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var nuisances = new ArrayList<Nuisance>();
        for (Settings settings : declarations) {
            check(nominal.analysis(), settings);
            var processes = Set.copyOf(settings.texts("processes"));
            double[] size = size(settings);
            List<Response> responses = List.of(
                    nominal.response(weighted(nominal, settings, processes, 1 + size[1])),
                    nominal.response(weighted(nominal, settings, processes, 1 + size[0])));
            var effects = SampleWeights.effects(nominal, nominal.response(), responses, false);
            if (!effects.isEmpty()) {
                nuisances.add(new Nuisance(settings.text("name"), settings.text("group", GROUP), effects));
            }
        }
        return ModelPart.of(nuisances);
    }

    /** Relative changes, [down, up]. */
    private static double[] size(Settings settings) {
        boolean list = settings.values().get("size") instanceof List;
        double[] size = list ? settings.reals("size") : new double[] {-settings.real("size"), settings.real("size")};
        if (size.length != 2 || !(size[0] > -1 && size[0] <= 0 && size[1] >= 0 && size[1] < Double.POSITIVE_INFINITY)) {
            throw settings.wrong("size", "a number below 1, or [down, up] with −1 < down ≤ 0 ≤ up");
        }
        return size;
    }

    private static List<BinnedSample> weighted(
            Nominal nominal, Settings settings, Set<String> processes, double factor) {
        var weighted = new ArrayList<BinnedSample>();
        boolean any = false;
        for (BinnedSample sample : nominal.samples()) {
            Sample of = sample.sample();
            boolean one = of.role() == Role.SIGNAL && processes.contains(of.process());
            any |= one;
            weighted.add(one ? sample.withScale(factor * of.scale()) : sample);
        }
        if (!any) {
            List<String> known = nominal.samples().stream()
                    .map(BinnedSample::sample)
                    .filter(s -> s.role() == Role.SIGNAL)
                    .map(Sample::process)
                    .distinct()
                    .toList();
            throw new FiduciaException(
                    Kind.CARD,
                    settings.path() + "/processes: no signal sample is of " + String.join(" or ", processes),
                    "the signal samples are of " + String.join(", ", known));
        }
        return weighted;
    }
}

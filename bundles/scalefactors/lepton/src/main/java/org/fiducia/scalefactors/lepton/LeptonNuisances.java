package org.fiducia.scalefactors.lepton;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Effect;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource;
import org.osgi.service.component.annotations.Component;

/**
 * The uncertainty of scale factors as one nuisance: all bins of the file move together, and with them the yields of the signal
 * and of the backgrounds from simulation in each final state and reco bin. A declaration has {@code name}, {@code group} and
 * what {@link ScaleFactors} takes.
 */
@Component(service = NuisanceSource.class)
public final class LeptonNuisances implements NuisanceSource, Configured {
    @Override
    public String id() {
        return "lepton-scale-factors";
    }

    @Override
    public String title() {
        return "uncertainties of lepton scale factors";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("source", id());
        settings.text("name");
        settings.text("group", "lepton");
        ScaleFactors.of(settings);
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var nuisances = new ArrayList<Nuisance>();
        for (Settings settings : declarations) {
            String name = settings.text("name");
            String group = settings.text("group", "lepton");
            ScaleFactors factors = ScaleFactors.of(settings);
            check(nominal.analysis(), settings);
            List<Effect> effects = effects(nominal, factors);
            if (!effects.isEmpty()) {
                nuisances.add(new Nuisance(name, group, effects));
            }
        }
        return ModelPart.of(nuisances);
    }

    private static List<Effect> effects(Nominal nominal, ScaleFactors factors) {
        Analysis analysis = nominal.analysis();
        int bins = nominal.observable().reconstructed().size();
        List<BinnedSample> simulated = analysis.nominal(nominal.samples());
        Map<String, double[][][]> sums = new TreeMap<>(); // [category][bin][nominal, up, down]
        for (BinnedSample sample : nominal.samples()) {
            boolean signal = sample.sample().role() == Role.SIGNAL;
            String component = signal ? "signal" : sample.sample().process();
            if (sample.sample().role() == Role.DATA
                    || !nominal.components().contains(component)
                    || (signal && !simulated.contains(sample))) {
                continue;
            }
            double[][][] sum = sums.computeIfAbsent(
                    component, c -> new double[analysis.categories().size()][bins][3]);
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                int bin = sample.recoBin()[e];
                Candidate reco = event.reco();
                if (reco != null && bin >= 0 && sample.fitted()[e]) {
                    double[] of = sum[event.category()][bin];
                    double weight = event.selectedWeight() * sample.sample().scale();
                    double middle = factors.of(reco, 0);
                    of[0] += weight;
                    of[1] += weight * factors.of(reco, 1) / middle;
                    of[2] += weight * factors.of(reco, 2) / middle;
                }
            }
        }
        var effects = new ArrayList<Effect>();
        sums.forEach((component, sum) -> {
            for (int c = 0; c < sum.length; c++) {
                for (int i = 0; i < bins; i++) {
                    double[] of = sum[c][i];
                    if (of[0] > 0 && (of[1] != of[0] || of[2] != of[0])) {
                        effects.add(new YieldEffect(
                                new Target(
                                        component,
                                        "",
                                        analysis.categories().get(c).id(),
                                        nominal.observable()
                                                .reconstructed()
                                                .bins()
                                                .get(i)
                                                .label()),
                                of[1] / of[0] - 1,
                                of[2] / of[0] - 1));
                    }
                }
            }
        });
        return effects;
    }
}

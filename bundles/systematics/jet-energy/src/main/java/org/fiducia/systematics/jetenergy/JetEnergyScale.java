package org.fiducia.systematics.jetenergy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
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
import org.fiducia.api.measurement.Sample;
import org.osgi.service.component.annotations.Component;

/**
 * Jet energy scale: for each source the jets of every simulated candidate are scaled up and down, selected anew, and the
 * observable is binned again. What a reco bin gains or loses becomes a log-normal change of its yields, one for the signal
 * and one for each background of which the simulation has the name of the component; final states are added up, since jets
 * know nothing of them. An observable that no jet can move has no such nuisance.
 *
 * <p>One declaration has {@code source}: {@code jet-energy}, {@code name}, {@code group} and {@code size}: the relative
 * uncertainty, a number or a list of [largest |η|, size] with rising |η|; beyond the last there is none.
 */
@Component(service = NuisanceSource.class)
public final class JetEnergyScale implements NuisanceSource, Configured {
    private static final String SIGNAL = "signal";

    /** A bin cannot lose more: the logarithm of what is left stays finite. */
    private static final double MOST = -0.95;

    @Override
    public String id() {
        return "jet-energy";
    }

    @Override
    public String title() {
        return "jet energy scale, with jets selected anew";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("source", id());
        settings.text("name");
        settings.text("group", "jets");
        sizes(settings);
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        var nuisances = new ArrayList<Nuisance>();
        for (Settings settings : declarations) {
            String name = settings.text("name");
            String group = settings.text("group", "jets");
            double[][] sizes = sizes(settings);
            check(nominal.analysis(), settings);
            List<BinnedSample> harder = shifted(nominal, settings.path(), sizes, 1);
            List<BinnedSample> softer = shifted(nominal, settings.path(), sizes, -1);
            if (!moved(nominal.samples(), harder) && !moved(nominal.samples(), softer)) {
                continue;
            }
            Map<String, double[]> before = yields(nominal, nominal.samples());
            Map<String, double[]> up = yields(nominal, harder);
            Map<String, double[]> down = yields(nominal, softer);
            var effects = new ArrayList<Effect>();
            before.forEach((component, events) -> {
                double[] harderEvents = Objects.requireNonNull(up.get(component), "the same components");
                double[] softerEvents = Objects.requireNonNull(down.get(component), "the same components");
                for (int i = 0; i < events.length; i++) {
                    double more = change(events[i], harderEvents[i]);
                    double less = change(events[i], softerEvents[i]);
                    if (more != 0 || less != 0) {
                        String label = nominal.observable()
                                .reconstructed()
                                .bins()
                                .get(i)
                                .label();
                        effects.add(new YieldEffect(new Target(component, "", "", label), more, less));
                    }
                }
            });
            if (!effects.isEmpty()) {
                nuisances.add(new Nuisance(name, group, effects));
            }
        }
        return ModelPart.of(nuisances);
    }

    private static double change(double before, double after) {
        return before > 0 ? Math.max(MOST, after / before - 1) : 0;
    }

    private static double[][] sizes(Settings settings) {
        Object value = settings.values().get("size");
        if (settings.has("size") && value instanceof List<?> list) {
            var sizes = new double[list.size()][];
            for (int k = 0; k < sizes.length; k++) {
                if (!(list.get(k) instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof Number eta
                        && pair.get(1) instanceof Number size)) {
                    throw settings.wrong("size", "a number or a list of [largest |η|, size]");
                }
                sizes[k] = new double[] {eta.doubleValue(), size.doubleValue()};
                if (!valid(sizes[k][1]) || (k > 0 && sizes[k][0] <= sizes[k - 1][0])) {
                    throw settings.wrong("size", "sizes between 0 and .2 for rising |η|");
                }
            }
            return sizes;
        }
        double size = settings.real("size");
        if (!valid(size)) {
            throw settings.wrong("size", "between 0 and .2");
        }
        return new double[][] {{Double.POSITIVE_INFINITY, size}};
    }

    /** Candidates remember jets down to a fifth below the threshold. */
    private static boolean valid(double size) {
        return size >= 0 && size <= 0.2;
    }

    private static List<BinnedSample> shifted(Nominal nominal, String path, double[][] sizes, int sign) {
        return nominal.varied(
                path + (sign > 0 ? " up" : " down"),
                candidate -> candidate.withJets(jet -> {
                    double factor = 1 + sign * size(sizes, Math.abs(jet.eta()));
                    return new FourMomentum(factor * jet.px(), factor * jet.py(), factor * jet.pz(), factor * jet.e());
                }));
    }

    private static double size(double[][] sizes, double eta) {
        for (double[] size : sizes) {
            if (eta < size[0]) {
                return size[1];
            }
        }
        return 0;
    }

    /** Whether any event is in another bin. */
    private static boolean moved(List<BinnedSample> nominal, List<BinnedSample> varied) {
        var bins = new HashMap<Sample, int[]>();
        nominal.forEach(sample -> bins.put(sample.sample(), sample.recoBin()));
        return varied.stream().anyMatch(s -> !Arrays.equals(bins.get(s.sample()), s.recoBin()));
    }

    /** Selected events per component and reco bin, in any unit. */
    private static Map<String, double[]> yields(Nominal nominal, List<BinnedSample> samples) {
        Analysis analysis = nominal.analysis();
        List<BinnedSample> simulated = analysis.nominal(samples);
        Map<String, double[]> yields = new TreeMap<>();
        for (BinnedSample sample : samples) {
            boolean signal = sample.sample().role() == Role.SIGNAL;
            String component = signal ? SIGNAL : sample.sample().process();
            if (sample.sample().role() == Role.DATA
                    || !nominal.components().contains(component)
                    || (signal && !simulated.contains(sample))) {
                continue;
            }
            double[] bins = yields.computeIfAbsent(
                    component,
                    name -> new double[nominal.observable().reconstructed().size()]);
            double share = analysis.eras().stream()
                    .filter(era -> sample.sample().serves(era))
                    .mapToDouble(era -> era.luminosity())
                    .sum();
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                int bin = sample.recoBin()[e];
                if (bin >= 0 && sample.fitted()[e]) {
                    bins[bin] += share * sample.sample().scale() * event.selectedWeight();
                }
            }
        }
        return yields;
    }
}

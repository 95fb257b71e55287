package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleBiFunction;
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
import org.fiducia.classification.stxs.TheoryUncertainties.Migration;
import org.fiducia.classification.stxs.TheoryUncertainties.Yield;
import org.osgi.service.component.annotations.Component;

/**
 * Theory inside of bins that are measured together: migrations and yields change their shares, and with them what is selected of a cross section that
 * stays. Between what is measured they belong to the prediction, and are in no nuisance. A declaration may have {@code definition}, as the
 * classification has it, {@code uncertainties}, a file in the place of what is shipped, and {@code group}; without one, what is shipped is meant.
 */
@Component(service = NuisanceSource.class)
public final class TheoryNuisances implements NuisanceSource, Configured {
    private static final String SIGNAL = "signal";
    private static final String GROUP = "signal theory";

    /** Relative changes of a yield that are not worth a nuisance. */
    private static final double NEGLIGIBLE = 1e-6;

    @Override
    public String id() {
        return TheorySettings.ID;
    }

    @Override
    public String title() {
        return "theory inside of template cross sections that are measured together";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        settings.text("source", id());
        settings.text("group", GROUP);
        TheorySettings.of(settings);
        settings.refuseUnknown();
    }

    @Override
    public ModelPart part(Nominal nominal, List<Settings> declarations) {
        if (!nominal.observable().id().equals(TheorySettings.ID)) {
            return ModelPart.EMPTY;
        }
        if (declarations.size() > 1) {
            throw declarations.get(1).wrong("source", "a source of which there is one declaration");
        }
        Settings settings = declarations.isEmpty() ? Settings.none() : declarations.get(0);
        check(nominal.analysis(), settings);
        TheorySettings theory = TheorySettings.of(settings);
        var changes = new Changes(nominal, theory.definition());
        String group = settings.text("group", GROUP);
        var nuisances = new ArrayList<Nuisance>();
        for (Migration migration : theory.uncertainties().migrations(theory.definition(), changes.cells.byBin())) {
            Map<String, Double> moved = migration.changes();
            changes.add(
                    nuisances,
                    new Nuisance(migration.name(), group, List.of()),
                    (process, bin) -> 1 + moved.getOrDefault(bin, 0.0),
                    (process, bin) -> 1 - moved.getOrDefault(bin, 0.0));
        }
        for (Yield yield : theory.uncertainties().yields()) {
            changes.add(
                    nuisances,
                    new Nuisance(yield.name(), group, List.of()),
                    (process, bin) -> yield.processes().contains(process) ? 1 + yield.up() : 1,
                    (process, bin) -> yield.processes().contains(process) ? 1 - yield.down() : 1);
        }
        return ModelPart.of(nuisances);
    }

    /** What other shares of the bins make of the selected events of the same cross sections. */
    private static final class Changes {
        private final Nominal nominal;
        private final Definition definition;
        private final Cells cells;
        private final double[] sigma;
        private final List<BinnedSample> signal;

        /** Of each event of each sample of the signal that is measured, the place of its bin in the definition. */
        private final List<int[]> places = new ArrayList<>();

        Changes(Nominal nominal, Definition definition) {
            this.nominal = nominal;
            this.definition = definition;
            cells = Cells.of(nominal, definition);
            sigma = cells.changed(cells.sigma(), nominal.observable().binning().size(), (process, bin) -> 1);
            signal = nominal.analysis().nominal(nominal.samples());
            for (BinnedSample sample : signal) {
                var of = new int[sample.fiducialBin().length];
                for (int e = 0; e < of.length; e++) {
                    of[e] = sample.fiducialBin()[e] < 0
                            ? -1
                            : definition
                                    .bins()
                                    .indexOf(Cells.bin(
                                            definition,
                                            sample.sample().process(),
                                            sample.events().get(e).fiducial()));
                }
                places.add(of);
            }
        }

        /** Adds the nuisance with its effects, if it has any. */
        void add(
                List<Nuisance> nuisances,
                Nuisance plain,
                ToDoubleBiFunction<String, String> up,
                ToDoubleBiFunction<String, String> down) {
            if (!inside(up) && !inside(down)) {
                return;
            }
            List<Effect> effects = effects(response(up), response(down));
            if (!effects.isEmpty()) {
                nuisances.add(new Nuisance(plain.name(), plain.group(), effects));
            }
        }

        /** Whether shares of anything that is measured change. */
        private boolean inside(ToDoubleBiFunction<String, String> factor) {
            double[] changed = changed(factor);
            return cells.sigma().entrySet().stream()
                    .anyMatch(mode -> mode.getValue().keySet().stream().anyMatch(bin -> {
                        int j = Objects.requireNonNull(cells.measured().get(bin), bin);
                        double share = factor.applyAsDouble(mode.getKey(), bin) * sigma[j] / changed[j];
                        return Math.abs(share - 1) > NEGLIGIBLE;
                    }));
        }

        private double[] changed(ToDoubleBiFunction<String, String> factor) {
            return cells.changed(cells.sigma(), sigma.length - 1, factor);
        }

        private Response response(ToDoubleBiFunction<String, String> factor) {
            double[] changed = changed(factor);
            var samples = new ArrayList<BinnedSample>();
            for (BinnedSample sample : nominal.samples()) {
                int at = signal.indexOf(sample);
                if (at < 0) {
                    samples.add(sample);
                    continue;
                }
                double[] factors = definition.bins().stream()
                        .mapToDouble(bin -> {
                            Integer j = cells.measured().get(bin.name());
                            return j == null
                                    ? 1
                                    : factor.applyAsDouble(sample.sample().process(), bin.name())
                                            * sigma[j]
                                            / changed[j];
                        })
                        .toArray();
                int[] of = places.get(at);
                samples.add(sample.withEvents(
                        (e, event) -> of[e] < 0 ? event : event.withWeight(event.weight() * factors[of[e]])));
            }
            return nominal.response(samples);
        }

        private List<Effect> effects(Response up, Response down) {
            Response response = nominal.response();
            var effects = new ArrayList<Effect>();
            for (int era = 0; era < nominal.analysis().eras().size(); era++) {
                for (int c = 0; c < response.categories(); c++) {
                    for (int i = 0; i < response.recoBins(); i++) {
                        double before = events(response, response.smOf(c), era, c, i);
                        if (!(before > 0)) {
                            continue;
                        }
                        double more = events(up, response.smOf(c), era, c, i) / before - 1;
                        double less = events(down, response.smOf(c), era, c, i) / before - 1;
                        if (Math.max(Math.abs(more), Math.abs(less)) > NEGLIGIBLE) {
                            effects.add(new YieldEffect(
                                    new Target(
                                            SIGNAL,
                                            nominal.analysis().eras().get(era).name(),
                                            nominal.analysis()
                                                    .categories()
                                                    .get(c)
                                                    .id(),
                                            nominal.observable()
                                                    .reconstructed()
                                                    .bins()
                                                    .get(i)
                                                    .label()),
                                    more,
                                    less));
                        }
                    }
                }
            }
            return effects;
        }

        /** Expected resonant events per fb⁻¹ for given cross sections. */
        private static double events(Response response, double[] sigma, int era, int c, int i) {
            double sum = 0;
            for (int j = 0; j < response.fiducialBins(); j++) {
                sum += response.efficiency()[era][c][i][j] * sigma[j];
            }
            return sum * (1 + response.nonFiducial()[era][c][i]);
        }
    }
}

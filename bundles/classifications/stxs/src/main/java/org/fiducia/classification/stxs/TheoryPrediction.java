package org.fiducia.classification.stxs;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.classification.stxs.TheoryUncertainties.Migration;
import org.fiducia.classification.stxs.TheoryUncertainties.Yield;
import org.osgi.service.component.annotations.Component;

/**
 * How well template cross sections are predicted: migrations across the boundaries of bins, of which the sum of all bins knows nothing, yields of
 * production modes, and the statistics of the simulation, in quadrature. Settings: {@code definition} as the classification has it; {@code
 * uncertainties}, a file in the place of what is shipped; {@code branchingRatio}, a relative uncertainty of all.
 */
@Component(service = PredictionUncertainty.class)
public final class TheoryPrediction implements PredictionUncertainty, Configured {
    @Override
    public String id() {
        return TheorySettings.ID;
    }

    @Override
    public String title() {
        return "migrations across the boundaries of template cross sections, and yields of production modes";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        branchingRatio(settings);
        TheorySettings.of(settings);
        settings.refuseUnknown();
    }

    private static double branchingRatio(Settings settings) {
        double ratio = settings.real("branchingRatio", 0);
        if (!(ratio >= 0)) {
            throw settings.wrong("branchingRatio", "a relative uncertainty of at least 0");
        }
        return ratio;
    }

    @Override
    public List<Uncertainty> uncertainties(Nominal nominal, Settings settings) {
        TheorySettings theory = TheorySettings.of(settings);
        double ratio = branchingRatio(settings);
        settings.refuseUnknown();
        int n = nominal.observable().binning().size();
        Cells cells = Cells.of(nominal, theory.definition());
        double[] all = cells.changed(cells.sigma(), n, (process, bin) -> ratio);
        double[] down = cells.changed(cells.squares(), n, (process, bin) -> 1);
        for (int j = 0; j <= n; j++) {
            down[j] += all[j] * all[j];
        }
        double[] up = down.clone();
        for (Migration migration : theory.uncertainties().migrations(theory.definition(), cells.byBin())) {
            double[] moved = cells.changed(
                    cells.sigma(), n, (process, bin) -> migration.changes().getOrDefault(bin, 0.0));
            add(down, moved);
            add(up, moved);
        }
        for (Yield yield : theory.uncertainties().yields()) {
            add(
                    down,
                    cells.changed(
                            cells.sigma(),
                            n,
                            (process, bin) -> yield.processes().contains(process) ? yield.down() : 0));
            add(
                    up,
                    cells.changed(
                            cells.sigma(),
                            n,
                            (process, bin) -> yield.processes().contains(process) ? yield.up() : 0));
        }
        var found = new ArrayList<Uncertainty>();
        for (int j = 0; j <= n; j++) {
            found.add(new Uncertainty(Math.sqrt(down[j]), Math.sqrt(up[j])));
        }
        return found;
    }

    private static void add(double[] squares, double[] moved) {
        for (int j = 0; j < squares.length; j++) {
            squares[j] += moved[j] * moved[j];
        }
    }
}

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

    /**
     * A cause of uncertainty.
     *
     * @param down change of every bin and of their sum at minus one standard deviation, with the sign of {@code up}
     * @param up likewise at plus one
     */
    private record Cause(double[] down, double[] up) {
        static Cause both(double[] change) {
            return new Cause(change, change);
        }
    }

    /** Causes that move several bins, the sum of all last. */
    private static List<Cause> common(Cells cells, TheorySettings theory, double ratio, int n) {
        var causes = new ArrayList<Cause>();
        if (ratio > 0) {
            causes.add(Cause.both(cells.changed(cells.sigma(), n, (process, bin) -> ratio)));
        }
        for (Migration migration : theory.uncertainties().migrations(theory.definition(), cells.byBin())) {
            causes.add(Cause.both(cells.changed(
                    cells.sigma(), n, (process, bin) -> migration.changes().getOrDefault(bin, 0.0))));
        }
        for (Yield yield : theory.uncertainties().yields()) {
            causes.add(new Cause(
                    cells.changed(
                            cells.sigma(),
                            n,
                            (process, bin) -> yield.processes().contains(process) ? yield.down() : 0),
                    cells.changed(
                            cells.sigma(),
                            n,
                            (process, bin) -> yield.processes().contains(process) ? yield.up() : 0)));
        }
        return causes;
    }

    @Override
    public List<Uncertainty> uncertainties(Nominal nominal, Settings settings) {
        TheorySettings theory = TheorySettings.of(settings);
        double ratio = branchingRatio(settings);
        settings.refuseUnknown();
        int n = nominal.observable().binning().size();
        Cells cells = Cells.of(nominal, theory.definition());
        double[] down = cells.changed(cells.squares(), n, (process, bin) -> 1);
        double[] up = down.clone();
        for (Cause cause : common(cells, theory, ratio, n)) {
            add(down, cause.down());
            add(up, cause.up());
        }
        var found = new ArrayList<Uncertainty>();
        for (int j = 0; j <= n; j++) {
            found.add(new Uncertainty(Math.sqrt(down[j]), Math.sqrt(up[j])));
        }
        return found;
    }

    /** The migrations, the yields, the branching ratio, and the statistics of the simulation in each bin. */
    @Override
    public List<double[]> causes(Nominal nominal, Settings settings) {
        TheorySettings theory = TheorySettings.of(settings);
        double ratio = branchingRatio(settings);
        settings.refuseUnknown();
        int n = nominal.observable().binning().size();
        Cells cells = Cells.of(nominal, theory.definition());
        var causes = new ArrayList<double[]>();
        for (Cause cause : common(cells, theory, ratio, n)) {
            double[] change = new double[n];
            for (int j = 0; j < n; j++) {
                change[j] = 0.5 * (cause.down()[j] + cause.up()[j]);
            }
            causes.add(change);
        }
        double[] squares = cells.changed(cells.squares(), n, (process, bin) -> 1);
        for (int j = 0; j < n; j++) {
            double[] change = new double[n];
            change[j] = Math.sqrt(squares[j]);
            causes.add(change);
        }
        return causes;
    }

    private static void add(double[] squares, double[] moved) {
        for (int j = 0; j < squares.length; j++) {
            squares[j] += moved[j] * moved[j];
        }
    }
}

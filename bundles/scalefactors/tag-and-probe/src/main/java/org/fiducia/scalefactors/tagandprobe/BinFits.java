package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;

/**
 * All fits of a bin.
 *
 * @param data probes of data
 * @param simulation probes of simulation, null for none
 * @param dataFits one per model
 * @param simulationFits one per model; empty without simulation
 */
record BinFits(Probes data, @Nullable Probes simulation, List<PairFit> dataFits, List<PairFit> simulationFits) {
    BinFits {
        dataFits = List.copyOf(dataFits);
        simulationFits = List.copyOf(simulationFits);
    }

    /** Fits simulation, whose line shapes are the starts in data, then data. */
    static BinFits of(FitTools tools, Setting setting, Probes data, @Nullable Probes simulation, Progress progress) {
        var fitter = new SideFitter(tools, setting);
        var simulationFits = new ArrayList<PairFit>();
        LineShape unknown = LineShape.unknown(setting.resonance());
        LineShape[] line = {unknown, unknown};
        var best = new SideFit[2];
        if (simulation != null) {
            for (FitModel model : FitModel.ALL) {
                if (model.otherBackground() && !setting.simulatedBackground()) {
                    simulationFits.add(
                            simulationFits.get(model.otherSignal() ? 1 : 0).as(model));
                    progress.advance(1);
                    continue;
                }
                PairFit fit = pair(
                        fitter,
                        tools,
                        setting,
                        model,
                        simulation,
                        simulation,
                        new LineShape[] {unknown, unknown},
                        setting.simulatedBackground(),
                        relative(simulationFits, model),
                        progress);
                simulationFits.add(fit);
                for (int s = 0; s < 2; s++) {
                    SideFit side = fit.sides().get(s);
                    boolean better = best[s] == null
                            || side.goodness().pValue() > best[s].goodness().pValue();
                    if (model.otherSignal() && side.converged() && better) {
                        best[s] = side;
                        line[s] = LineShape.of(side, setting.resonance());
                    }
                }
                progress.advance(1);
            }
        }
        var dataFits = new ArrayList<PairFit>();
        for (FitModel model : FitModel.ALL) {
            dataFits.add(pair(
                    fitter, tools, setting, model, data, simulation, line, true, relative(dataFits, model), progress));
            progress.advance(1);
        }
        return new BinFits(data, simulation, dataFits, simulationFits);
    }

    /** The fit with the same line shape and the nominal background, null when there is none that converged. */
    private static @Nullable PairFit relative(List<PairFit> done, FitModel model) {
        return done.stream()
                .filter(fit -> model.otherBackground()
                        && fit.model().otherSignal() == model.otherSignal()
                        && fit.sides().get(0).converged())
                .findFirst()
                .orElse(null);
    }

    private static PairFit pair(
            SideFitter fitter,
            FitTools tools,
            Setting setting,
            FitModel model,
            Probes probes,
            @Nullable Probes simulation,
            LineShape[] line,
            boolean background,
            @Nullable PairFit relative,
            Progress progress) {
        var sides = new ArrayList<SideFit>();
        for (int s = 0; s < 2; s++) {
            sides.add(fitter.fit(
                    PairFit.SIDES.get(s),
                    model,
                    probes.side(s),
                    simulation == null ? null : simulation.side(s),
                    line[s],
                    background,
                    relative == null ? null : relative.sides().get(s),
                    progress));
        }
        return PairFit.of(tools, setting, model, probes, sides, simulation, progress);
    }
}

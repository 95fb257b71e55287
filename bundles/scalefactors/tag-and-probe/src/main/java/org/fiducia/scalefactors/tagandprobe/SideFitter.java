package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.StatisticalModel;

/**
 * Finds the best description of one side: from several starts with the least free model, then, while χ² stays bad, with
 * models that have more freedom. Which starts and which models are tried depends on the spectra alone.
 */
final class SideFitter {
    /** A description at least this good is not improved further. */
    private static final double ENOUGH_P = 0.01;

    private static final double ENOUGH_MISFIT = 0.008;

    /** More freedom must pay: twice the log-likelihood that it gains, per model. */
    private static final double WORTH = 12;

    /** A gain that outweighs a limit or a missing convergence: the fit of both sides may still converge. */
    private static final double FAR = 100;

    private static final int STARTS = 4;

    private final FitTools tools;
    private final Setting setting;

    SideFitter(FitTools tools, Setting setting) {
        this.tools = tools;
        this.setting = setting;
    }

    /**
     * Fits.
     *
     * @param template simulated signal for the nominal line shape, null for none
     * @param line what is known of the analytic line shape
     * @param background whether there is any
     * @param relative a fit of the same spectrum and line shape with another background: its line shape is the start; null
     *     for none
     */
    SideFit fit(
            String side,
            FitModel model,
            Spectrum spectrum,
            @Nullable Spectrum template,
            LineShape line,
            boolean background,
            @Nullable SideFit relative,
            Progress progress) {
        boolean analytic = model.otherSignal() || template == null;
        List<Seed> seeds = Seed.of(spectrum, template, setting, STARTS);
        if (analytic) {
            seeds = seeds.stream()
                    .map(s -> s.smearedBy(line.sigma(), line.known() ? line.shift() : s.shift()))
                    .toList();
        }
        if (!background) {
            seeds = Seed.ofSignal(seeds.get(0), spectrum.sum(), setting);
        }
        Spectrum simulated = model.otherSignal() ? null : template;
        boolean convex = model.otherBackground() && setting.bernstein(); // any start leads to the same minimum
        List<Rung> rungs = background ? rungs(analytic, line, relative) : alone(analytic, line.convolved());
        SideFit best = null;
        for (int start = 0; start < (convex ? 1 : seeds.size()); start++) {
            // If no model was good, other starts are tried with the freest.
            int freest = background ? 1 : 3;
            for (Rung rung : start == 0 ? rungs : rungs.subList(Math.max(0, rungs.size() - freest), rungs.size())) {
                progress.checkCancelled();
                SideFit before = best == null ? relative : best;
                // More freedom begins where less ended. Another form, or a second Gaussian, is not found from where it
                // was not.
                Map<String, Double> values = start == 0
                                && before != null
                                && rung.twoGaussians() == before.model().rung().twoGaussians()
                                && rung.freeForm() == before.model().rung().freeForm()
                        ? before.byName()
                        : Map.of();
                var sideModel = new SideModel(
                        side, model, rung, setting, spectrum, template, line, seeds.get(start), background, values);
                SideFit found = attempt(sideModel, simulated, progress);
                if (best == null || better(found, best)) {
                    best = found;
                }
                if (enough(best)) {
                    return best;
                }
            }
            if (best != null && best.good(setting)) {
                return best;
            }
        }
        return Objects.requireNonNull(best, "there is a start and a model");
    }

    /** For signal alone: its own spectrum describes it, a line shape needs a second resolution or more that does not peak. */
    private static List<Rung> alone(boolean analytic, boolean convolved) {
        var rungs = new LinkedHashSet<Rung>();
        rungs.add(new Rung(false, false, false, false));
        if (analytic) {
            rungs.add(new Rung(false, false, true, false));
            rungs.add(new Rung(false, false, true, true));
            rungs.add(new Rung(false, convolved, true, false));
            rungs.add(new Rung(false, convolved, true, true));
        }
        return List.copyOf(rungs);
    }

    /** From the least free to the freest; with a line shape as free as that of a relative. */
    private static List<Rung> rungs(boolean analytic, LineShape shape, @Nullable SideFit relative) {
        boolean known = shape.known();
        boolean convolved = analytic && shape.convolved();
        var line = new LinkedHashSet<Rung>();
        line.add(new Rung(false, false, false, false));
        if (analytic && known) {
            line.add(new Rung(true, false, false, false));
        }
        if (analytic) {
            line.add(new Rung(known, false, true, false));
            line.add(new Rung(known, convolved, false, false));
        }
        line.add(new Rung(analytic && known, convolved, true, false));
        if (relative != null) { // nothing before it was good enough
            Rung least = relative.model().rung().ofLine();
            while (line.contains(least) && !line.iterator().next().equals(least)) {
                line.remove(line.iterator().next());
            }
        }
        var rungs = new ArrayList<Rung>();
        boolean first = true;
        for (Rung rung : line) {
            rungs.add(rung);
            // Simulation has little background to describe.
            if (!analytic
                    || rung.freeTails()
                    || rung.twoGaussians() && rung.freeForm() == convolved
                    || relative != null && first) {
                rungs.add(new Rung(rung.freeTails(), rung.freeForm(), rung.twoGaussians(), true));
            }
            first = false;
        }
        return rungs;
    }

    private boolean better(SideFit one, SideFit other) {
        double gain = 2 * (other.nll() - one.nll());
        if (Math.abs(gain) < FAR && one.converged() != other.converged()) {
            return one.converged();
        }
        if (Math.abs(gain) < FAR && one.atLimit().isEmpty() != other.atLimit().isEmpty()) {
            return one.atLimit().isEmpty();
        }
        return gain > WORTH;
    }

    private static boolean enough(SideFit fit) {
        return fit.converged()
                && fit.atLimit().isEmpty()
                && (fit.goodness().pValue() >= ENOUGH_P || fit.goodness().misfit() <= ENOUGH_MISFIT);
    }

    private SideFit attempt(SideModel sideModel, @Nullable Spectrum simulated, Progress progress) {
        var model =
                new StatisticalModel(sideModel.parameters(), sideModel.constraints(), List.of(sideModel.category()));
        Spectrum spectrum = sideModel.spectrum();
        Likelihood likelihood = tools.compiler()
                .compile(model, Dataset.histograms(List.of(spectrum.edges()), List.of(spectrum.entries())));
        FitResult fit = tools.fitter().fit(likelihood, model.initial(), false, progress);
        return SideFit.of(sideModel, likelihood, fit, 0, 0, simulated);
    }
}

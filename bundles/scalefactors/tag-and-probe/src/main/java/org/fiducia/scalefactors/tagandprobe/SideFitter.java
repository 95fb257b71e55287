package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
     * @param known what is known of the analytic line shape from simulation; null for nothing
     */
    SideFit fit(String side, FitModel model, Spectrum spectrum, Spectrum template, LineShape known, Progress progress) {
        boolean analytic = model.otherSignal() || template == null;
        List<Seed> seeds = Seed.of(spectrum, template, setting, STARTS);
        if (analytic) {
            double sigma = known == null ? 2 * setting.resonance().resolution() : known.sigma();
            double shift = known == null ? 0 : known.shift();
            seeds = seeds.stream().map(s -> s.smearedBy(sigma, shift)).toList();
        }
        Tails tails = known == null ? Tails.UNKNOWN : known.tails();
        Spectrum simulated = model.otherSignal() ? null : template;
        SideFit best = null;
        for (Rung rung : rungs(analytic && tails.known())) {
            SideFit before = best;
            SideFit found = null;
            int starts = before == null ? seeds.size() : 2;
            for (int k = 0; k < starts && (found == null || !enough(found)); k++) {
                progress.checkCancelled();
                // More freedom begins where less ended, then anew.
                boolean nested = before != null && k == 0;
                Seed seed = seeds.get(before == null ? k : 0);
                Map<String, Double> values = nested ? before.byName() : Map.of();
                var sideModel = new SideModel(side, model, rung, setting, spectrum, template, tails, seed, values);
                SideFit fit = attempt(sideModel, simulated, progress);
                if (found == null || lower(fit, found)) {
                    found = fit;
                }
            }
            if (best == null || better(found, best)) {
                best = found;
            }
            if (enough(best)) {
                break;
            }
        }
        return best;
    }

    private static List<Rung> rungs(boolean tails) {
        var rungs = new ArrayList<Rung>();
        rungs.add(Rung.LEAST);
        if (tails) {
            rungs.add(new Rung(true, false, false));
        }
        rungs.add(new Rung(tails, false, true));
        rungs.add(new Rung(tails, true, false));
        rungs.add(new Rung(tails, true, true));
        return rungs;
    }

    private boolean better(SideFit one, SideFit other) {
        if (one.converged() != other.converged()) {
            return one.converged();
        }
        if (one.atLimit().isEmpty() != other.atLimit().isEmpty()) {
            return one.atLimit().isEmpty();
        }
        return 2 * (other.nll() - one.nll()) > WORTH;
    }

    private static boolean enough(SideFit fit) {
        return fit.converged()
                && fit.atLimit().isEmpty()
                && (fit.goodness().pValue() >= ENOUGH_P || fit.goodness().misfit() <= ENOUGH_MISFIT);
    }

    private static boolean lower(SideFit one, SideFit other) {
        return one.converged() == other.converged() ? one.nll() < other.nll() - 0.01 : one.converged();
    }

    private SideFit attempt(SideModel sideModel, Spectrum simulated, Progress progress) {
        var model =
                new StatisticalModel(sideModel.parameters(), sideModel.constraints(), List.of(sideModel.category()));
        Spectrum spectrum = sideModel.spectrum();
        Likelihood likelihood = tools.compiler()
                .compile(model, Dataset.histograms(List.of(spectrum.edges()), List.of(spectrum.entries())));
        FitResult fit = tools.fitter().fit(likelihood, model.initial(), false, progress);
        return SideFit.of(sideModel, likelihood, fit, 0, 0, simulated);
    }
}

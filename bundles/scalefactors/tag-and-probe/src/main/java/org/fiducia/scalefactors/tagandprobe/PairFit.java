package org.fiducia.scalefactors.tagandprobe;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Probes that passed and failed, fitted in one model.
 *
 * @param model which of the four
 * @param sides the parts of it that belong to passed and failed
 * @param events numbers of signal probes that passed and failed, in units of the histograms
 * @param errors their uncertainties
 * @param efficiency from them
 * @param flags why it must not be used; empty for a good fit
 * @param statistical the fitted model, start values at the best fit
 */
record PairFit(
        FitModel model,
        List<SideFit> sides,
        double[] events,
        double[] errors,
        Efficiency efficiency,
        List<String> flags,
        StatisticalModel statistical) {
    /** Names of the sides. */
    static final List<String> SIDES = List.of("pass", "fail");

    PairFit {
        sides = List.copyOf(sides);
        flags = List.copyOf(flags);
    }

    /** The same as the fit of another model, where both are one: they differ in the background, and there is none. */
    PairFit as(FitModel other) {
        return new PairFit(other, sides, events, errors, efficiency, flags, statistical);
    }

    /** Whether it may be used. */
    boolean good() {
        return flags.isEmpty();
    }

    /** The worse description of the two sides. */
    Goodness worse() {
        Goodness pass = sides.get(0).goodness();
        Goodness fail = sides.get(1).goodness();
        return pass.chi2() / pass.ndf() > fail.chi2() / fail.ndf() ? pass : fail;
    }

    /** Fits both sides at once, from what was found for each. */
    static PairFit of(
            FitTools tools,
            Setting setting,
            FitModel model,
            Probes probes,
            List<SideFit> found,
            @Nullable Probes simulation,
            Progress progress) {
        var parameters = new ArrayList<Parameter>();
        var constraints = new ArrayList<Constraint>();
        var categories = new ArrayList<ModelCategory>();
        for (SideFit side : found) {
            for (int i = 0; i < side.values().length; i++) {
                parameters.add(side.model().parameters().get(i).startingAt(side.values()[i]));
            }
            constraints.addAll(side.model().constraints());
            categories.add(side.model().category());
        }
        var statistical = new StatisticalModel(parameters, constraints, categories);
        Likelihood likelihood = tools.compiler().compile(statistical, data(probes));
        FitResult fit = tools.fitter().fit(likelihood, statistical.initial(), true, progress);
        var sides = new ArrayList<SideFit>();
        var flags = new ArrayList<String>();
        if (!fit.converged()) {
            flags.add("did not converge (" + fit.status() + ")");
        }
        var events = new double[2];
        var errors = new double[2];
        int offset = 0;
        for (int s = 0; s < 2; s++) {
            SideModel sideModel = found.get(s).model();
            Spectrum template = simulation == null || model.otherSignal() ? null : simulation.side(s);
            SideFit side = SideFit.of(sideModel, likelihood, fit, s, offset, template);
            sides.add(side);
            double weight = probes.side(s).weight();
            events[s] = weight * fit.parameters()[offset]; // the first parameter of a side
            errors[s] = weight * (fit.covariance() == null ? Double.NaN : fit.error(offset));
            offset += side.values().length;
            side.atLimit().forEach(name -> flags.add(name + " at its limit"));
            Goodness g = side.goodness();
            if (!g.good(setting)) {
                flags.add(SIDES.get(s) + ": χ²/ndf = "
                        + String.format(java.util.Locale.ROOT, "%.0f/%d", g.chi2(), g.ndf()));
            }
            if (fit.converged() && !(errors[s] > 0)) {
                flags.add("no uncertainty of the " + SIDES.get(s) + "ing events");
            }
        }
        return new PairFit(
                model,
                sides,
                events,
                errors,
                Efficiency.of(events[0], errors[0], events[1], errors[1]),
                flags,
                at(statistical, fit.parameters()));
    }

    private static StatisticalModel at(StatisticalModel model, double[] values) {
        var parameters = new ArrayList<Parameter>();
        for (int i = 0; i < values.length; i++) {
            Parameter p = model.parameters().get(i);
            parameters.add(p.startingAt(Math.max(p.lower(), Math.min(p.upper(), values[i]))));
        }
        return new StatisticalModel(parameters, model.constraints(), model.categories());
    }

    private static Dataset data(Probes probes) {
        return Dataset.histograms(
                List.of(probes.pass().edges(), probes.fail().edges()),
                List.of(probes.pass().entries(), probes.fail().entries()));
    }
}

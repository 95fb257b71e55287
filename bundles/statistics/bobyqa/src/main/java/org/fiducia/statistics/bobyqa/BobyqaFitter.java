package org.fiducia.statistics.bobyqa;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.statistics.hesse.EdgeFit;
import org.osgi.service.component.annotations.Component;

/**
 * Minimiser without derivatives, for cross-checks: M. J. D. Powell's BOBYQA (Cambridge NA2009/06) as Commons Math has it.
 * Of what that library offers it is the one for this: it knows limits, needs few values for tens of parameters because it
 * builds a quadratic model, and goes the same way every time; Nelder and Mead's simplex loses its way with more than ten,
 * Powell's method knows no limits, and CMA-ES needs many times more values and random numbers. Only the verdict on its end,
 * EDM and covariance, takes derivatives. See {@link QuadraticModelSearch}.
 */
@Component(service = Fitter.class)
public final class BobyqaFitter implements Fitter {
    @Override
    public String id() {
        return "bobyqa";
    }

    @Override
    public String title() {
        return "Powell's BOBYQA without derivatives, for cross-checks";
    }

    @Override
    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
        return EdgeFit.run(
                likelihood,
                start,
                covariance,
                progress,
                (of, from, wanted, near) -> new QuadraticModelSearch(of, from, progress).run(wanted),
                EdgeFit.COARSE);
    }
}

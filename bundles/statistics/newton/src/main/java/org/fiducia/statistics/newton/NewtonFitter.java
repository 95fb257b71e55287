package org.fiducia.statistics.newton;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.statistics.hesse.EdgeFit;
import org.osgi.service.component.annotations.Component;

/**
 * Second-order minimiser: Fisher scoring far from the minimum, Newton's method with the exact Hessian near it, damped
 * (Levenberg) where a step does not lower the likelihood as foreseen. The matrix is kept for several steps as long as
 * these converge fast; only the gradient is computed anew. See {@link Minimisation}.
 */
@Component(
        service = Fitter.class,
        property = {"fitter=newton", "service.ranking:Integer=100"})
public final class NewtonFitter implements Fitter {
    @Override
    public String id() {
        return "newton";
    }

    @Override
    public String title() {
        return "Fisher scoring and Newton's method with exact derivatives";
    }

    @Override
    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
        return EdgeFit.run(
                likelihood,
                start,
                covariance,
                progress,
                (of, from, wanted, near) -> new Minimisation(of, from, near, progress).run(wanted),
                EdgeFit.FINE);
    }
}

package org.fiducia.statistics.metric;

import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.statistics.hesse.EdgeFit;
import org.osgi.service.component.annotations.Component;

/**
 * Variable-metric minimiser after the manner of MIGRAD, with exact gradients: an estimate V of the inverse Hessian, better
 * after every step (BFGS), leads to the minimum. See {@link Descent}. Needs no second derivatives but for the covariance.
 */
@Component(service = Fitter.class)
public final class VariableMetricFitter implements Fitter {
    @Override
    public String id() {
        return "variable-metric";
    }

    @Override
    public String title() {
        return "variable-metric (BFGS) minimiser with exact gradients, as MIGRAD";
    }

    @Override
    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
        return EdgeFit.run(
                likelihood,
                start,
                covariance,
                progress,
                (of, from, wanted, near) -> new Descent(of, from, progress).run(wanted),
                EdgeFit.FINE);
    }
}

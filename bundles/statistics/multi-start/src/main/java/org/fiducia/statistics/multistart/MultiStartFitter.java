package org.fiducia.statistics.multistart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * For likelihoods with several minima, or a minimum that looks suspicious: fits from the start and from {@value #OTHERS}
 * other places, always the same ones, and takes the lowest minimum. The message says which start won and how many agree.
 *
 * <p>The other places are points of Halton's sequence (Numer. Math. 2 (1960) 84), each parameter within {@value #WIDTH}
 * steps of its start and its limits, or over the whole range of its limits where that is smaller.
 */
@Component(service = Fitter.class)
public final class MultiStartFitter implements Fitter {
    static final int OTHERS = 12;
    static final double WIDTH = 4;

    /** Minima whose NLL differ by less are the same. */
    private static final double SAME = 1e-5;

    private static final int[] PRIMES = {2, 3, 5, 7, 11, 13};
    private static final double GOLDEN = 0.6180339887498949;

    private final Fitter fitter;

    /** With the fitter that is used from each start. */
    @Activate
    public MultiStartFitter(@Reference(target = "(fitter=newton)") Fitter fitter) {
        this.fitter = fitter;
    }

    @Override
    public String id() {
        return "multi-start";
    }

    @Override
    public String title() {
        return "lowest of several minima, by " + fitter.id() + " from " + (OTHERS + 1) + " starts";
    }

    @Override
    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
        List<Parameter> parameters = likelihood.model().parameters();
        FitResult[] fits = new FitResult[OTHERS + 1];
        int won = 0;
        int calls = 0;
        for (int s = 0; s <= OTHERS; s++) {
            progress.checkCancelled();
            fits[s] = fitter.fit(likelihood, s == 0 ? start : place(parameters, start, s), covariance, progress);
            calls += fits[s].calls();
            won = better(fits[s], fits[won]) ? s : won;
        }
        FitResult best = fits[won];
        return new FitResult(
                best.status(),
                message(fits, won),
                best.parameters(),
                best.nll(),
                best.edm(),
                calls,
                best.covariance(),
                best.conditionNumber(),
                best.atLimit(),
                best.edges());
    }

    /**
     * An end where the slope is 0 is better than any other, a lower one than a higher; of two as low as each other the one
     * that is no minimum counts: what the data do not determine they do not determine from any start.
     */
    private static boolean better(FitResult a, FitResult b) {
        if (level(a) != level(b)) {
            return level(a);
        }
        return a.nll() < b.nll() - SAME || a.nll() < b.nll() + SAME && level(a) && b.converged() && !a.converged();
    }

    private static boolean level(FitResult fit) {
        return fit.converged() || fit.status() == Status.HESSIAN_NOT_POSITIVE;
    }

    private static String message(FitResult[] fits, int won) {
        FitResult best = fits[won];
        if (!best.converged()) {
            long minima = Stream.of(fits).filter(FitResult::converged).count();
            return best.message() + "; " + minima + " of " + fits.length
                    + " starts lead to a minimum, none to a lower one";
        }
        int agree = 0;
        int others = 0;
        double next = Double.POSITIVE_INFINITY;
        for (FitResult fit : fits) {
            if (fit.converged() && fit.nll() < best.nll() + SAME) {
                agree++;
            } else if (fit.converged()) {
                others++;
                next = Math.min(next, fit.nll() - best.nll());
            }
        }
        if (agree == fits.length) {
            return best.message();
        }
        var text = new StringBuilder(best.message()).append(best.message().isEmpty() ? "" : "; ");
        text.append(won == 0 ? "the given start won" : "start " + won + " of " + (fits.length - 1) + " others won");
        text.append(": ").append(agree).append(" of ").append(fits.length).append(" starts lead to this minimum");
        if (others > 0) {
            text.append(String.format(Locale.ROOT, ", %d to others, the next %.3g higher", others, next));
        }
        int failed = fits.length - agree - others;
        return text.append(failed > 0 ? ", " + failed + " to none" : "").toString();
    }

    private static double[] place(List<Parameter> parameters, double[] start, int s) {
        double[] place = start.clone();
        int dimension = 0;
        for (int i = 0; i < place.length; i++) {
            Parameter parameter = parameters.get(i);
            if (!parameter.fixed()) {
                double lo = Math.max(parameter.lower(), start[i] - WIDTH * parameter.step());
                double hi = Math.min(parameter.upper(), start[i] + WIDTH * parameter.step());
                place[i] = lo + (hi - lo) * halton(s, dimension++);
            }
        }
        return place;
    }

    /** Digits of the number in a prime base, mirrored at the point, with a shift of its own for each dimension. */
    private static double halton(int number, int dimension) {
        int base = PRIMES[dimension % PRIMES.length];
        double value = 0;
        double digit = 1.0 / base;
        for (int n = number; n > 0; n /= base) {
            value += digit * (n % base);
            digit /= base;
        }
        double shifted = value + dimension * GOLDEN;
        return shifted - Math.floor(shifted);
    }
}

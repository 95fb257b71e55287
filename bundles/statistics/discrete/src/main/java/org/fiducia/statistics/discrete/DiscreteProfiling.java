package org.fiducia.statistics.discrete;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Parameter;

/**
 * Lets any fitter minimise over choices between functions as well (P. D. Dauncey et al., JINST 10 (2015) P04015,
 * arXiv:1408.6865): the result has the numbers of the functions that are best, with the penalty of {@link Choice}, and the
 * covariance of the parameters of those alone. A profile of such fits is the lower envelope of the curves of all functions. A
 * likelihood without choices that float is fitted as by the fitter alone.
 */
public final class DiscreteProfiling implements Fitter {
    private final Fitter fitter;

    private DiscreteProfiling(Fitter fitter) {
        this.fitter = fitter;
    }

    /** Over a fitter; the fitter itself when it does so already. */
    public static Fitter over(Fitter fitter) {
        return fitter instanceof DiscreteProfiling ? fitter : new DiscreteProfiling(fitter);
    }

    /**
     * Over the fitter of an id, for who was told that by another process.
     *
     * @throws FiduciaException of kind PLUGIN when it is not there
     */
    public static Fitter over(List<Fitter> fitters, String id) {
        return fitters.stream()
                .filter(known -> known.id().equals(id))
                .map(DiscreteProfiling::over)
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN, "there is no fitter " + id, "use the same distribution everywhere"));
    }

    /** Choices of a likelihood that float. */
    public static List<Choice> floating(Likelihood likelihood) {
        List<Parameter> parameters = likelihood.model().parameters();
        return likelihood.choices().stream()
                .filter(choice -> !parameters.get(choice.index()).fixed()
                        && choice.alternatives().size() > 1)
                .toList();
    }

    @Override
    public String id() {
        return fitter.id();
    }

    @Override
    public String title() {
        return fitter.title();
    }

    @Override
    public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
        List<Choice> free = floating(likelihood);
        return free.isEmpty()
                ? fitter.fit(likelihood, start, covariance, progress)
                : new Rounds(fitter, likelihood, free, progress).fit(start, covariance);
    }
}

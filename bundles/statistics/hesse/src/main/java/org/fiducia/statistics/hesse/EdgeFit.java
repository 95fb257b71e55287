package org.fiducia.statistics.hesse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.Likelihood.Place;
import org.fiducia.api.model.Choice;

/**
 * A fit that knows the edge of positive expectation. Where less than nothing would be expected the likelihood is infinite,
 * and where nothing was observed it need not rise before: no minimiser that follows slopes ends well there.
 *
 * <p>When one runs into that edge, a small number ε of events is put wherever the expectation turned negative, which keeps
 * the minimum inside (an interior-point method: the term −ε log ν is a logarithmic barrier, A. V. Fiacco and G. P.
 * McCormick, Nonlinear Programming (1968)). The minima for falling ε lie on a line as good as straight; where it ends at ε
 * = 0 is the minimum at the edge. Any minimiser so serves, and one that meets no edge pays nothing.
 *
 * <p>Across an edge with slope λ = ∂NLL/∂ν the covariance has the scale of the falling exponential, a standard deviation of
 * 1/λ in ν: H + Σ λ² ∇ν∇νᵀ is inverted.
 */
public final class EdgeFit {
    /** For minimisers with derivatives; what is left is of the order of the square of the last. */
    public static final List<Double> FINE = List.of(1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6);

    /** For minimisers without. */
    public static final List<Double> COARSE = List.of(1e-1, 1e-2, 1e-3);

    private static final int ROUNDS = 40;
    private static final int HALVINGS = 50;

    /** So many places are named in a message. */
    private static final int NAMED = 3;

    /** How far beyond the edge is a little, in units of the way to it. */
    private static final double LITTLE = 0.05;

    /** Ratio of two weights between which there is no further one. */
    private static final double SHORTEST = 2;

    /** Part of the way from the edge back to the start where the search with events added begins. */
    private static final double BACK = 0.1;

    private final Likelihood likelihood;
    private final Region region;
    private final Progress progress;
    private final Minimiser minimiser;
    private final List<Double> weights;
    private int calls;

    /** A minimiser that knows nothing of edges. */
    public interface Minimiser {
        /**
         * Minimises from a start within the limits.
         *
         * @param nearEdge whether the minimum is known to lie near the edge, with a barrier before it
         */
        Attempt run(Likelihood likelihood, double[] start, boolean covariance, boolean nearEdge);
    }

    /**
     * Where a minimiser ended.
     *
     * @param result as far as it came
     * @param beyond where it would have gone on to had the likelihood been finite, which matters when it has not converged; null
     *     when nothing was in its way
     */
    public record Attempt(FitResult result, @Nullable double[] beyond) {}

    private EdgeFit(
            Likelihood likelihood, double[] start, Progress progress, Minimiser minimiser, List<Double> weights) {
        this.likelihood = likelihood;
        this.progress = progress;
        this.minimiser = minimiser;
        this.weights = weights;
        region = new Region(likelihood.model().parameters(), start);
    }

    /**
     * Fits. Choices between functions that the likelihood has are held where they start.
     *
     * @param weights numbers ε of events to add, falling
     */
    public static FitResult run(
            Likelihood given,
            double[] start,
            boolean covariance,
            Progress progress,
            Minimiser minimiser,
            List<Double> weights) {
        List<Choice> choices = given.choices();
        Likelihood likelihood =
                choices.isEmpty() ? given : given.with(given.model().held(choices, start));
        Attempt attempt = minimiser.run(likelihood, start, covariance, false);
        FitResult result = attempt.result();
        double[] beyond = attempt.beyond();
        if (!result.converged() && beyond != null) {
            List<Double> steps = covariance ? weights : fewer(weights);
            result = new EdgeFit(likelihood, start, progress, minimiser, steps).goOn(result, beyond, covariance);
        }
        return finite(result);
    }

    /** Without every second after the first two: enough for the minimum, but not for the slopes there. */
    private static List<Double> fewer(List<Double> weights) {
        int last = weights.size() - 1;
        return IntStream.rangeClosed(0, last)
                .filter(k -> k < 2 || (last - k) % 2 == 0)
                .mapToObj(weights::get)
                .toList();
    }

    /** A fit of which a number is not finite has not converged, whatever its minimiser says. */
    private static FitResult finite(FitResult result) {
        boolean finite = Double.isFinite(result.nll());
        for (double x : result.parameters()) {
            finite &= Double.isFinite(x);
        }
        return finite || !result.converged()
                ? result
                : new FitResult(
                        Status.UNBOUNDED,
                        "the likelihood is not a number where the fit ended; start elsewhere",
                        result.parameters(),
                        result.nll(),
                        Double.NaN,
                        result.calls(),
                        null,
                        Double.NaN,
                        result.atLimit());
    }

    /**
     * Whether the likelihood is infinite at parameters because less than nothing is expected where nothing was observed:
     * a minimum may lie at such an edge, and no step will reach it.
     */
    public static boolean isEdge(Likelihood likelihood, double[] parameters) {
        return !unobserved(likelihood, likelihood.forbidden(parameters)).isEmpty();
    }

    private static List<Place> unobserved(Likelihood likelihood, List<Place> places) {
        return places.stream()
                .filter(place -> new Softened(likelihood.data()).free(place))
                .toList();
    }

    private FitResult goOn(FitResult stopped, double[] edge, boolean covariance) {
        calls = stopped.calls();
        FitResult result = stopped;
        double[] beyond = edge;
        double[] inside = region.start();
        if (!Double.isFinite(result.nll())) {
            List<Place> forbidden = likelihood.forbidden(region.start());
            if (forbidden.isEmpty()) {
                return result;
            }
            inside = new Inside(likelihood, region).from(region.start(), progress);
            if (inside == null) {
                return withEdges(result, texts(region.start(), forbidden));
            }
            Attempt again = minimiser.run(likelihood, inside, covariance, false);
            calls += again.result().calls();
            result = again.result();
            beyond = again.beyond();
            if (result.converged() || beyond == null) {
                return withCalls(result);
            }
        }
        double[] from = moved(result.parameters(), inside, BACK);
        from = Double.isFinite(likelihood.value(from)) ? from : result.parameters();
        FitResult found = alongEdge(from, beyond, covariance);
        if (found == null) {
            double[] near = justBeyond(from, beyond);
            found = near == beyond ? null : alongEdge(from, near, covariance);
        }
        return found == null ? withCalls(result) : found;
    }

    private static double[] moved(double[] from, double[] to, double part) {
        double[] at = from.clone();
        for (int i = 0; i < at.length; i++) {
            at[i] += part * (to[i] - from[i]);
        }
        return at;
    }

    /** A little beyond the edge on the way there: far beyond it, where a straight line leads, everything is impossible. */
    private double[] justBeyond(double[] from, double[] beyond) {
        double[] near = moved(from, lastPossible(from, beyond), 1 + LITTLE);
        return unobserved(likelihood, likelihood.forbidden(near)).isEmpty() ? beyond : near;
    }

    /** The minimum at the edge, or inside if there is one after all; null when neither is found. */
    private @Nullable FitResult alongEdge(double[] from, double[] beyond, boolean covariance) {
        Set<Place> places = new LinkedHashSet<>(unobserved(likelihood, likelihood.forbidden(beyond)));
        double[] at = new Inside(likelihood, region).away(from, places);
        double[] before = null;
        Likelihood soft = null;
        var steps = new ArrayList<>(weights);
        int k = 0;
        for (int round = 0; k < steps.size(); round++) {
            progress.checkCancelled();
            if (places.isEmpty() || round == ROUNDS) {
                return null;
            }
            soft = likelihood.with(new Softened(likelihood.data()).with(places, steps.get(k)));
            double[] start = at;
            if (before != null) {
                double share = (steps.get(k - 1) - steps.get(k)) / (steps.get(k - 2) - steps.get(k - 1));
                double[] guess = within(moved(before, at, 1 + share));
                start = Double.isFinite(soft.value(guess)) ? guess : at;
            }
            Attempt attempt = minimiser.run(soft, start, false, true);
            FitResult result = attempt.result();
            calls += result.calls();
            if (!result.converged()) {
                double[] again = attempt.beyond();
                boolean more = again != null && places.addAll(unobserved(likelihood, likelihood.forbidden(again)));
                if (!more && k > 0 && steps.get(k - 1) > SHORTEST * steps.get(k)) {
                    steps.add(k, Math.sqrt(steps.get(k - 1) * steps.get(k))); // too far for one step
                    continue;
                }
                if (!more) {
                    return null;
                }
                at = Double.isFinite(likelihood.value(result.parameters())) ? result.parameters() : at;
                at = new Inside(likelihood, region).away(at, places);
                before = null;
                steps = new ArrayList<>(weights);
                k = 0;
                continue;
            }
            before = k == 0 ? null : at;
            at = result.parameters();
            k++;
        }
        return end(
                Objects.requireNonNull(soft, "there are weights"),
                Objects.requireNonNull(before, "there is more than one weight"),
                at,
                steps.get(steps.size() - 2),
                covariance);
    }

    private double[] within(double[] at) {
        for (int i = 0; i < at.length; i++) {
            at[i] = region.free(i) ? region.clip(i, at[i]) : at[i];
        }
        return at;
    }

    /** Goes on to where no events are added. */
    private FitResult end(Likelihood soft, double[] before, double[] last, double weightBefore, boolean covariance) {
        double weight = weights.get(weights.size() - 1);
        double share = weight / (weightBefore - weight);
        double[] end = within(moved(before, last, 1 + share));
        if (!Double.isFinite(likelihood.value(end))) {
            end = lastPossible(last, end);
        }
        // As far beyond the edge as the last but one minimum lies before it.
        double[] across = moved(before, end, 2);
        List<Place> active = unobserved(likelihood, likelihood.forbidden(across));
        if (active.isEmpty()) {
            FitResult plain = minimiser.run(likelihood, end, covariance, true).result();
            calls += plain.calls();
            return withCalls(plain);
        }
        List<String> edges = texts(end, active);
        double nll = likelihood.value(end);
        double[] gradient = new double[end.length];
        soft.gradient(last, gradient);
        if (!covariance) {
            return new FitResult(
                    Status.CONVERGED, message(edges), end, nll, 0, calls, null, Double.NaN, region.reached(end), edges);
        }
        double[][] hessian = likelihood.hessian(last);
        double[][] softened = soft.hessian(last);
        calls += 2;
        for (int i = 0; i < hessian.length; i++) {
            for (int j = 0; j < hessian.length; j++) {
                hessian[i][j] += weight * (softened[i][j] - hessian[i][j]);
            }
        }
        FitResult result = new Hesse(region, end, nll, gradient, hessian).result(calls);
        String message = message(edges) + (result.message().isEmpty() ? "" : "; " + result.message());
        return new FitResult(
                result.status(),
                message,
                end,
                nll,
                result.converged() ? 0 : result.edm(),
                calls,
                result.covariance(),
                result.conditionNumber(),
                result.atLimit(),
                edges);
    }

    /** The last parameters on the way from possible to impossible ones. */
    private double[] lastPossible(double[] possible, double[] impossible) {
        double lo = 0;
        double hi = 1;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (lo + hi);
            calls++;
            if (Double.isFinite(likelihood.value(moved(possible, impossible, middle)))) {
                lo = middle;
            } else {
                hi = middle;
            }
        }
        return moved(possible, impossible, lo);
    }

    private static String message(List<String> edges) {
        return "stopped at the edge of positive expectation, where nothing is expected in "
                + String.join(", nor in ", edges.subList(0, Math.min(NAMED, edges.size())))
                + (edges.size() > NAMED ? ", nor in " + (edges.size() - NAMED) + " other places" : "")
                + ": uncertainties are one-sided there";
    }

    /** Places in words; of the points of a category only the one of which the least is expected. */
    private List<String> texts(double[] at, List<Place> places) {
        var texts = new ArrayList<String>();
        var lowest = new ArrayList<Place>();
        for (Place place : places) {
            int last = lowest.size() - 1;
            boolean same = last >= 0 && lowest.get(last).category() == place.category() && place.isPoint();
            if (!same) {
                lowest.add(place);
            } else if (likelihood.expected(place, at) < likelihood.expected(lowest.get(last), at)) {
                lowest.set(last, place);
            }
        }
        lowest.forEach(place -> texts.add(new Softened(likelihood.data()).describe(place, likelihood.model())));
        return texts;
    }

    private FitResult withCalls(FitResult result) {
        return withEdges(result, result.edges());
    }

    private FitResult withEdges(FitResult result, List<String> edges) {
        return new FitResult(
                result.status(),
                result.message(),
                result.parameters(),
                result.nll(),
                result.edm(),
                calls,
                result.covariance(),
                result.conditionNumber(),
                result.atLimit(),
                edges);
    }
}

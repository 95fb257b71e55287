package org.fiducia.statistics.discrete;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Parameter;

/**
 * One fit over choices. With the parameters that several categories share held, the choices do not know of each other: for
 * each the best function is found by fits of its own parameters and those of its categories alone. Then everything is fitted
 * together, and so on until no choice changes. What the shared parameters gain from another function is foreseen by a
 * parabola, ½ gᵀC g with C their covariance and g their slope; where that promises a lower minimum the whole is fitted with
 * the other function. Nothing is accepted but a lower likelihood, or as low a one with simpler functions.
 *
 * <p>Where uncertainties are asked for the rounds begin twice, with the functions of the start and with the first of each
 * choice, so that the end does not depend on the start.
 */
final class Rounds {
    /** Likelihoods that differ by less are the same. */
    static final double TIE = 1e-6;

    private static final int MOST = 12;

    /** Functions that are so much worse by themselves are not looked at further. */
    private static final double HOPELESS = 4;

    /** What a parabola may be wrong by. */
    private static final double PROMISING = 0.05;

    /** Fits of everything in one round beside the first. */
    private static final int FURTHER = 4;

    private final Fitter fitter;
    private final Likelihood likelihood;
    private final List<Choice> free;
    private final Progress progress;
    private final List<Parameter> parameters;

    /** Parameters of functions that are not taken, as they were fitted last. */
    private final double[] memory;

    /** Combinations of functions that were fitted. */
    private final Set<List<Integer>> seen = new HashSet<>();

    private final Map<Integer, ChoicePart> parts = new HashMap<>();
    private int calls;

    Rounds(Fitter fitter, Likelihood likelihood, List<Choice> free, Progress progress) {
        this.fitter = fitter;
        this.likelihood = likelihood;
        this.free = free;
        this.progress = progress;
        parameters = likelihood.model().parameters();
        memory = new double[parameters.size()];
    }

    FitResult fit(double[] start, boolean covariance) {
        System.arraycopy(start, 0, memory, 0, memory.length);
        double[] at = start.clone();
        for (Choice choice : free) {
            at[choice.index()] =
                    Math.max(0, Math.min(choice.alternatives().size() - 1, Math.rint(start[choice.index()])));
        }
        FitResult best = climb(at, covariance);
        double[] simple = at.clone();
        free.forEach(choice -> simple[choice.index()] = 0);
        if (covariance && seen.add(taken(simple))) {
            for (Choice choice : free) {
                choice.alternatives().get(0).own().forEach(k -> simple[k] = memory[k]);
            }
            FitResult other = climb(simple, true);
            best = lower(other, best) ? other : best;
        }
        return ended(best);
    }

    private List<Integer> taken(double[] at) {
        return free.stream().map(choice -> choice.taken(at)).toList();
    }

    /** With the values that all functions had last, for whoever begins near here. */
    private FitResult ended(FitResult fit) {
        double[] at = withMemory(fit.parameters());
        return new FitResult(
                fit.status(),
                fit.message(),
                at,
                fit.nll(),
                fit.edm(),
                calls,
                fit.covariance(),
                fit.conditionNumber(),
                fit.atLimit(),
                fit.edges());
    }

    private double[] withMemory(double[] at) {
        double[] all = at.clone();
        for (Choice choice : free) {
            var own = new HashSet<>(choice.alternatives().get(choice.taken(at)).own());
            for (Choice.Alternative each : choice.alternatives()) {
                each.own().stream().filter(k -> !own.contains(k)).forEach(k -> all[k] = memory[k]);
            }
        }
        return all;
    }

    private void remember(double[] at, Choice choice) {
        choice.alternatives().get(choice.taken(at)).own().forEach(k -> memory[k] = at[k]);
    }

    private FitResult climb(double[] from, boolean covariance) {
        FitResult current = begin(from, covariance);
        if (!current.converged()) {
            return current;
        }
        for (int round = 0; round < MOST; round++) {
            FitResult next = next(current, covariance);
            if (next == null) {
                return current;
            }
            current = next;
        }
        return current;
    }

    /** A fit with the functions given or, where that fails, with the n-th of each choice. */
    private FitResult begin(double[] from, boolean covariance) {
        FitResult first = whole(from, covariance);
        int most = free.stream()
                .mapToInt(choice -> choice.alternatives().size())
                .max()
                .orElse(0);
        for (int a = 0; a < most && !first.converged(); a++) {
            double[] at = from.clone();
            for (Choice choice : free) {
                at[choice.index()] = Math.min(a, choice.alternatives().size() - 1);
            }
            FitResult other = seen.contains(taken(at)) ? first : whole(at, covariance);
            first = other.converged() ? other : first;
        }
        return first;
    }

    /** A lower minimum; null when there is none. */
    private @Nullable FitResult next(FitResult current, boolean covariance) {
        List<Swap> swaps = swaps(current);
        double[] at = current.parameters().clone();
        var wanted = new ArrayList<Swap>();
        for (Choice choice : free) {
            Swap best = null;
            for (Swap swap : swaps) {
                best = swap.choice() == choice && (best == null || swap.better(best)) ? swap : best;
            }
            if (best != null && best.better(choice.taken(current.parameters()))) {
                wanted.add(best);
                apply(best, at);
            }
        }
        if (!wanted.isEmpty()) {
            FitResult all = whole(at, covariance);
            if (lower(all, current)) {
                return all;
            }
        }
        var promising = new ArrayList<>(swaps.stream()
                .filter(swap -> wanted.contains(swap) || swap.expected() < PROMISING)
                .sorted(Comparator.comparingDouble(Swap::expected))
                .toList());
        int further = 0;
        for (Swap swap : promising) {
            double[] one = current.parameters().clone();
            apply(swap, one);
            if (further < FURTHER && !seen.contains(taken(one))) {
                further++;
                FitResult fit = whole(one, covariance);
                if (lower(fit, current)) {
                    return fit;
                }
            }
        }
        return null;
    }

    private static void apply(Swap swap, double[] at) {
        Choice choice = swap.choice();
        at[choice.index()] = swap.alternative();
        choice.alternatives().get(swap.alternative()).own().forEach(k -> at[k] = swap.parameters()[k]);
        choice.local().forEach(k -> at[k] = swap.parameters()[k]);
    }

    private boolean lower(FitResult fit, FitResult than) {
        if (!fit.converged() || !than.converged()) {
            return fit.converged() && !than.converged();
        }
        double rise = likelihood.difference(than.parameters(), fit.parameters());
        return rise < -TIE || rise <= TIE && simpler(fit.parameters(), than.parameters());
    }

    private boolean simpler(double[] a, double[] b) {
        int more = 0;
        int names = 0;
        for (Choice choice : free) {
            int one = choice.taken(a);
            int other = choice.taken(b);
            more += choice.alternatives().get(one).floating()
                    - choice.alternatives().get(other).floating();
            names = names != 0 ? names : Integer.signum(Swap.compare(choice, one, other));
        }
        return more != 0 ? more < 0 : names < 0;
    }

    /** Everything that floats with the functions of these parameters. */
    private FitResult whole(double[] at, boolean covariance) {
        progress.checkCancelled();
        seen.add(taken(at));
        Likelihood held = likelihood.with(likelihood.model().held(likelihood.choices(), at));
        FitResult fit = fitter.fit(held, at, true, progress);
        calls += fit.calls();
        if (!fit.converged() && !covariance) {
            fit = fitter.fit(held, at, false, progress);
            calls += fit.calls();
        }
        if (fit.converged()) {
            for (Choice choice : free) {
                remember(fit.parameters(), choice);
            }
        }
        return fit;
    }

    private List<Swap> swaps(FitResult current) {
        var swaps = new ArrayList<Swap>();
        for (Choice choice : free) {
            ChoicePart part = parts.computeIfAbsent(choice.index(), key -> new ChoicePart(likelihood, choice));
            double[] slopes = part.slopes(current.parameters());
            for (int a = 0; a < choice.alternatives().size(); a++) {
                if (a != choice.taken(current.parameters())) {
                    progress.checkCancelled();
                    Swap swap = swap(current, part, slopes, choice, a);
                    if (swap != null) {
                        swaps.add(swap);
                    }
                }
            }
        }
        return swaps;
    }

    private @Nullable Swap swap(FitResult current, ChoicePart part, double[] slopes, Choice choice, int alternative) {
        double[] at = current.parameters().clone();
        at[choice.index()] = alternative;
        Choice.Alternative function = choice.alternatives().get(alternative);
        function.own().forEach(k -> at[k] = memory[k]);
        var moves = new HashSet<>(function.own());
        moves.addAll(choice.local());
        if (moves.stream().anyMatch(k -> !parameters.get(k).fixed())) {
            FitResult fit = fitter.fit(part.moving(moves, at), part.of(at), false, progress);
            calls += fit.calls();
            if (!fit.converged()) {
                return null;
            }
            part.put(fit.parameters(), at);
        }
        double rise = part.rise(current.parameters(), at);
        if (!Double.isFinite(rise)) {
            return null;
        }
        for (int k : function.own()) {
            memory[k] = at[k];
        }
        double gain = rise < HOPELESS ? gain(current, part, slopes, at, moves) : 0;
        return new Swap(choice, alternative, at, rise, rise - gain);
    }

    /** What the parameters that were held would gain: their slopes are 0 where everything was fitted. */
    private static double gain(FitResult current, ChoicePart part, double[] slopes, double[] at, Set<Integer> moved) {
        double[][] c = current.covariance();
        if (c == null) {
            return 0;
        }
        double[] gradient = part.slopes(at);
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = moved.contains(k) ? 0 : gradient[k] - slopes[k];
        }
        double gain = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length && gradient[i] != 0; j++) {
                gain += 0.5 * gradient[i] * c[i][j] * gradient[j];
            }
        }
        return Double.isFinite(gain) ? gain : 0;
    }
}

package org.fiducia.statistics.hesse;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Parameter;

/** Where a minimiser may go: which parameters are free, and their limits. */
public final class Region {
    /** In units of the parameter's step: a parameter that has gone so far goes on for ever. */
    private static final double RUNAWAY = 1e5;

    private final List<Parameter> parameters;
    private final double[] start;
    private final double[] steps;

    /**
     * @param parameters of the model
     * @param start where the fit begins; brought within the limits
     */
    public Region(List<Parameter> parameters, double[] start) {
        this.parameters = List.copyOf(parameters);
        steps = parameters.stream().mapToDouble(Parameter::step).toArray();
        this.start = start.clone();
        for (int i = 0; i < start.length; i++) {
            this.start[i] = free(i) ? clip(i, start[i]) : start[i];
        }
    }

    /** Number of parameters. */
    public int size() {
        return start.length;
    }

    /** Where the fit begins, within the limits. */
    public double[] start() {
        return start.clone();
    }

    /** Whether a parameter is not fixed. */
    public boolean free(int i) {
        return !parameters.get(i).fixed();
    }

    /** Lower limit. */
    public double lower(int i) {
        return parameters.get(i).lower();
    }

    /** Upper limit. */
    public double upper(int i) {
        return parameters.get(i).upper();
    }

    /** Rough uncertainty. */
    public double step(int i) {
        return steps[i];
    }

    /** Rough uncertainties of all parameters, not to be written to. */
    public double[] steps() {
        return steps;
    }

    /** Name of a parameter. */
    public String name(int i) {
        return parameters.get(i).name();
    }

    /** The value, or the limit that it lies beyond. */
    public double clip(int i, double value) {
        return Math.max(lower(i), Math.min(upper(i), value));
    }

    /** Whether no limit forbids a value. */
    public boolean inside(int i, double value) {
        return value >= lower(i) && value <= upper(i);
    }

    /** How far a parameter may go in the direction of a step. */
    public double room(int i, double from, double step) {
        return step < 0 ? from - lower(i) : step > 0 ? upper(i) - from : Double.POSITIVE_INFINITY;
    }

    /** Free, and not at a limit beyond which the likelihood would like to go. */
    public boolean mayMove(int i, double[] at, double[] gradient) {
        return free(i) && !(at[i] <= lower(i) && gradient[i] > 0) && !(at[i] >= upper(i) && gradient[i] < 0);
    }

    /** Names of free parameters at a limit. */
    public List<String> reached(double[] at) {
        var names = new ArrayList<String>();
        for (int i = 0; i < at.length; i++) {
            if (free(i) && (at[i] <= lower(i) || at[i] >= upper(i))) {
                names.add(name(i));
            }
        }
        return names;
    }

    /** What to say of a parameter that goes on for ever; null when there is none. */
    public @Nullable String runaway(double[] at) {
        int farthest = -1;
        double most = RUNAWAY;
        for (int i = 0; i < at.length; i++) {
            double distance = Math.abs(at[i] - start[i]) / step(i);
            if (distance > most) {
                most = distance;
                farthest = i;
            }
        }
        return farthest < 0
                ? null
                : "the likelihood falls without bound along " + name(farthest)
                        + "; give it limits or a constraint, fix it, or merge bins without events";
    }

    /** Why a fit cannot begin; null when it can. */
    public @Nullable FitResult refusal(Likelihood likelihood, double nll) {
        return Double.isFinite(nll)
                ? null
                : failed(Status.UNBOUNDED, refusal(likelihood.trouble(start)), start, nll, Double.NaN, 1);
    }

    /**
     * What to say of a start at which the likelihood is not finite.
     *
     * @param trouble what the likelihood knows of it, may be empty
     */
    public static String refusal(String trouble) {
        return "the likelihood is not finite at the start: "
                + (trouble.isEmpty()
                        ? "a density or an expected number of events is not positive where there is an event"
                        : trouble)
                + "; start elsewhere, or look for empty template bins and categories with data but no expectation";
    }

    /** A fit that ended without a minimum. */
    public FitResult failed(Status status, String message, double[] at, double nll, double edm, int calls) {
        return new FitResult(status, message, at, nll, edm, calls, null, Double.NaN, reached(at));
    }
}

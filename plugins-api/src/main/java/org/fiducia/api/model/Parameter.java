package org.fiducia.api.model;

import java.io.Serializable;

/**
 * A parameter of a statistical model.
 *
 * @param name unique in its model
 * @param initial start value
 * @param lower lower limit, −∞ for none
 * @param upper upper limit, ∞ for none
 * @param step rough uncertainty, &gt; 0: the scale on which the likelihood changes
 * @param role what it is for
 * @param group group of systematic uncertainty; empty for none
 * @param fixed held at its start value
 */
public record Parameter(
        String name, double initial, double lower, double upper, double step, Role role, String group, boolean fixed)
        implements Serializable {
    /** What a parameter is for. */
    public enum Role {
        /** Parameter of interest. */
        INTEREST,
        /** Nuisance parameter, constrained or free. */
        NUISANCE
    }

    public Parameter {
        if (!(step > 0) || !(lower < upper) || !(initial >= lower && initial <= upper)) {
            throw new IllegalArgumentException("parameter " + name + ": start " + initial + " ± " + step + " in ["
                    + lower + ", " + upper + "] makes no sense");
        }
    }

    /** A parameter of interest. */
    public static Parameter interest(String name, double initial, double lower, double upper, double step) {
        return new Parameter(name, initial, lower, upper, step, Role.INTEREST, "", false);
    }

    /** A nuisance parameter of unit width around 0, without limits. */
    public static Parameter nuisance(String name, String group) {
        return new Parameter(
                name, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, Role.NUISANCE, group, false);
    }

    /**
     * A free number of events without limits: densities stay positive by themselves, and a downward fluctuation may be fitted.
     *
     * @param events expected, ≥ 0
     */
    public static Parameter normalisation(String name, double events) {
        return new Parameter(
                name,
                events,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Math.sqrt(events + 1),
                Role.NUISANCE,
                "",
                false);
    }

    /** The same, starting elsewhere. */
    public Parameter startingAt(double value) {
        return new Parameter(name, value, lower, upper, step, role, group, fixed);
    }

    /** The same, held at a value. */
    public Parameter fixedAt(double value) {
        return new Parameter(name, value, lower, upper, step, role, group, true);
    }

    /** The same under another name. */
    public Parameter named(String other) {
        return new Parameter(other, initial, lower, upper, step, role, group, fixed);
    }

    /** The same with another role. */
    public Parameter as(Role other) {
        return new Parameter(name, initial, lower, upper, step, other, group, fixed);
    }

    /** The same in another group. */
    public Parameter inGroup(String other) {
        return new Parameter(name, initial, lower, upper, step, role, other, fixed);
    }

    /** The same with other limits; a start outside of them moves to the nearer one. */
    public Parameter within(double from, double to) {
        return new Parameter(name, Math.max(from, Math.min(to, initial)), from, to, step, role, group, fixed);
    }
}

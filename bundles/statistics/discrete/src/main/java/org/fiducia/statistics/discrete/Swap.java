package org.fiducia.statistics.discrete;

import org.fiducia.api.model.Choice;

/**
 * Another function for one choice, with the parameters of its categories at their minimum and all others as they are.
 *
 * @param choice which choice
 * @param alternative number of the function
 * @param parameters all of them
 * @param rise of the negative log-likelihood with its penalty
 * @param expected the rise when all parameters follow, as a parabola says
 */
record Swap(Choice choice, int alternative, double[] parameters, double rise, double expected) {
    /** Of functions that are as good the one with fewer parameters comes first, then by name. */
    static int compare(Choice choice, int a, int b) {
        Choice.Alternative one = choice.alternatives().get(a);
        Choice.Alternative other = choice.alternatives().get(b);
        return one.floating() != other.floating()
                ? Integer.compare(one.floating(), other.floating())
                : one.name().compareTo(other.name());
    }

    /** Whether it is to be preferred to what is taken now, when nothing else moves. */
    boolean better(int taken) {
        return rise < -Rounds.TIE || rise <= Rounds.TIE && compare(choice, alternative, taken) < 0;
    }

    /** Whether it is to be preferred to another of the same choice. */
    boolean better(Swap other) {
        return rise < other.rise - Rounds.TIE
                || rise <= other.rise + Rounds.TIE && compare(choice, alternative, other.alternative) < 0;
    }
}

package org.fiducia.exchange.combine;

import java.util.List;

/** Parameters of a card that are no unit nuisances. */
sealed interface Free {
    Line line();

    String name();

    /**
     * A parameter with a Gaussian constraint ({@code param}).
     *
     * @param down width below the mean
     * @param up width above it
     * @param lower lower limit; {@code mean − 4 down} where the card says none
     * @param fixed held at the mean
     */
    record Constrained(
            Line line, String name, double mean, double down, double up, double lower, double upper, boolean fixed)
            implements Free {}

    /** A factor of the rates of some processes ({@code rateParam}): a number to fit. */
    record Factor(Line line, String name, String channel, String process, double value, double lower, double upper)
            implements Free {}

    /** A factor of the rates of some processes ({@code rateParam}): a formula. */
    record Formula(Line line, String name, String channel, String process, String formula, List<String> arguments)
            implements Free {}
}

package org.fiducia.api.fit;

/**
 * A 68.3 % interval of one parameter.
 *
 * @param value best fit
 * @param down distance from the best fit to the lower end, ≥ 0
 * @param up distance from the best fit to the upper end, ≥ 0
 * @param lowerIsLimit the lower end is the parameter's limit: the likelihood does not rise enough before it
 * @param upperIsLimit likewise for the upper end
 */
public record Interval(double value, double down, double up, boolean lowerIsLimit, boolean upperIsLimit) {}

package org.fiducia.statistics.likelihood.internal.shape;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * A number with its derivatives by some variables.
 *
 * @param value number
 * @param slopes derivative by each variable
 */
record Dual(double value, double[] slopes) {
    static Dual constant(double value, int variables) {
        return new Dual(value, new double[variables]);
    }

    /** All variables of a point. */
    static Dual[] variables(double[] at) {
        Dual[] variables = new Dual[at.length];
        for (int k = 0; k < at.length; k++) {
            variables[k] = constant(at[k], at.length);
            variables[k].slopes[k] = 1;
        }
        return variables;
    }

    private Dual function(double newValue, double slope) {
        double[] all = slopes.clone();
        for (int k = 0; k < all.length; k++) {
            all[k] *= slope;
        }
        return new Dual(newValue, all);
    }

    Dual plus(Dual other) {
        double[] all = slopes.clone();
        for (int k = 0; k < all.length; k++) {
            all[k] += other.slopes[k];
        }
        return new Dual(value + other.value, all);
    }

    Dual plus(double other) {
        return new Dual(value + other, slopes);
    }

    Dual minus(Dual other) {
        return plus(other.times(-1));
    }

    Dual times(double factor) {
        return function(factor * value, factor);
    }

    Dual times(Dual other) {
        double[] all = new double[slopes.length];
        for (int k = 0; k < all.length; k++) {
            all[k] = slopes[k] * other.value + value * other.slopes[k];
        }
        return new Dual(value * other.value, all);
    }

    Dual over(Dual other) {
        return times(other.function(1 / other.value, -1 / (other.value * other.value)));
    }

    Dual square() {
        return times(this);
    }

    Dual exp() {
        double e = Math.exp(value);
        return function(e, e);
    }

    Dual log() {
        return function(Math.log(value), 1 / value);
    }

    Dual power(Dual exponent) {
        return log().times(exponent).exp();
    }

    Dual abs() {
        return value < 0 ? times(-1) : this;
    }

    Dual erfc() {
        return function(Erfc.value(value), -2 / Math.sqrt(Math.PI) * Math.exp(-value * value));
    }
}

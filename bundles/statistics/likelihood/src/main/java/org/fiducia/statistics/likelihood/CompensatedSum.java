package org.fiducia.statistics.likelihood;

/** A sum kept as two numbers, rounded value and what rounding lost (Neumaier's algorithm): exact to about 1e-32. */
final class CompensatedSum {
    private double high;
    private double low;

    void clear() {
        high = 0;
        low = 0;
    }

    void add(double term) {
        double sum = high + term;
        low += Math.abs(high) >= Math.abs(term) ? (high - sum) + term : (term - sum) + high;
        high = sum;
    }

    double high() {
        return high;
    }

    double low() {
        return low;
    }

    double value() {
        return high + low;
    }
}

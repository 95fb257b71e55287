package org.fiducia.statistics.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.fiducia.api.fit.ArrayMath;

/** Functions of arrays by the vector instructions of the processor. What does not fill a vector is done one by one. */
final class VectorMath implements ArrayMath {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    @Override
    public String id() {
        return "vector";
    }

    @Override
    public String title() {
        return "vector instructions, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void exp(double[] x, int from, int to) {
        int end = from + SPECIES.loopBound(to - from);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.EXP).intoArray(x, i);
        }
        for (int i = end; i < to; i++) {
            x[i] = Math.exp(x[i]);
        }
    }

    @Override
    public void log(double[] x, int from, int to) {
        int end = from + SPECIES.loopBound(to - from);
        for (int i = from; i < end; i += SPECIES.length()) {
            DoubleVector.fromArray(SPECIES, x, i).lanewise(VectorOperators.LOG).intoArray(x, i);
        }
        for (int i = end; i < to; i++) {
            x[i] = Math.log(x[i]);
        }
    }

    @Override
    public double dot(double[] a, double[] b, int offset, int n) {
        int length = SPECIES.length();
        int i = 0;
        double sum = 0;
        if (n >= 2 * length) {
            DoubleVector even = DoubleVector.zero(SPECIES);
            DoubleVector odd = DoubleVector.zero(SPECIES);
            for (; i + 2 * length <= n; i += 2 * length) {
                even = DoubleVector.fromArray(SPECIES, a, i).fma(DoubleVector.fromArray(SPECIES, b, offset + i), even);
                odd = DoubleVector.fromArray(SPECIES, a, i + length)
                        .fma(DoubleVector.fromArray(SPECIES, b, offset + i + length), odd);
            }
            sum = even.add(odd).reduceLanes(VectorOperators.ADD);
        }
        for (; i < n; i++) {
            sum += a[i] * b[offset + i];
        }
        return sum;
    }
}

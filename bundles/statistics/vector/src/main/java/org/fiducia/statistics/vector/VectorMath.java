package org.fiducia.statistics.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.fiducia.api.fit.ArrayMath;

/** Functions of arrays by the vector instructions of the processor. What does not fill a vector is done one by one. */
final class VectorMath implements ArrayMath {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    /** Shorter sums are done one by one: adding up the lanes of a vector at the end costs more. */
    private static final int LEAST_TERMS = 64;

    private static final double[] ONES_THEN_ZEROS = new double[2 * SPECIES.length()];

    static {
        Arrays.fill(ONES_THEN_ZEROS, 0, SPECIES.length(), 1);
    }

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
        if (n < LEAST_TERMS) {
            return shortDot(a, b, offset, n);
        } else {
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

    private static double shortDot(double[] a, double[] b, int offset, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s0 += a[i] * b[offset + i];
            s1 += a[i + 1] * b[offset + i + 1];
            s2 += a[i + 2] * b[offset + i + 2];
            s3 += a[i + 3] * b[offset + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[offset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void addMoments(double[] a, double[] b, double[] x, double c, int from, int to, double[] sums) {
        int i = from;
        if (to - from >= LEAST_TERMS) {
            DoubleVector s0 = DoubleVector.zero(SPECIES);
            DoubleVector s1 = DoubleVector.zero(SPECIES);
            DoubleVector s2 = DoubleVector.zero(SPECIES);
            int end = from + SPECIES.loopBound(to - from);
            for (; i < end; i += SPECIES.length()) {
                DoubleVector product = DoubleVector.fromArray(SPECIES, a, i).mul(DoubleVector.fromArray(SPECIES, b, i));
                DoubleVector distance = DoubleVector.fromArray(SPECIES, x, i).sub(c);
                DoubleVector first = product.mul(distance);
                s0 = s0.add(product);
                s1 = s1.add(first);
                s2 = first.fma(distance, s2);
            }
            sums[0] += s0.reduceLanes(VectorOperators.ADD);
            sums[1] += s1.reduceLanes(VectorOperators.ADD);
            sums[2] += s2.reduceLanes(VectorOperators.ADD);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        for (; i < to; i++) {
            double product = a[i] * b[i];
            double distance = x[i] - c;
            s0 += product;
            s1 += product * distance;
            s2 += product * distance * distance;
        }
        sums[0] += s0;
        sums[1] += s1;
        sums[2] += s2;
    }

    @Override
    public void addQuotients(
            double[] a,
            double[] b,
            double[] x,
            double c,
            double offset,
            double scale,
            int from,
            int to,
            double[] sums) {
        int i = from;
        if (to - from >= LEAST_TERMS) {
            DoubleVector s0 = DoubleVector.zero(SPECIES);
            DoubleVector s1 = DoubleVector.zero(SPECIES);
            int end = from + SPECIES.loopBound(to - from);
            for (; i < end; i += SPECIES.length()) {
                DoubleVector product = DoubleVector.fromArray(SPECIES, a, i).mul(DoubleVector.fromArray(SPECIES, b, i));
                DoubleVector y =
                        DoubleVector.fromArray(SPECIES, x, i).sub(c).mul(scale).add(offset);
                s0 = s0.add(product);
                s1 = s1.add(product.div(y));
            }
            sums[0] += s0.reduceLanes(VectorOperators.ADD);
            sums[1] += s1.reduceLanes(VectorOperators.ADD);
        }
        double s0 = 0;
        double s1 = 0;
        for (; i < to; i++) {
            double product = a[i] * b[i];
            s0 += product;
            s1 += product / (offset + scale * (x[i] - c));
        }
        sums[0] += s0;
        sums[1] += s1;
    }

    /** The last numbers of a run are taken with those that follow, and these times 0. */
    @Override
    public void addRuns(double[] x, int[] first, int run, int from, int n, double[] sums) {
        int length = SPECIES.length();
        int at = 0;
        for (int r = run; at < n; r++) {
            int end = Math.min(n, first[r + 1] - from);
            if (end - at < length || end + length > n) {
                double sum = 0;
                while (at < end) {
                    sum += x[at++];
                }
                sums[r] += sum;
                continue;
            }
            DoubleVector sum = DoubleVector.fromArray(SPECIES, x, at);
            for (at += length; at + length <= end; at += length) {
                sum = sum.add(DoubleVector.fromArray(SPECIES, x, at));
            }
            sum = DoubleVector.fromArray(SPECIES, x, at)
                    .fma(DoubleVector.fromArray(SPECIES, ONES_THEN_ZEROS, length - (end - at)), sum);
            sums[r] += sum.reduceLanes(VectorOperators.ADD);
            at = end;
        }
    }
}

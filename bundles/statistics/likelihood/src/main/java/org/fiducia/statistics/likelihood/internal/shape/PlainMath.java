package org.fiducia.statistics.likelihood.internal.shape;

import org.fiducia.api.fit.ArrayMath;

/** Functions of arrays, one number after another: what there is in every Java runtime. */
public enum PlainMath implements ArrayMath {
    INSTANCE;

    @Override
    public String id() {
        return "plain";
    }

    @Override
    public String title() {
        return "one number after another";
    }

    @Override
    public void exp(double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.exp(x[i]);
        }
    }

    @Override
    public void log(double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            x[i] = Math.log(x[i]);
        }
    }

    @Override
    public double dot(double[] a, double[] b, int offset, int n) {
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
}

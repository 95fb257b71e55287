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

    @Override
    public void addMoments(double[] a, double[] b, double[] x, double c, int from, int to, double[] sums) {
        double even0 = 0;
        double even1 = 0;
        double even2 = 0;
        double odd0 = 0;
        double odd1 = 0;
        double odd2 = 0;
        int i = from;
        for (; i + 2 <= to; i += 2) {
            double p = a[i] * b[i];
            double q = a[i + 1] * b[i + 1];
            double d = x[i] - c;
            double e = x[i + 1] - c;
            even0 += p;
            odd0 += q;
            even1 += p * d;
            odd1 += q * e;
            even2 += p * d * d;
            odd2 += q * e * e;
        }
        if (i < to) {
            double p = a[i] * b[i];
            double d = x[i] - c;
            even0 += p;
            even1 += p * d;
            even2 += p * d * d;
        }
        sums[0] += even0 + odd0;
        sums[1] += even1 + odd1;
        sums[2] += even2 + odd2;
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
        double even = 0;
        double odd = 0;
        double evenOver = 0;
        double oddOver = 0;
        int i = from;
        for (; i + 2 <= to; i += 2) {
            double p = a[i] * b[i];
            double q = a[i + 1] * b[i + 1];
            even += p;
            odd += q;
            evenOver += p / (offset + scale * (x[i] - c));
            oddOver += q / (offset + scale * (x[i + 1] - c));
        }
        if (i < to) {
            double p = a[i] * b[i];
            even += p;
            evenOver += p / (offset + scale * (x[i] - c));
        }
        sums[0] += even + odd;
        sums[1] += evenOver + oddOver;
    }

    @Override
    public void addRuns(double[] x, int[] first, int run, int from, int n, double[] sums) {
        int at = 0;
        for (int r = run; at < n; r++) {
            int end = Math.min(n, first[r + 1] - from);
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (; at + 4 <= end; at += 4) {
                s0 += x[at];
                s1 += x[at + 1];
                s2 += x[at + 2];
                s3 += x[at + 3];
            }
            while (at < end) {
                s0 += x[at++];
            }
            sums[r] += (s0 + s1) + (s2 + s3);
        }
    }
}

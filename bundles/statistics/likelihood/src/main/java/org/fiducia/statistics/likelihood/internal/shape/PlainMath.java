package org.fiducia.statistics.likelihood.internal.shape;

import org.fiducia.api.fit.ArrayMath;

/** Functions of arrays, one number after another: what there is in every Java runtime. */
enum PlainMath implements ArrayMath {
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
}

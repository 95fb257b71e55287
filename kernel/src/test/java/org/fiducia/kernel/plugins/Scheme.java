package org.fiducia.kernel.plugins;

import org.fiducia.api.measurement.SystematicScheme;

/** A plug-in with nothing in it but its id. */
record Scheme(String id) implements SystematicScheme {
    @Override
    public String title() {
        return "the scheme " + id;
    }

    @Override
    public Combination combine(double[] values, double statistical, double lo, double hi) {
        return new Combination(values[0], statistical);
    }
}

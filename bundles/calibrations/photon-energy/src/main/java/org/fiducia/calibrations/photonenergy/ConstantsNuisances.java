package org.fiducia.calibrations.photonenergy;

import java.util.Arrays;

/** What the errors of constants do to the mean, the width and the number of events of the signal in each category. */
final class ConstantsNuisances {
    private static final String ELECTRONS = "photon scale, electron sample";
    private static final String MUONS = "photon scale, muon sample";
    private static final String RESOLUTION = "photon energy resolution";

    private final ConstantsChain chain;
    private final SignalPhotons photons;
    private final SignalPhotons.Category[] categories;

    ConstantsNuisances(ConstantsChain chain, SignalPhotons photons) {
        this.chain = chain;
        this.photons = photons;
        this.categories = photons.categories();
    }

    /** What takes a nuisance. */
    interface Taker {
        /**
         * @param shape relative change of the mean, or of the width, of each category
         * @param width whether it is the width
         * @param events relative change of the number of events of each category
         */
        void take(String name, String group, double[] shape, boolean width, double[] events);
    }

    /** Every nuisance. */
    void each(Taker taker) {
        Constants first = chain.first();
        int n = first.of(Constants.ALPHA).length;
        joint(taker, "photon_scale_ee", ELECTRONS, byScale(), block(first.covariance(), 0, n), false);
        joint(taker, "photon_resolution", RESOLUTION, byResolution(), block(first.covariance(), n, n), true);
        chain.stage(2).ifPresent(stage -> {
            var by = new double[2 * categories.length][];
            for (int c = 0; c < categories.length; c++) {
                by[c] = categories[c].uniformity();
                by[categories.length + c] = photons.eventsByUniformity(c);
            }
            joint(taker, "photon_uniformity", ELECTRONS, by, stage.covariance(), false);
        });
        chain.stage(3).ifPresent(stage -> {
            double[] errors = stage.errors(Constants.PHOTON);
            var mean = new double[categories.length][];
            var events = new double[categories.length][];
            for (int c = 0; c < mean.length; c++) {
                mean[c] = categories[c].photon();
                events[c] = photons.eventsByPhoton(c);
            }
            for (int k = 0; k < errors.length; k++) {
                taker.take(
                        "photon_scale_mumugamma_" + k,
                        MUONS,
                        column(mean, k, errors[k]),
                        false,
                        column(events, k, errors[k]));
            }
        });
    }

    private static double[] column(double[][] matrix, int k, double factor) {
        return Arrays.stream(matrix).mapToDouble(row -> row[k] * factor).toArray();
    }

    /**
     * Independent nuisances that together give the categories the covariance which constants do.
     *
     * @param by changes of the shape of each category by the constants, then of the numbers of events
     */
    private void joint(Taker taker, String name, String group, double[][] by, double[][] covariance, boolean width) {
        double[][] root = Matrix.root(Matrix.sandwich(by, covariance));
        int n = categories.length;
        for (int k = 0; k < root.length; k++) {
            double[] sizes = column(root, k, 1);
            taker.take(
                    name + "_" + k, group, Arrays.copyOf(sizes, n), width, Arrays.copyOfRange(sizes, n, sizes.length));
        }
    }

    private static double[][] block(double[][] matrix, int from, int size) {
        var block = new double[size][size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[from + i], from, block[i], 0, size);
        }
        return block;
    }

    /** Relative change of the mass of each category, then of its events, per scale of each cell of each era. */
    private double[][] byScale() {
        double[] shares = chain.first().shares();
        var by = new double[2 * categories.length][Cells.SCALES * shares.length];
        for (int c = 0; c < by.length; c++) {
            boolean shape = c < categories.length;
            double[] scale = shape ? categories[c].scale() : photons.eventsByScale(c - categories.length);
            for (int k = 0; k < by[c].length; k++) {
                by[c][k] = shares[k / Cells.SCALES] * scale[k % Cells.SCALES];
            }
        }
        return by;
    }

    /**
     * Relative change of the width of each category per resolution: the relative variance of the mass has ¼ s² of each photon,
     * so that σ changes by ½ · ½ s δs/σ² of it. As many events leave as come where only the width changes.
     */
    private double[][] byResolution() {
        double[] shares = chain.first().shares();
        double[] smear = chain.first().of(Constants.SMEARING);
        var by = new double[2 * categories.length][smear.length];
        for (int c = 0; c < categories.length; c++) {
            double[] scale = categories[c].scale(); // half the number of photons per event
            double width = categories[c].weight() > 0 ? categories[c].width() : Double.NaN;
            for (int k = 0; k < smear.length && width > 0; k++) {
                double photons = 2 * scale[k % Cells.SCALES];
                by[c][k] = shares[k / Cells.SCALES] * photons * 0.25 * smear[k] / (width * width);
            }
        }
        return by;
    }
}

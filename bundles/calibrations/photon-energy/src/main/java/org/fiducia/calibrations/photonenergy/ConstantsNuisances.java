package org.fiducia.calibrations.photonenergy;

/** What the errors of constants do to the mean and the width of the signal in each category. */
final class ConstantsNuisances {
    private static final String ELECTRONS = "photon scale, electron sample";
    private static final String MUONS = "photon scale, muon sample";
    private static final String RESOLUTION = "photon energy resolution";

    private final ConstantsChain chain;
    private final SignalPhotons.Category[] categories;

    ConstantsNuisances(ConstantsChain chain, SignalPhotons photons) {
        this.chain = chain;
        this.categories = photons.categories();
    }

    /** What takes a nuisance. */
    interface Taker {
        /**
         * @param sizes relative change of the mean, or of the width, of each category
         * @param width whether it is the width
         */
        void take(String name, String group, double[] sizes, boolean width);
    }

    /** Every nuisance. */
    void each(Taker taker) {
        Constants first = chain.first();
        int n = first.of(Constants.ALPHA).length;
        joint(taker, "photon_scale_ee", ELECTRONS, byScale(), block(first.covariance(), 0, n), false);
        joint(taker, "photon_resolution", RESOLUTION, byResolution(), block(first.covariance(), n, n), true);
        chain.stage(2).ifPresent(stage -> {
            var by = new double[categories.length][];
            for (int c = 0; c < by.length; c++) {
                by[c] = categories[c].uniformity();
            }
            joint(taker, "photon_uniformity", ELECTRONS, by, stage.covariance(), false);
        });
        chain.stage(3).ifPresent(stage -> {
            double[] errors = stage.errors(Constants.PHOTON);
            for (int k = 0; k < errors.length; k++) {
                var sizes = new double[categories.length];
                for (int c = 0; c < sizes.length; c++) {
                    sizes[c] = categories[c].photon()[k] * errors[k];
                }
                taker.take("photon_scale_mumugamma_" + k, MUONS, sizes, false);
            }
        });
    }

    /** Independent nuisances that together give the categories the covariance which constants do. */
    private static void joint(
            Taker taker, String name, String group, double[][] by, double[][] covariance, boolean width) {
        double[][] root = Matrix.root(Matrix.sandwich(by, covariance));
        for (int k = 0; k < root.length; k++) {
            var sizes = new double[root.length];
            for (int c = 0; c < sizes.length; c++) {
                sizes[c] = root[c][k];
            }
            taker.take(name + "_" + k, group, sizes, width);
        }
    }

    private static double[][] block(double[][] matrix, int from, int size) {
        var block = new double[size][size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(matrix[from + i], from, block[i], 0, size);
        }
        return block;
    }

    /** Relative change of the mass of each category per scale of each cell of each era. */
    private double[][] byScale() {
        double[] shares = chain.first().shares();
        var by = new double[categories.length][Cells.SCALES * shares.length];
        for (int c = 0; c < by.length; c++) {
            double[] scale = categories[c].scale();
            for (int k = 0; k < by[c].length; k++) {
                by[c][k] = shares[k / Cells.SCALES] * scale[k % Cells.SCALES];
            }
        }
        return by;
    }

    /**
     * Relative change of the width of each category per resolution: the relative variance of the mass has ¼ s² of each photon,
     * so that σ changes by ½ · ½ s δs/σ² of it.
     */
    private double[][] byResolution() {
        double[] shares = chain.first().shares();
        double[] smear = chain.first().of(Constants.SMEARING);
        var by = new double[categories.length][smear.length];
        for (int c = 0; c < by.length; c++) {
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

package org.fiducia.api.fit;

/**
 * Why there is no interval around a fit: elsewhere the likelihood is higher, so that what was taken for the best fit is not
 * the global minimum of the NLL. The cause of the error that an {@link IntervalEstimator} ends with; whoever fitted can go on
 * from there.
 */
public final class BetterMinimum extends Exception {
    private static final long serialVersionUID = 1;

    private final double[] parameters;

    /**
     * A point.
     *
     * @param message where it is
     * @param parameters of the model, in its order
     */
    public BetterMinimum(String message, double[] parameters) {
        super(message, null, false, false);
        this.parameters = parameters.clone();
    }

    /** Values of the model's parameters, in its order, with an NLL below that of the best fit. */
    public double[] parameters() {
        return parameters.clone();
    }
}

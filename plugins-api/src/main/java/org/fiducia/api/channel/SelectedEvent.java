package org.fiducia.api.channel;

import org.fiducia.api.Nullable;

/**
 * An event that is kept: reconstructed, fiducial, or both.
 *
 * @param weight weight of the event within its sample: generator weight (simulation) or prescale (data)
 * @param region index into {@link Channel#regions()}; −1 when there is no reconstructed candidate
 * @param category index into {@link Channel#categories(org.fiducia.api.Settings)} of the reconstructed candidate; −1 when there is none
 * @param reco reconstructed candidate or null
 * @param fiducialCategory index into the {@linkplain Category#generatedClasses generated classes} of these categories of the
 *     fiducial candidate; −1 when not fiducial
 * @param fiducial fiducial candidate or null
 * @param resonant the reconstructed objects are those of the signal decay (simulated signal only)
 * @param factor weight of the reconstructed candidate, e.g. scale factors of its leptons, apart from that of the event
 * @param variations alternative weights relative to the nominal one, e.g. of other scales or parton densities, in the order
 *     of the sample's variations; empty for none; not written to
 */
public record SelectedEvent(
        double weight,
        int region,
        int category,
        @Nullable Candidate reco,
        int fiducialCategory,
        @Nullable Candidate fiducial,
        boolean resonant,
        double factor,
        float[] variations) {
    private static final float[] NONE = {};

    /** An event without alternative weights. */
    public SelectedEvent(
            double weight,
            int region,
            int category,
            @Nullable Candidate reco,
            int fiducialCategory,
            @Nullable Candidate fiducial,
            boolean resonant) {
        this(weight, region, category, reco, fiducialCategory, fiducial, resonant, 1, NONE);
    }

    /** The same with alternative weights. */
    public SelectedEvent withVariations(float[] weights) {
        return new SelectedEvent(weight, region, category, reco, fiducialCategory, fiducial, resonant, factor, weights);
    }

    /** Weight of the event as a selected one: of the event, times that of its candidate. */
    public double selectedWeight() {
        return weight * factor;
    }

    /** The same with another weight of the candidate. */
    public SelectedEvent withFactor(double other) {
        return new SelectedEvent(
                weight, region, category, reco, fiducialCategory, fiducial, resonant, other, variations);
    }

    /** The same with another weight. */
    public SelectedEvent withWeight(double other) {
        return new SelectedEvent(
                other, region, category, reco, fiducialCategory, fiducial, resonant, factor, variations);
    }

    /** The same with another reconstructed candidate. */
    public SelectedEvent withReco(@Nullable Candidate candidate) {
        return new SelectedEvent(
                weight, region, category, candidate, fiducialCategory, fiducial, resonant, factor, variations);
    }
}

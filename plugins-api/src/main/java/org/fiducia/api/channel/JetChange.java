package org.fiducia.api.channel;

/** What becomes of a reconstructed jet. */
@FunctionalInterface
public interface JetChange {
    /**
     * The jet as it would have been; the same instance when nothing changes.
     *
     * @param jet as it was reconstructed
     * @param generatedPt transverse momentum of the generated jet it comes from, GeV; NaN where none is known
     */
    FourMomentum of(FourMomentum jet, double generatedPt);
}

package org.fiducia.api.measurement;

/**
 * What simulation says of the signal in the bins of one observable. Arrays are not written to after construction.
 *
 * @param efficiency ε, [era][category][reco bin][fiducial bin]: fraction of the fiducial events of a bin that are
 *     selected, resonant, in a reco bin and in the fit window
 * @param efficiencyError its statistical uncertainty, same shape
 * @param nonFiducial f, [era][category][reco bin]: selected resonant events that are not fiducial over those that are
 * @param nonResonant [era][category][reco bin] selected events per fb⁻¹ of which the objects are not those of the decay
 * @param sm [category][fiducial bin] fiducial cross section of the simulation, fb
 */
public record Response(
        double[][][][] efficiency,
        double[][][][] efficiencyError,
        double[][][] nonFiducial,
        double[][][] nonResonant,
        double[][] sm) {
    /** Number of categories. */
    public int categories() {
        return sm.length;
    }

    /** Number of fiducial bins. */
    public int fiducialBins() {
        return sm[0].length;
    }

    /** Number of reco bins. */
    public int recoBins() {
        return nonFiducial[0][0].length;
    }

    /** Fiducial cross section of a bin summed over categories, fb. */
    public double sm(int bin) {
        double sum = 0;
        for (double[] category : sm) {
            sum += category[bin];
        }
        return sum;
    }
}

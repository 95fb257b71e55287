package org.fiducia.api.measurement;

import java.util.stream.IntStream;

/**
 * What simulation says of the signal in the bins of one observable. Arrays are not written to after construction.
 *
 * @param efficiency ε, [era][category][reco bin][fiducial bin]: fraction of the fiducial events of a bin, of the generated
 *     class of the category, that are selected in the category, resonant, in a reco bin and in the fit window
 * @param efficiencyError its statistical uncertainty, same shape
 * @param nonFiducial f, [era][category][reco bin]: selected resonant events that are not fiducial over those that are
 * @param nonResonant [era][category][reco bin] selected events per fb⁻¹ of which the objects are not those of the decay
 * @param sm [generated class][fiducial bin] fiducial cross section of the simulation, fb
 * @param generatedClass [category] index of its generated class
 */
public record Response(
        double[][][][] efficiency,
        double[][][][] efficiencyError,
        double[][][] nonFiducial,
        double[][][] nonResonant,
        double[][] sm,
        int[] generatedClass) {
    /** A response in which every category has a generated class of its own. */
    public Response(
            double[][][][] efficiency,
            double[][][][] efficiencyError,
            double[][][] nonFiducial,
            double[][][] nonResonant,
            double[][] sm) {
        this(
                efficiency,
                efficiencyError,
                nonFiducial,
                nonResonant,
                sm,
                IntStream.range(0, sm.length).toArray());
    }

    /** Number of categories. */
    public int categories() {
        return generatedClass.length;
    }

    /** Number of generated classes. */
    public int generatedClasses() {
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

    /** Fiducial cross section of a bin summed over generated classes, fb. */
    public double sm(int bin) {
        double sum = 0;
        for (double[] generated : sm) {
            sum += generated[bin];
        }
        return sum;
    }

    /** Fiducial cross sections of the generated class of a category, [fiducial bin], fb. */
    public double[] smOf(int category) {
        return sm[generatedClass[category]];
    }
}

package org.fiducia.api.measurement;

import java.util.List;

/**
 * What whoever compares with a measurement, or combines it with others, needs beside its results.
 *
 * @param statistical covariance of the cross sections of the bins, fb², one row per bin, with all constrained nuisances held at
 *     the best fit; empty when not known
 * @param predictions other than that of the card, in the order in which they were asked for
 * @param definition of the fiducial phase space, a sentence per requirement; empty when the channel does not tell
 * @param composition of the predicted cross sections, by production and finest class; empty when not known
 */
public record Reuse(
        List<double[]> statistical,
        List<PredictedSpectrum> predictions,
        List<String> definition,
        List<PredictedPart> composition) {
    /** Nothing is known. */
    public static final Reuse NONE = new Reuse(List.of(), List.of(), List.of());

    /** Without the composition. */
    public Reuse(List<double[]> statistical, List<PredictedSpectrum> predictions, List<String> definition) {
        this(statistical, predictions, definition, List.of());
    }

    public Reuse {
        statistical = List.copyOf(statistical);
        predictions = List.copyOf(predictions);
        definition = List.copyOf(definition);
        composition = List.copyOf(composition);
    }

    /** The same with predictions. */
    public Reuse withPredictions(List<PredictedSpectrum> others) {
        return new Reuse(statistical, others, definition, composition);
    }

    /** The same with a composition of the predicted cross sections. */
    public Reuse withComposition(List<PredictedPart> parts) {
        return new Reuse(statistical, predictions, definition, parts);
    }

    /** The same with a definition of the fiducial phase space. */
    public Reuse withDefinition(List<String> sentences) {
        return new Reuse(statistical, predictions, sentences, composition);
    }
}

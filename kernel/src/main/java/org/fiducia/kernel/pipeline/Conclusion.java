package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.model.StatisticalModel;

/**
 * How a measurement asks for what follows from its likelihood.
 *
 * @param inference answers
 * @param tools what it answers with
 */
record Conclusion(Inference inference, Tools tools) {
    /** Distance of the start of an Asimov fit from its answer, in steps of each parameter. */
    private static final double ASIMOV_OFFSET = 0.5;

    /**
     * Asks.
     *
     * @param name of the observable, for messages
     * @throws FiduciaException when an interval or what else belongs to a measurement is missing
     */
    Conclusions of(
            String name,
            Likelihood likelihood,
            boolean asimov,
            List<Quantity> quantities,
            Questions questions,
            Progress progress) {
        var subject = new Subject(
                name,
                likelihood,
                start(likelihood.model(), asimov),
                asimov,
                "merge bins with few events, or try another fitter in the card");
        Conclusions found = inference.conclude(subject, quantities, questions, tools, progress);
        if (!found.fit().best().edges().isEmpty()) {
            progress.warn("the fit of " + name + " " + found.fit().best().message());
        }
        found.incomplete().ifPresent(why -> {
            throw why;
        });
        found.failures()
                .forEach((question, why) ->
                        progress.warn(name + ": no " + question + ": " + why.getMessage() + "; " + why.remedy()));
        return found;
    }

    /**
     * Start of the fit. The Asimov data set is fitted from beside its answer, so that finding it means something; what is held
     * stays where it is held.
     */
    private static double[] start(StatisticalModel model, boolean asimov) {
        return model.parameters().stream()
                .mapToDouble(p -> asimov && !p.fixed()
                        ? Math.min(p.initial() + ASIMOV_OFFSET * p.step(), p.upper())
                        : p.initial())
                .toArray();
    }
}

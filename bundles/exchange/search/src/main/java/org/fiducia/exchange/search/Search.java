package org.fiducia.exchange.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Limit;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.inference.Questions;
import org.fiducia.api.inference.Questions.Intervals;
import org.fiducia.api.inference.Questions.Profiles;
import org.fiducia.api.inference.Questions.Tests;
import org.fiducia.api.model.Parameter;

/**
 * Fits a part of a model and finds the limit on the strength of its signal.
 *
 * @param asked what is wanted
 */
record Search(Inference inference, LikelihoodCompiler compiler, Tools tools, Asked asked, Progress progress) {
    /** Name of all channels together. */
    static final String TOGETHER = "combined";

    /**
     * What is wanted.
     *
     * @param strength name of the parameter
     * @param toys number of toys; 0 for asymptotic formulae
     */
    record Asked(String strength, double level, int toys, long seed) {}

    /**
     * What was found.
     *
     * @param likelihood of the part
     * @param conclusions with the limit
     */
    record Found(Part part, Likelihood likelihood, Conclusions conclusions) {
        /** The limit; empty where there is none, see {@link #failure}. */
        Optional<Limit> limit() {
            return conclusions.answers().limits().stream().findFirst();
        }

        /** Why there is no limit. */
        Optional<FiduciaException> failure() {
            Map<String, FiduciaException> failures = conclusions.failures();
            return failures.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("limit"))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    Found of(Part part) {
        int index = part.model().indexOf(asked.strength());
        if (index < 0) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "the channel " + part.name() + " does not depend on " + asked.strength(),
                    "choose a parameter that all channels have, or leave the channel out");
        }
        progress.begin("fitting " + part.name(), 0);
        Likelihood likelihood = compiler.compile(part.model(), part.data());
        Parameter strength = part.model().parameters().get(index);
        var questions = new Questions(
                false,
                false,
                List.of(),
                List.of(),
                Profiles.NONE,
                new Tests(List.of(asked.strength()), asked.level(), List.of(), List.of(), asked.toys()),
                0,
                asked.seed(),
                Intervals.PROFILE);
        var subject = new Subject(
                part.name(),
                likelihood,
                likelihood.model().initial(),
                false,
                "look at the channel by itself with `fit`");
        return new Found(
                part,
                likelihood,
                inference.conclude(subject, List.of(Quantity.of(strength, "")), questions, tools, progress));
    }
}

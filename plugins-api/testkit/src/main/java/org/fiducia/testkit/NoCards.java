package org.fiducia.testkit;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;

/** Models of cards where there is no card. */
public final class NoCards implements CardModel {
    @Override
    public Model model(
            Verb.Terminal terminal, Options options, String observable, List<ToDoubleFunction<Candidate>> truths) {
        throw new AssertionError("there is no card");
    }

    @Override
    public Model model(Options options, String observable, Progress progress) {
        throw new AssertionError("there is no card");
    }
}

package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.CardBinning;
import org.fiducia.kernel.plugins.Plugins;

/**
 * The observables that can be measured with the channel of a card, in the bins that the card gives them.
 *
 * @param card has the bins
 * @param plugins has the observables
 * @param channel has the candidates
 */
record CardObservables(AnalysisCard card, Plugins plugins, Channel channel) {
    /** The observable of an id, with the bins of the card. */
    Observable<?> of(String id) {
        requireKnownBinnings();
        Observable<?> observable = plain(id);
        CardBinning bins = card.binnings().get(id);
        return bins == null ? observable : rebinned(observable, bins);
    }

    /** The observable of an id, in bins of its own. */
    Observable<?> plain(String id) {
        Observable<?> observable = plugins.get(Observable.class, id);
        Class<?> needs = Plugins.guard(observable, observable::candidateType);
        if (!needs.isAssignableFrom(channel.candidateType())) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "the observable " + id + " needs a " + needs.getSimpleName() + ", the channel " + channel.id()
                            + " gives a " + channel.candidateType().getSimpleName(),
                    "choose an observable of this channel, or a card of another channel");
        }
        return observable;
    }

    private static <C extends Candidate> Observable<C> rebinned(Observable<C> observable, CardBinning bins) {
        return new RebinnedObservable<>(observable, bins.of(observable.info()));
    }

    /**
     * The observables of the distribution for the channel that are not among some. Nobody calls a deployed one but who asks
     * for it: whatever it does, the others do not suffer.
     */
    List<Observable<?>> others(List<Observable<?>> some) {
        var others = new ArrayList<Observable<?>>();
        for (Observable<?> other : plugins.all(Observable.class)) {
            boolean wanted = some.stream().anyMatch(o -> o.id().equals(other.id()));
            if (!wanted
                    && !Plugins.deployed(other)
                    && other.candidateType().isAssignableFrom(channel.candidateType())) {
                others.add(other);
            }
        }
        return others;
    }

    /** Bins of an observable that is not installed are most likely those of a misspelt one. */
    private void requireKnownBinnings() {
        List<String> known =
                plugins.all(Observable.class).stream().map(Plugin::id).toList();
        for (CardBinning bins : card.binnings().values()) {
            String id = bins.at().substring(bins.at().lastIndexOf('/') + 1);
            if (!known.contains(id)) {
                throw new FiduciaException(
                        Kind.CARD,
                        card.file() + ": " + bins.at() + " is of no observable",
                        Suggestion.among(id, known));
            }
        }
    }
}

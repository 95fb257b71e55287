package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.Observable;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
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
    /** What is measured under an id: an observable with the bins of the card, or a classification with its settings. */
    Classification<?> of(String id) {
        requireKnownBinnings();
        List<Plugin> classifications = plugins.all(Classification.class).stream()
                .filter(c -> c.id().equals(id))
                .map(Plugin.class::cast)
                .toList();
        if (!classifications.isEmpty()) {
            return classification(id);
        }
        Observable<?> observable = plain(id);
        CardBinning bins = card.binnings().get(id);
        return bins == null ? observable : rebinned(observable, bins);
    }

    private Classification<?> classification(String id) {
        if (plugins.all(Observable.class).stream().anyMatch(o -> o.id().equals(id))) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    "there is an observable and a classification of the name " + id,
                    "remove one of them, for instance from the deploy folder");
        }
        Classification<?> found = requireServed(plugins.get(Classification.class, id), "classification");
        Settings settings = settings("classifications", id).orElse(Settings.none());
        Classification<?> configured = Plugins.guard(found, () -> found.configured(settings));
        return configured == found
                ? found
                : new ConfiguredClassification<>(found, configured, settings, uses(found, settings));
    }

    /** What the card says of a plug-in of a kind. */
    private Optional<Settings> settings(String kind, String id) {
        return card.plugins().getOrDefault(kind, List.of()).stream()
                .filter(choice -> choice.id().equals(id))
                .map(Choice::settings)
                .findFirst();
    }

    private static List<Plugin> uses(Classification<?> plugin, Settings settings) {
        return Plugins.guard(plugin, () -> plugin.uses(settings));
    }

    /** The observable of an id with the settings of the card, in bins of its own. */
    Observable<?> plain(String id) {
        return configured(requireServed(plugins.get(Observable.class, id), "observable"));
    }

    private Observable<?> configured(Observable<?> found) {
        Optional<Settings> settings = settings("observables", found.id());
        if (settings.isEmpty()) {
            return found;
        }
        Classification<?> configured = Plugins.guard(found, () -> found.configured(settings.get()));
        if (configured == found) {
            return found;
        }
        if (configured instanceof Observable<?> observable) {
            return new ConfiguredObservable<>(found, observable, settings.get(), uses(found, settings.get()));
        }
        throw new FiduciaException(
                Kind.PLUGIN,
                "the observable " + found.id() + " (" + Plugins.origin(found) + ") is none any more with settings",
                "it must be one with them, too; tell its author");
    }

    /** Ids of the installed observables that candidates of the channel have. */
    List<String> served() {
        return plugins.all(Observable.class).stream()
                .filter(this::serves)
                .map(Plugin::id)
                .toList();
    }

    /** Ids of the classifications that the card has settings for. */
    List<String> classifications() {
        List<String> installed =
                plugins.all(Classification.class).stream().map(Plugin::id).toList();
        return card.plugins().getOrDefault("classifications", List.of()).stream()
                .map(Choice::id)
                .filter(installed::contains)
                .toList();
    }

    private boolean serves(Classification<?> observable) {
        return Plugins.guard(observable, observable::candidateType).isAssignableFrom(channel.candidateType());
    }

    private <T extends Classification<?>> T requireServed(T observable, String kind) {
        if (!serves(observable)) {
            Class<?> needs = observable.candidateType();
            throw new FiduciaException(
                    Kind.USAGE,
                    "the " + kind + " " + observable.id() + " needs a " + needs.getSimpleName() + ", the channel "
                            + channel.id() + " gives a "
                            + channel.candidateType().getSimpleName(),
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
    List<Classification<?>> others(List<Classification<?>> some) {
        var others = new ArrayList<Classification<?>>();
        for (Observable<?> other : plugins.all(Observable.class)) {
            boolean wanted = some.stream().anyMatch(o -> o.id().equals(other.id()));
            if (!wanted
                    && settings("observables", other.id()).isEmpty() // what it says is for who asks for it
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

package org.fiducia.kernel.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.EventStep.Alternative;
import org.fiducia.api.channel.EventStep.Step;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.pipeline.EventUnit.StepOrder;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/** What a card says of events before the channel looks at them, held from the start of a run to its end. */
final class CardSteps {
    private final AnalysisCard card;
    private final Map<String, EventStep> plugins = new LinkedHashMap<>();
    private final Map<String, List<Placed>> steps = new LinkedHashMap<>();

    /**
     * A step at its place in the card.
     *
     * @param order tells whoever works on a unit of it
     */
    record Placed(EventStep plugin, Choice choice, Step step, StepOrder order) {}

    /**
     * @param find gives the plug-in of an id
     * @throws FiduciaException for one that is not there, or refuses its settings
     */
    CardSteps(AnalysisCard card, Function<String, EventStep> find) {
        this.card = card;
        card.steps().forEach((era, choices) -> {
            var placed = new ArrayList<Placed>();
            for (Choice choice : choices) {
                EventStep plugin = plugins.computeIfAbsent(choice.id(), find);
                Step step = Plugins.guard(plugin, () -> plugin.step(choice.settings()));
                var order = new StepOrder(
                        choice.id(), choice.settings().path(), choice.settings().values());
                placed.add(new Placed(plugin, choice, step, order));
            }
            steps.put(era, placed);
        });
    }

    /** The plug-in of an id that the card names. */
    EventStep plugin(String id) {
        return Objects.requireNonNull(plugins.get(id), "it is of the card");
    }

    /** Of what the events of a sample are. */
    SampleOrigin origin(SampleFiles sample) {
        String era = sample.era().isEmpty() && card.eras().size() == 1
                ? card.eras().get(0).name()
                : sample.era();
        return new SampleOrigin(sample.role(), sample.name(), sample.process(), era, sample.dataSet());
    }

    /**
     * The steps of a sample in their order: those of the card, then those of its era.
     *
     * @throws FiduciaException when one does not know what to do with it
     */
    List<Placed> of(SampleFiles sample) {
        SampleOrigin origin = origin(sample);
        var own = new ArrayList<Placed>();
        steps.forEach((era, placed) -> {
            for (Placed each : placed) {
                if (!(era.isEmpty() || origin.era().isEmpty() || origin.era().equals(era)) || !serves(each, origin)) {
                    continue;
                }
                if (!era.isEmpty() && origin.era().isEmpty()) {
                    throw new FiduciaException(
                            Kind.CARD,
                            card.file() + ": " + each.choice().settings().path() + " is of the era " + era
                                    + ", and the sample " + sample.name() + " stands for several eras",
                            "make a sample for each era, with its name as era, or put the step in /steps of the card");
                }
                Plugins.guard(each.plugin(), () -> each.step().columns(origin)); // which may refuse it
                own.add(each);
            }
        });
        return own;
    }

    /**
     * Alternative weights that the steps of a sample add to those of its files.
     *
     * @throws FiduciaException for two of one name
     */
    List<Variation> alternatives(SampleFiles sample, List<Placed> own, List<Variation> ofFiles) {
        SampleOrigin origin = origin(sample);
        var all = new ArrayList<Variation>();
        var places = new HashMap<String, Integer>();
        for (Placed each : own) {
            for (Alternative one :
                    Plugins.guard(each.plugin(), () -> each.step().alternatives(origin))) {
                boolean known = ofFiles.stream().anyMatch(other -> other.name().equals(one.name()))
                        || all.stream()
                                .anyMatch(other -> other.name().equals(one.name())
                                        && other.label().equals(one.label()));
                if (known) {
                    throw new FiduciaException(
                            Kind.CARD,
                            card.file() + ": " + each.choice().settings().path() + " has the alternative weight "
                                    + one.name() + "/" + one.label() + ", which events of " + sample.name()
                                    + " already have",
                            "give it another name");
                }
                int place = places.merge(one.name(), 1, Integer::sum) - 1;
                all.add(new Variation(
                        one.name(), place, 1, one.label(), each.step().side()));
            }
        }
        return all;
    }

    private static boolean serves(Placed placed, SampleOrigin origin) {
        return Plugins.guard(placed.plugin(), () -> placed.step().serves(origin));
    }

    /** The lines of a cutflow: behind that of all events those of the steps. */
    static List<String> lines(List<String> cuts, List<Step> steps) {
        var lines = new ArrayList<>(cuts);
        lines.addAll(Math.min(1, cuts.size()), steps.stream().map(Step::title).toList());
        return lines;
    }

    /**
     * What the steps of a sample add to a key of the store; empty where there is none, so that what is selected without steps
     * is the same for every sample.
     *
     * @param hash of a file
     */
    String key(SampleFiles sample, List<Placed> own, Function<Path, String> hash, Store store) {
        if (own.isEmpty()) {
            return "";
        }
        var parts = new ArrayList<Object>();
        parts.add(origin(sample));
        for (Placed each : own) {
            parts.add(each.choice().id());
            parts.add(each.choice().settings().values());
            each.choice().settings().files().forEach(file -> parts.add(hash.apply(file)));
            parts.add(Plugins.fingerprint(each.plugin(), store));
        }
        return Store.key(parts.toArray());
    }

    /**
     * Lets the steps conclude from what they counted.
     *
     * @param counts of each step, by name
     */
    void conclude(Map<Placed, SortedMap<String, Long>> counts, Progress progress) {
        steps.values().stream().flatMap(List::stream).forEach(each -> {
            SortedMap<String, Long> own = counts.getOrDefault(each, new TreeMap<>());
            Plugins.guard(each.plugin(), () -> each.step().conclude(own)).forEach(progress::warn);
        });
    }
}

package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.command.CardGeneration.Event;
import org.fiducia.api.command.CardGeneration.Filling;
import org.fiducia.api.command.CardGeneration.Source;
import org.fiducia.api.command.CardGeneration.Target;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.api.observable.Classification;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.plugins.Plugins;

/** The events of a generator in the fiducial phase space of a channel, and in the bins of its observables. */
final class GeneratedEvents {
    private static final InputFormat PLAIN = new InputFormat("", "", null, Map.of(), Map.of());

    private final AnalysisCard card;
    private final Channel channel;
    private final Selector selector;
    private final EventFiles files;
    private final List<Classification<?>> observables;
    private final Target target;
    private final Progress progress;

    /** @throws FiduciaException when the channel does not know generated events */
    GeneratedEvents(
            AnalysisCard card,
            Channel channel,
            EventFiles files,
            List<Classification<?>> observables,
            Target target,
            Progress progress) {
        this.card = card;
        this.channel = channel;
        this.files = files;
        this.observables = observables;
        this.target = target;
        this.progress = progress;
        this.selector = Plugins.guard(
                        channel, () -> channel.generated(card.channel().settings()))
                .orElseThrow(() -> new FiduciaException(
                        Kind.PLUGIN,
                        "the channel " + channel.id() + " (" + Plugins.origin(channel)
                                + ") has no selection of generated events",
                        "choose a card of another channel, or tell its author"));
    }

    /** A tree and how its columns are read. */
    private record Found(TreeInfo tree, InputFormat format) {}

    /** Passes the events of a file on. */
    <F extends Filling> F fill(Path path, String process, Function<Source, F> start) {
        List<ColumnSpec> specs = Plugins.guard(channel, () -> selector.columns(Role.SIGNAL));
        try (EventFile file = files.open(path, "")) {
            Found found = found(path, file, specs);
            TreeInfo tree = found.tree();
            String where = path + ", tree " + tree.name();
            var columns = new BoundColumns(where, found.format(), specs, tree).requireSome(where);
            F filling = start.apply(source(path, file, found, specs));
            var branches = new LinkedHashSet<>(columns.branches());
            branches.addAll(filling.columns());
            try (var cursor = file.read(tree.name(), List.copyOf(branches))) {
                for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                    progress.checkCancelled();
                    fill(batch, columns.bind(batch), process, filling);
                }
            }
            return filling;
        } catch (IOException e) {
            throw EventFiles.unreadable(path, e);
        }
    }

    private List<InputFormat> formats() {
        return card.samples().stream()
                .filter(sample -> sample.role() == Role.SIGNAL)
                .map(AnalysisCard.SampleFiles::format)
                .distinct()
                .toList();
    }

    /** The tree that has the columns of the channel under their own names, else one that the card reads signal from. */
    private Found found(Path path, EventFile file, List<ColumnSpec> specs) {
        List<TreeInfo> trees = file.outline();
        for (TreeInfo tree : trees) {
            if (specs.stream()
                    .allMatch(
                            spec -> spec.optional() || tree.branch(spec.name()).isPresent())) {
                return new Found(tree, PLAIN);
            }
        }
        for (InputFormat format : formats()) {
            Optional<TreeInfo> tree = trees.stream()
                    .filter(t -> t.name().equals(format.tree()) || format.tree().isEmpty() && trees.size() == 1)
                    .findFirst();
            if (tree.isPresent()) {
                return new Found(tree.get(), format);
            }
        }
        if (trees.isEmpty()) {
            throw new FiduciaException(Kind.INPUT, path + " has no tree", "name a file of events");
        }
        return new Found(trees.get(0), PLAIN); // whose missing columns are named
    }

    private Source source(Path path, EventFile file, Found found, List<ColumnSpec> specs) {
        var generated = new Generated(0);
        List<Variation> variations = List.of();
        for (InputFormat format : formats()) {
            Normalisation n = format.normalisation();
            if (n != null
                    && file.outline().stream().anyMatch(tree -> tree.name().equals(n.tree()))) {
                EventFiles.normalisation(path, file, format, generated);
                variations = EventFiles.variations(path, file, found.tree(), format);
                break;
            }
        }
        boolean told = generated.sumOfWeights() != 0;
        return new Source(
                path,
                target,
                found.tree(),
                generated.crossSection(),
                told ? generated.sumOfWeights() : Double.NaN,
                variations,
                assumed(path, found, specs));
    }

    private static List<String> assumed(Path path, Found found, List<ColumnSpec> specs) {
        var assumed = new ArrayList<String>();
        for (ColumnSpec spec : specs) {
            boolean there = found.tree().branch(spec.name()).isPresent()
                    || found.format().columns().containsKey(spec.name());
            if (!there && spec.optional()) {
                assumed.add(path.getFileName() + " has no " + spec.name() + ": taken as " + spec.otherwise()
                        + (spec.jagged() ? " of each object" : ""));
            }
        }
        return assumed;
    }

    private void fill(EventBatch raw, EventBatch bound, String process, Filling filling) {
        var kept = new Kept(raw.size());
        Plugins.guard(channel, () -> {
            selector.select(bound, Role.SIGNAL, kept);
            return null;
        });
        int[][] bins = bins(kept, process);
        for (int event = 0; event < raw.size(); event++) {
            filling.fill(new Event(raw, event, kept.weights[event], kept.events.get(event), bins[event]));
        }
    }

    /** Bins of the events of a batch, [event][observable]. */
    private int[][] bins(Kept kept, String process) {
        var bins = new int[kept.events.size()][observables.size()];
        Stream.of(bins).forEach(event -> Arrays.fill(event, -1));
        for (int o = 0; o < observables.size(); o++) {
            int place = o;
            Classification<?> observable = observables.get(o);
            Plugins.guard(observable, () -> {
                for (int event = 0; event < bins.length; event++) {
                    Optional<SelectedEvent> selected = kept.events.get(event);
                    if (selected.isPresent()) {
                        Candidate candidate =
                                Objects.requireNonNull(selected.get().fiducial(), "only such are kept");
                        bins[event][place] = bin(observable, process, candidate);
                    }
                }
                return null;
            });
        }
        return bins;
    }

    private static <C extends Candidate> int bin(Classification<C> observable, String process, Candidate candidate) {
        return observable.fiducial(process, observable.candidateType().cast(candidate));
    }

    /** What the channel says of the events of a batch. */
    private static final class Kept implements Selector.Sink {
        private final double[] weights;
        private final List<Optional<SelectedEvent>> events;
        private int event;

        Kept(int size) {
            weights = new double[size];
            events = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
        }

        @Override
        public void begin(int index) {
            event = index;
        }

        @Override
        public void keep(SelectedEvent kept) {
            if (kept.fiducial() != null) {
                events.set(event, Optional.of(kept));
            }
        }

        @Override
        public void pass(int cut, int category, double weight) {
            if (cut == 0) {
                weights[event] = weight;
            }
        }
    }
}

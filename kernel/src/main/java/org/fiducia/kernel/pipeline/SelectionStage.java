package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.pipeline.CardSteps.Placed;
import org.fiducia.kernel.pipeline.EventUnit.StepOrder;
import org.fiducia.kernel.pipeline.Selection.Holding;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;

/**
 * From files to selected candidates: cuts the files into units, has those selected that were not selected before, and puts
 * the units of each sample together in their order.
 */
final class SelectionStage {
    private static final String HEADERS = "header";
    private static final String UNITS = "selection";

    /** What is counted in a unit, without its events. */
    private static final String COUNTS = "counts";

    /** What is asked of a unit. */
    private enum Wanted {
        EVENTS,
        COUNTS
    }

    /** Of files that cannot be used, so many are told beside the first. */
    private static final int MOST_TOLD = 20;

    private final AnalysisCard card;
    private final Channel channel;
    private final Selector selector;
    private final List<Category> categories;
    private final EventFiles files;
    private final CardSteps steps;
    private final SelectionTask task;
    private final Store store;
    private final KeptEvents kept;
    private final Map<EventReader, String> readers = new ConcurrentHashMap<>();
    private final Progress progress;

    /**
     * @param steps before the selection
     * @param kept takes the events
     */
    SelectionStage(
            AnalysisCard card,
            Channel channel,
            CardSteps steps,
            EventFiles files,
            Store store,
            KeptEvents kept,
            Progress progress) {
        this.card = card;
        this.channel = channel;
        this.selector =
                Plugins.guard(channel, () -> channel.selector(card.channel().settings()));
        this.categories =
                Plugins.guard(channel, () -> channel.categories(card.channel().settings()));
        this.files = files;
        this.steps = steps;
        this.task = new SelectionTask(files, channel, steps::plugin, kept::hasRoom);
        this.store = store;
        this.kept = kept;
        this.progress = progress;
    }

    /** What selects the events of a unit with the channel of this run. */
    SelectionTask task() {
        return task;
    }

    /** The selection with what the card says to it. */
    Selector selector() {
        return selector;
    }

    /** Final states or classes with what the card says of them. */
    List<Category> categories() {
        return categories;
    }

    /** Asks for files that are elsewhere, several at once, before anything is made of them. */
    void ask(List<SampleFiles> samples, Workers workers) {
        List<Path> all = samples.stream()
                .flatMap(sample -> sample.files().stream()
                        .flatMap(file -> Stream.concat(
                                Stream.of(file),
                                sample.format().friends().stream().map(friend -> friend.beside(file)))))
                .distinct()
                .toList();
        files.ask(all, workers).forEach(progress::warn);
    }

    /** Key of the store for each sample: everything its selection depends on. */
    Map<SampleFiles, String> keys(List<SampleFiles> samples) {
        String code = code();
        String settings = settings();
        var keys = new LinkedHashMap<SampleFiles, String>();
        for (SampleFiles sample : samples) {
            keys.put(
                    sample,
                    Store.key(
                            code,
                            channel.id(),
                            settings,
                            sample.role(),
                            sample.format(),
                            sample.crossSection(),
                            sample.sumOfWeights(),
                            steps.key(sample, steps.of(sample), this::hash, store),
                            sample.files().stream()
                                    .map(file -> content(file, sample))
                                    .toList()));
        }
        return keys;
    }

    private String code() {
        return Plugins.fingerprint(channel, store) + Plugins.fingerprint(this, store);
    }

    /** What the card says to the channel, what the files hold that it names there, and the plug-ins. */
    private String settings() {
        Settings settings = card.channel().settings();
        Stream<String> files = settings.files().stream().map(this::hash);
        Stream<String> plugins = Plugins.guard(channel, () -> channel.uses(settings)).stream()
                .map(plugin -> Plugins.fingerprint(plugin, store));
        return settings.values() + Stream.concat(files, plugins).collect(Collectors.joining(" ", " ", ""));
    }

    /** What a file holds, and who reads it. */
    private String content(Path file, SampleFiles sample) {
        String beside = sample.format().friends().stream()
                .map(friend -> friend.beside(file))
                .filter(friend -> !friend.equals(file))
                .map(this::hash)
                .collect(Collectors.joining());
        return Files.isRegularFile(file)
                ? hash(file)
                        + beside
                        + readers.computeIfAbsent(
                                files.reader(file, sample.format().reader()),
                                reader -> Plugins.fingerprint(reader, store))
                : hash(file);
    }

    /** SHA-256 of an input file. */
    String hash(Path file) {
        try {
            return Files.isRegularFile(file) ? store.hashOf(file) : "absent";
        } catch (IOException e) {
            throw EventFiles.unreadable(file, e);
        }
    }

    /**
     * A unit of a sample.
     *
     * @param sample index of the sample
     * @param cuts lines of its cutflow
     * @param key in the store
     * @param bytes its share of the file
     * @param stamps of the file and those beside it when their content was looked at
     */
    private record Planned(int sample, EventUnit unit, List<String> cuts, String key, long bytes, FileStamps stamps) {}

    /**
     * What is kept of a unit.
     *
     * @param counts of each step
     * @param events in memory or in a file
     */
    private record Kept(Cutflow cutflow, List<SortedMap<String, Long>> counts, List<SelectedEvent> events) {}

    private Kept kept(Selection selection) {
        return new Kept(selection.cutflow(), selection.counts(), kept.keep(selection));
    }

    /**
     * Selects every sample, results in the order of the card.
     *
     * @param scheduler has what is not in the store selected
     * @param workers do the rest
     */
    List<SelectedSample> select(List<SampleFiles> samples, Scheduler scheduler, Workers workers) {
        return select(samples, Wanted.EVENTS, scheduler, workers);
    }

    /**
     * Counts the same, and keeps no event.
     *
     * @param lean whether the scheduler is to bring nothing but counts: else what it selects is in the store for later calls
     */
    List<SelectedSample> count(List<SampleFiles> samples, boolean lean, Scheduler scheduler, Workers workers) {
        kept.keepNone();
        return select(samples, lean ? Wanted.COUNTS : Wanted.EVENTS, scheduler, workers);
    }

    private List<SelectedSample> select(
            List<SampleFiles> samples, Wanted wanted, Scheduler scheduler, Workers workers) {
        ask(samples, workers);
        long bytes = samples.stream()
                .flatMap(sample -> sample.files().stream())
                .mapToLong(EventFiles::size)
                .sum();
        progress.begin("reading " + samples.size() + " samples", bytes, Progress.BYTES);
        List<List<Placed>> own = samples.stream().map(steps::of).toList(); // what is wrong is said before any work
        var planned = new ArrayList<Planned>();
        List<Sample> described = plan(samples, own, planned, workers);
        var found = new AtomicReferenceArray<Kept>(planned.size());
        boolean[] known = known(planned, wanted, found, workers);
        try {
            compute(planned, known, wanted, found, scheduler);
        } finally {
            files.closeParked();
        }
        var selected = new ArrayList<SelectedSample>();
        var counts = new HashMap<Placed, SortedMap<String, Long>>();
        for (int s = 0; s < described.size(); s++) {
            selected.add(sum(described.get(s), s, own.get(s), planned, found, known, counts));
        }
        steps.conclude(counts, progress);
        return selected;
    }

    /** Reads the headers of all files, and cuts them into units. */
    private List<Sample> plan(
            List<SampleFiles> samples, List<List<Placed>> own, List<Planned> planned, Workers workers) {
        String code = code();
        String settings = settings();
        var calls = new ArrayList<Callable<List<Planned>>>();
        var headers = new ArrayList<FileHeader[]>();
        var bad = new ConcurrentSkipListMap<Integer, FiduciaException>();
        for (int s = 0; s < samples.size(); s++) {
            SampleFiles sample = samples.get(s);
            String before = steps.key(sample, own.get(s), this::hash, store);
            var read = new FileHeader[sample.files().size()];
            headers.add(read);
            for (int f = 0; f < read.length; f++) {
                int index = s;
                int at = f;
                int call = calls.size();
                calls.add(() -> {
                    try {
                        FileStamps stamps = FileStamps.of(sample.files().get(at), sample.format());
                        String content = content(sample.files().get(at), sample);
                        read[at] = header(code, content, sample.files().get(at), sample);
                        return units(code, settings + before, content, index, sample, own.get(index), read[at], stamps);
                    } catch (FiduciaException e) {
                        if (e.kind() != Kind.INPUT) {
                            throw e;
                        }
                        bad.put(call, e); // with whatever is wrong with the others
                        return List.<Planned>of();
                    }
                });
            }
        }
        boolean elsewhere =
                samples.stream().flatMap(sample -> sample.files().stream()).anyMatch(InputNames::isRemote);
        (elsewhere ? EventFiles.patiently(workers, calls) : workers.all(calls)).forEach(planned::addAll);
        if (!bad.isEmpty()) {
            bad.tailMap(bad.firstKey(), false).values().stream()
                    .limit(MOST_TOLD)
                    .forEach(other -> progress.warn(other.getMessage() + "; " + other.remedy()));
            throw bad.firstEntry().getValue();
        }
        var described = new ArrayList<Sample>();
        for (int s = 0; s < samples.size(); s++) {
            SampleFiles sample = samples.get(s);
            List<Placed> before = own.get(s);
            described.add(FileHeader.sample(
                    sample, headers.get(s), variations -> steps.alternatives(sample, before, variations)));
        }
        return described;
    }

    private FileHeader header(String code, String content, Path file, SampleFiles sample) {
        boolean normalised = sample.role() != Role.DATA
                && (Double.isNaN(sample.crossSection()) || Double.isNaN(sample.sumOfWeights()));
        String key = Store.key(code, content, sample.role(), sample.format(), normalised);
        return store.get(HEADERS, key, in -> FileHeader.read(file, in)).orElseGet(() -> {
            FileHeader header = files.header(file, sample.role(), sample.format(), normalised);
            store.put(HEADERS, key, header::write);
            return header;
        });
    }

    private List<Planned> units(
            String code,
            String settings,
            String content,
            int index,
            SampleFiles sample,
            List<Placed> own,
            FileHeader header,
            FileStamps stamps) {
        long bytes = EventFiles.size(header.file());
        long entries = Math.max(1, header.generated().entries());
        List<StepOrder> orders = own.stream().map(Placed::order).toList();
        List<String> cuts =
                CardSteps.lines(selector.cuts(), own.stream().map(Placed::step).toList());
        return EventUnit.of(steps.origin(sample), sample.format(), orders, header).stream()
                .map(unit -> new Planned(
                        index,
                        unit,
                        cuts,
                        Store.key(
                                code,
                                channel.id(),
                                settings,
                                sample.role(),
                                unit.format(),
                                content,
                                unit.tree(),
                                unit.first(),
                                unit.count(),
                                unit.variations()),
                        (long) ((double) bytes * unit.count() / entries),
                        stamps))
                .toList();
    }

    /** Takes from the store what was selected before. */
    private boolean[] known(List<Planned> planned, Wanted wanted, AtomicReferenceArray<Kept> found, Workers workers) {
        var calls = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < planned.size(); i++) {
            int index = i;
            calls.add(() -> {
                Planned one = planned.get(index);
                Optional<Selection> stored = wanted == Wanted.COUNTS ? stored(COUNTS, one) : Optional.empty();
                stored = stored.or(() -> stored(UNITS, one));
                stored.ifPresent(selection -> {
                    found.set(index, kept(selection));
                    progress.advance(one.bytes());
                });
                return stored.isPresent();
            });
        }
        List<Boolean> stored = workers.all(calls);
        var known = new boolean[stored.size()];
        for (int i = 0; i < known.length; i++) {
            known[i] = stored.get(i);
        }
        return known;
    }

    private Optional<Selection> stored(String kind, Planned one) {
        return store.get(kind, one.key(), in -> {
            Holding holding = kept.keeps() ? Holding.PAGES : Holding.NONE;
            var selection = new Selection(
                    channel, one.cuts(), categories.size(), one.unit().steps().size(), holding);
            selection.read(in);
            if (kept.hasRoom(selection.size())) {
                selection.events(); // an entry that cannot be read is made anew
            }
            return selection;
        });
    }

    /** Has the others selected, the largest first, and keeps each as soon as it is done. */
    private void compute(
            List<Planned> planned,
            boolean[] known,
            Wanted wanted,
            AtomicReferenceArray<Kept> found,
            Scheduler scheduler) {
        int[] order = IntStream.range(0, planned.size())
                .filter(i -> !known[i])
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> planned.get(i).bytes())
                        .reversed())
                .mapToInt(i -> i)
                .toArray();
        if (order.length == 0) {
            return;
        }
        String kind = wanted == Wanted.COUNTS ? COUNTS : UNITS;
        Holding holding = kept.keeps() ? Holding.PAGES : Holding.NONE;
        Scheduler.Results results = (unit, bytes) -> {
            int index = order[unit];
            planned.get(index).stamps().requireUnchanged(planned.get(index).unit());
            store.put(kind, planned.get(index).key(), out -> out.write(bytes));
            Planned one = planned.get(index);
            int own = one.unit().steps().size();
            found.set(index, kept(task.selection(channel, one.cuts(), categories.size(), own, holding, bytes)));
            progress.advance(planned.get(index).bytes());
        };
        scheduler.run(
                SelectionTask.ID,
                SelectionTask.shared(channel.id(), card.channel().settings(), card.folder(), wanted == Wanted.COUNTS),
                IntStream.of(order)
                        .mapToObj(i -> SelectionTask.bytes(planned.get(i).unit()))
                        .toList(),
                results,
                progress);
        for (int i : order) {
            if (found.get(i) == null) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        "the scheduler " + scheduler.id() + " (" + Plugins.origin(scheduler)
                                + ") brings no result for entries "
                                + planned.get(i).unit().first() + " and following of "
                                + planned.get(i).unit().file(),
                        "choose another one with FIDUCIA_SCHEDULER, or none; tell its author");
            }
        }
    }

    /** Puts the units of a sample together, in their order. */
    private SelectedSample sum(
            Sample sample,
            int index,
            List<Placed> own,
            List<Planned> planned,
            AtomicReferenceArray<Kept> found,
            boolean[] known,
            Map<Placed, SortedMap<String, Long>> counts) {
        List<String> cuts =
                CardSteps.lines(selector.cuts(), own.stream().map(Placed::step).toList());
        var cutflow = Cutflow.empty(cuts, categories.size());
        var events = new ArrayList<List<SelectedEvent>>();
        long entries = 0;
        boolean fromStore = true;
        for (int i = 0; i < planned.size(); i++) {
            if (planned.get(i).sample() == index) {
                Kept unit = found.getAndSet(i, null);
                cutflow.add(unit.cutflow());
                for (int k = 0; k < own.size(); k++) {
                    SortedMap<String, Long> all = counts.computeIfAbsent(own.get(k), step -> new TreeMap<>());
                    unit.counts().get(k).forEach((name, number) -> all.merge(name, number, Long::sum));
                }
                events.add(unit.events());
                entries += planned.get(i).unit().count();
                fromStore &= known[i];
            }
        }
        return new SelectedSample(sample, entries, KeptEvents.joined(events), cutflow, fromStore);
    }
}

package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.SignalRates;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.LocalScheduler;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Bytes;
import org.fiducia.kernel.store.Store;
import org.fiducia.testkit.BackwardScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionStageTest {
    private static final long MANY = 250_001;

    /** How long a thread waits for another before the test fails, seconds. */
    private static final long PATIENCE = 300;

    private static final InputFormat FORMAT = new InputFormat(
            "", "Events", new Normalisation("Runs", "xsec", "sumw", 1000, Map.of("other", "mean")), Map.of(), Map.of());

    @TempDir
    Path folder;

    private final Numbers.Reader reader = new Numbers.Reader(true);
    private final Numbers.Large channel = new Numbers.Large();
    private final List<KeptEvents> kept = new ArrayList<>();
    private long inMemory = Long.MAX_VALUE;
    private Felix felix;
    private EventFiles files;

    @BeforeEach
    void start() throws Exception {
        felix = new Felix(folder);
        Felix.register(felix.shipped("reader"), EventReader.class, reader);
        files = new EventFiles(new Plugins(felix.context(), new Components()));
    }

    @AfterEach
    void stop() throws Exception {
        kept.forEach(KeptEvents::close);
        assertFalse(Files.exists(folder.resolve("store/scratch"))
                && Files.list(folder.resolve("store/scratch")).findAny().isPresent());
        felix.close();
    }

    private Path file(String name, long events, double sumOfWeights, boolean alternatives) throws IOException {
        Path file = folder.resolve(name);
        Numbers.write(file, events, 0.02, sumOfWeights, alternatives);
        return file;
    }

    private static SampleFiles sample(Role role, double sumOfWeights, Path... files) {
        return new SampleFiles("s", "p", role, Point.NONE, "", "", List.of(files), Double.NaN, sumOfWeights, FORMAT);
    }

    /** A sample of three files, of which the first has several units and the last no event. */
    private SampleFiles several() throws IOException {
        return sample(
                Role.SIGNAL,
                Double.NaN,
                file("large", MANY, 0.1, true),
                file("small", 10, 0.2, true),
                file("empty", 0, 0.3, true));
    }

    private AnalysisCard card(double least) {
        return card(folder, least, inMemory);
    }

    static AnalysisCard card(Path folder, double least, long inMemory) {
        var settings = new Settings("/channel/settings", Map.of("least", least, "note", "constants.json"), folder);
        return new AnalysisCard(
                folder.resolve("card.json"),
                "",
                "",
                "",
                13,
                new Choice("large", settings),
                "",
                0,
                1,
                0,
                Point.NONE,
                SignalRates.NONE,
                List.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                inMemory,
                Map.of());
    }

    private SelectedSample select(SampleFiles sample, boolean reuse, Scheduler scheduler, Progress progress) {
        var store = new Store(folder.resolve("store"), reuse, Long.MAX_VALUE, remark -> {});
        kept.add(new KeptEvents(channel, inMemory, store, 2));
        try (var workers = new Workers(2)) {
            AnalysisCard card = card(120);
            var own = new CardSteps(card, this::step);
            return new SelectionStage(card, channel, own, files, store, kept.get(kept.size() - 1), progress)
                    .select(List.of(sample), scheduler, workers)
                    .get(0);
        }
    }

    private SelectedSample count(SampleFiles sample, boolean lean, Scheduler scheduler) {
        var store = new Store(folder.resolve("store"), true, Long.MAX_VALUE, remark -> {});
        kept.add(new KeptEvents(channel, inMemory, store, 2));
        try (var workers = new Workers(2)) {
            AnalysisCard card = card(120);
            var own = new CardSteps(card, this::step);
            return new SelectionStage(card, channel, own, files, store, kept.get(kept.size() - 1), Progress.NONE)
                    .count(List.of(sample), lean, scheduler, workers)
                    .get(0);
        }
    }

    private SelectedSample select(SampleFiles sample, int threads, boolean reuse) {
        try (var workers = new Workers(threads)) {
            return select(sample, reuse, new LocalScheduler(workers, List.of(task())), Progress.NONE);
        }
    }

    /** The channel of a card may read files; what it made of others is no longer true. */
    @Test
    void selectsAnewWhenAFileOfTheSettingsChanges() throws IOException {
        SampleFiles sample = sample(Role.SIGNAL, 1, file("f", 10, 0.1, false));
        Path constants = folder.resolve("constants.json");
        Files.writeString(constants, "1");
        assertFalse(select(sample, 1, true).fromStore());
        assertTrue(select(sample, 1, true).fromStore());
        Files.writeString(constants, "10");
        assertFalse(select(sample, 1, true).fromStore());
        assertTrue(select(sample, 1, true).fromStore());
        Files.delete(constants);
        assertFalse(select(sample, 1, true).fromStore());
    }

    private EventStep step(String id) {
        throw new IllegalArgumentException(id);
    }

    private SelectionTask task() {
        return new SelectionTask(files, channel, this::step, events -> true);
    }

    private byte[] bytes(SelectedSample selected) {
        var selection = new Selection(
                channel, selected.cutflow().cuts(), channel.categories().size());
        selected.events().forEach(selection::keep);
        selection.cutflow().add(selected.cutflow());
        try {
            return Bytes.of(out -> {
                out.writeUTF(selected.sample().toString());
                selection.write(out);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> read() {
        var read = new ArrayList<>(reader.read);
        reader.read.clear();
        read.sort(null);
        return read;
    }

    @Test
    void unitsAreMadeFromTheFilesAlone() throws IOException {
        List<String> units =
                List.of("empty 0 0", "large 0 83333", "large 166667 83334", "large 83333 83334", "small 0 10");
        for (int threads : new int[] {1, 2, 5}) {
            select(several(), threads, false);
            assertEquals(units, read());
        }
    }

    @Test
    void everyEventIsSelectedOnceInTheOrderOfTheFiles() throws IOException {
        SelectedSample selected = select(several(), 2, false);
        assertEquals(MANY + 10, selected.entries());
        assertEquals(MANY + 10, selected.cutflow().total(0));
        var expected = new ArrayList<Double>();
        for (long[] file : new long[][] {{MANY}, {10}}) {
            for (long entry = 0; entry < file[0]; entry++) {
                if (Numbers.value(entry) > 120) {
                    expected.add(Numbers.value(entry));
                }
            }
        }
        assertEquals(
                expected, selected.events().stream().map(e -> e.reco().p4().e()).toList());
        assertEquals(expected.size(), selected.cutflow().total(1));
        assertEquals(
                selected.events().stream().mapToDouble(e -> e.weight()).sum(),
                selected.cutflow().totalWeight(1),
                1e-9 * expected.size());
        assertTrue(selected.events().stream().allMatch(e -> e.variations()[0] == (float) e.weight()));
    }

    @Test
    void severalThreadsSelectOneSample() throws IOException {
        var together = new CountDownLatch(2);
        var first = ThreadLocal.withInitial(() -> true);
        channel.seen = () -> {
            if (first.get()) { // the first batch of each thread waits for that of the other
                first.set(false);
                together.countDown();
                try {
                    assertTrue(together.await(PATIENCE, TimeUnit.SECONDS), "one thread does all of a sample");
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        select(sample(Role.DATA, Double.NaN, file("large", MANY, 1, false)), 2, false);
        channel.seen = () -> {};
    }

    @Test
    void anySchedulerGivesTheSameBits() throws IOException {
        byte[] one = bytes(select(several(), 1, false));
        assertArrayEquals(one, bytes(select(several(), 2, false)));
        assertArrayEquals(one, bytes(select(several(), false, new BackwardScheduler(task()), Progress.NONE)));
        assertArrayEquals(one, bytes(select(several(), 2, true)), "what the store holds");
    }

    /** Who only counts elsewhere has sums sent, which are no selection for later. */
    @Test
    void countsAreSentWithoutEvents() throws IOException {
        var scheduler = new BackwardScheduler(task());
        SelectedSample counted = count(several(), true, scheduler);
        assertFalse(counted.fromStore());
        assertEquals(List.of(), counted.events());
        assertFalse(Files.exists(folder.resolve("store/selection")));
        try (Stream<Path> sums = Files.walk(folder.resolve("store/counts"))) {
            assertTrue(sums.filter(Files::isRegularFile)
                    .allMatch(file -> file.toFile().length() < 300));
        }
        assertTrue(count(several(), true, scheduler).fromStore());
        SelectedSample selected = select(several(), true, scheduler, Progress.NONE);
        assertFalse(selected.fromStore());
        assertEquals(selected.cutflow().total(1), selected.events().size());
        for (int line = 0; line < 2; line++) {
            assertEquals(selected.cutflow().total(line), counted.cutflow().total(line));
            assertEquals(selected.cutflow().totalWeight(line), counted.cutflow().totalWeight(line));
        }
        assertEquals(selected.entries(), counted.entries());
    }

    /** Who counts here selects for later calls, too, and counts what was selected. */
    @Test
    void countingHereSelects() throws IOException {
        SampleFiles sample = several();
        SelectedSample counted = count(sample, false, new BackwardScheduler(task()));
        assertFalse(counted.fromStore());
        assertEquals(List.of(), counted.events());
        SelectedSample selected = select(sample, 1, true);
        assertTrue(selected.fromStore());
        assertEquals(counted.cutflow().total(1), selected.events().size());
        assertTrue(count(sample, true, new BackwardScheduler(task())).fromStore());
    }

    @Test
    void eventsInAFileAreTheSame() throws IOException {
        byte[] all = bytes(select(several(), 2, false));
        inMemory = 0;
        SelectedSample none = select(several(), 2, false);
        assertFalse(none.events() instanceof RandomAccess);
        assertArrayEquals(all, bytes(none));
        assertArrayEquals(all, bytes(select(several(), 2, true)), "as it is selected");
        assertArrayEquals(all, bytes(select(several(), 2, true)), "as it is in the store");
        inMemory = none.events().size() / 2;
        assertArrayEquals(all, bytes(select(several(), 2, false)), "some in memory, some not");
        assertEquals(all.length, bytes(none).length, "it can be read as often as wanted");
    }

    @Test
    void noRoomForEventsIsSaid() throws IOException {
        SampleFiles sample = several();
        inMemory = 0;
        Files.createDirectories(folder.resolve("store"));
        Files.createFile(folder.resolve("store/scratch"));
        FiduciaException e = assertThrows(FiduciaException.class, () -> select(sample, 2, false));
        assertTrue(e.getMessage().contains("there is no room"), e.getMessage());
        assertTrue(e.remedy().contains("eventsInMemory"), e.remedy());
        Files.delete(folder.resolve("store/scratch"));
    }

    @Test
    void normalisationIsThatOfAllFiles() throws IOException {
        SelectedSample selected = select(several(), 2, false);
        assertEquals(0.02 * 1000 / (0.1 + 0.2 + 0.3), selected.sample().scale(), 1e-12);
        assertEquals(1.5, selected.sample().variations().get(0).mean());
        SampleFiles given = sample(Role.BACKGROUND, 50, several().files().toArray(Path[]::new));
        Sample background = select(given, 2, false).sample();
        assertEquals(0.02 * 1000 / 50, background.scale(), 1e-12);
        assertEquals(1.5, background.variations().get(0).mean());
        SampleFiles data = sample(Role.DATA, Double.NaN, several().files().toArray(Path[]::new));
        assertEquals(1, select(data, 2, false).sample().scale());
        assertEquals(List.of(), select(data, 2, false).sample().variations());
    }

    @Test
    void onlyWhatIsNewIsSelected() throws IOException {
        assertFalse(select(several(), 2, true).fromStore());
        assertEquals(5, read().size());
        assertTrue(select(several(), 2, true).fromStore());
        assertEquals(List.of(), read());
        SampleFiles more = sample(
                Role.SIGNAL,
                Double.NaN,
                file("large", MANY, 0.1, true),
                file("other", 20, 0.5, true),
                file("small", 10, 0.2, true));
        SelectedSample selected = select(more, 2, true);
        assertFalse(selected.fromStore());
        assertEquals(List.of("other 0 20"), read());
        assertEquals(0.02 * 1000 / (0.1 + 0.5 + 0.2), selected.sample().scale(), 1e-12);
        file("other", 21, 0.5, true);
        select(more, 2, true);
        assertEquals(List.of("other 0 21"), read(), "it holds something else");
    }

    @Test
    void whatWasDoneBeforeItWasCancelledIsKept() throws IOException {
        var left = new AtomicInteger(2);
        var progress = new Progress() {
            @Override
            public void advance(long bytes) {
                if (left.decrementAndGet() < 0) {
                    throw new CancellationException("cancelled");
                }
            }
        };
        SampleFiles sample = several();
        assertThrows(CancellationException.class, () -> select(sample, true, new BackwardScheduler(task()), progress));
        read();
        byte[] resumed = bytes(select(sample, 1, true));
        assertEquals(2, read().size(), "three of five were done");
        assertArrayEquals(bytes(select(sample, 1, false)), resumed);
    }

    @Test
    void aDamagedFileIsNamedWithItsEntry() throws IOException {
        SampleFiles sample = several();
        reader.damaged = 200_000;
        FiduciaException e = assertThrows(FiduciaException.class, () -> select(sample, 2, false));
        assertTrue(e.getMessage().matches(".*large:Events, entry 200000 is damaged"), e.getMessage());
    }

    private SampleFiles many(int count, int damaged) throws IOException {
        var files = new Path[count];
        for (int f = 0; f < count; f++) {
            files[f] = file("file%03d".formatted(f), f == damaged ? 300 : 100 + f, 1, false);
        }
        return sample(Role.DATA, Double.NaN, files);
    }

    /** What is wrong with one file of many costs nothing but that file. */
    @Test
    void theOthersAreKeptWhereOneIsDamaged() throws IOException {
        SampleFiles sample = many(20, 13);
        reader.damaged = 250;
        var warnings = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        };
        try (var workers = new Workers(2)) {
            var scheduler = new LocalScheduler(workers, List.of(task()));
            var e = assertThrows(FiduciaException.class, () -> select(sample, true, scheduler, progress));
            assertTrue(e.getMessage().matches(".*file013:Events, entry 250 is damaged"), e.getMessage());
            assertEquals(List.of(e.getMessage() + "; the others are done and kept"), warnings);
        }
        assertEquals(20, read().size(), "all were read");
        reader.damaged = -1;
        byte[] mended = bytes(select(sample, 2, true));
        assertEquals(List.of("file013 0 300"), read());
        assertArrayEquals(bytes(select(sample, 2, false)), mended);
    }

    /** Where many units have bad input, it is nothing that a file alone can mend. */
    @Test
    void nothingIsDoneInVainWhereManyAreDamaged() throws IOException {
        SampleFiles sample = many(40, -1);
        reader.damaged = 50;
        assertThrows(FiduciaException.class, () -> select(sample, 1, true));
        assertTrue(read().size() < 20, "it gave up");
    }

    @Test
    void whatIsWrongWithHeadersIsToldAtOnce() throws IOException {
        SampleFiles sample = many(20, -1);
        Files.delete(folder.resolve("file007"));
        file("file011", -1, 1, false);
        Files.delete(folder.resolve("file011"));
        var warnings = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void warn(String message) {
                warnings.add(message);
            }
        };
        var e = assertThrows(
                FiduciaException.class, () -> select(sample, true, new BackwardScheduler(task()), progress));
        assertTrue(e.getMessage().matches(".*file007 does not exist"), e.getMessage());
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).contains("file011 does not exist; "), warnings.get(0));
        assertEquals(List.of(), read(), "nothing was read before");
    }

    /** A file may be written, or taken away, by somebody else: what was read of it is not kept as what it was. */
    @Test
    void aFileThatChangesWhileItIsReadIsNamed() throws IOException {
        SampleFiles sample = many(3, -1);
        Path second = folder.resolve("file001");
        for (boolean gone : new boolean[] {false, true}) {
            file("file001", gone ? 50 : 51, 1, false);
            var first = new AtomicInteger();
            channel.seen = () -> {
                if (first.getAndIncrement() == (gone ? 0 : 2)) { // in its unit, which is the smallest
                    try {
                        if (gone) {
                            Files.delete(second);
                        } else {
                            file("file001", 7, 1, false);
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
            int others = gone ? 0 : 2;
            var e = assertThrows(FiduciaException.class, () -> select(sample, 1, true));
            assertTrue(
                    e.getMessage()
                            .matches(".*file001 has " + (gone ? "vanished" : "changed")
                                    + " while it was read, entries 0 to " + (gone ? 49 : 50)),
                    e.getMessage());
            assertEquals(others + 1, read().size());
            channel.seen = () -> {};
        }
        file("file001", 7, 1, false);
        assertEquals(100 + 7 + 102, select(sample, 2, true).entries());
        assertEquals(List.of("file001 0 7"), read());
    }

    @Test
    void aFriendThatChangesWhileItIsReadIsNamed() throws IOException {
        file("more-one", 20, 1, false);
        var format = new InputFormat(
                "",
                "Events",
                FORMAT.normalisation(),
                Map.of(),
                Map.of(),
                List.of(new AnalysisCard.Friend("Events", "more-{name}")));
        Path one = file("one", 20, 1, false);
        var sample =
                new SampleFiles("s", "p", Role.DATA, Point.NONE, "", "", List.of(one), Double.NaN, Double.NaN, format);
        channel.seen = () -> {
            try {
                Files.delete(folder.resolve("more-one"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        var e = assertThrows(FiduciaException.class, () -> select(sample, 1, true));
        assertTrue(e.getMessage().endsWith("more-one has vanished while it was read, entries 0 to 19"), e.getMessage());
    }

    @Test
    void aFileWithoutEventsAndWeightsIsNone() throws IOException {
        SampleFiles sample = sample(
                Role.SIGNAL,
                Double.NaN,
                file("none", 0, 0, false),
                file("one", 10, 0.25, true),
                file("nothing", 0, 0, false),
                file("two", 20, 0.25, true));
        SelectedSample selected = select(sample, 2, false);
        assertEquals(30, selected.entries());
        assertEquals(0.02 * 1000 / 0.5, selected.sample().scale(), 1e-12);
        assertEquals(1, selected.sample().variations().size());
        SampleFiles empty = sample(Role.SIGNAL, Double.NaN, file("none", 0, 0, false));
        var e = assertThrows(FiduciaException.class, () -> select(empty, 2, false));
        assertEquals("the sample s: cross section 20.0 fb over sum of weights 0.0 is no normalisation", e.getMessage());
    }

    @Test
    void filesOfOneSampleHaveTheSameAlternativeWeights() throws IOException {
        SampleFiles sample = sample(Role.SIGNAL, Double.NaN, file("one", 10, 1, true), file("two", 10, 1, false));
        FiduciaException e = assertThrows(FiduciaException.class, () -> select(sample, 2, false));
        assertTrue(
                e.getMessage().endsWith("two has other alternative weights than the files before it"), e.getMessage());
    }

    @Test
    void aFileOfAReaderThatKnowsNoRangesIsOneUnit() throws Exception {
        var whole = new Numbers.Reader(false);
        stop();
        felix = new Felix(folder.resolve("other"));
        Felix.register(felix.shipped("reader"), EventReader.class, whole);
        files = new EventFiles(new Plugins(felix.context(), new Components()));
        SelectedSample selected = select(sample(Role.DATA, Double.NaN, file("large", MANY, 1, false)), 2, false);
        assertEquals(List.of("large 0 " + MANY), List.copyOf(whole.read));
        assertEquals(MANY, selected.cutflow().total(0));
    }

    @Test
    void aSchedulerThatLosesAUnitIsNamed() throws IOException {
        Scheduler lossy = new Scheduler() {
            @Override
            public String id() {
                return "lossy";
            }

            @Override
            public String title() {
                return "";
            }

            @Override
            public void run(String task, byte[] shared, List<byte[]> units, Results results, Progress progress) {
                results.take(0, task().prepare(shared).of(units.get(0), progress));
            }
        };
        SampleFiles sample = several();
        FiduciaException e = assertThrows(FiduciaException.class, () -> select(sample, false, lossy, Progress.NONE));
        assertTrue(e.getMessage().contains("the scheduler lossy"), e.getMessage());
    }
}

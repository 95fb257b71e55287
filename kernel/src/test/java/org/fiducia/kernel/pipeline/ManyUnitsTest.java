package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.fiducia.kernel.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one machine does with the results of many: a scheduler that has nothing to compute brings the same result for every
 * unit. The system property {@code fiducia.units} says how many, 100000 being 10¹⁰ events; time, memory and room are printed.
 */
class ManyUnitsTest {
    private static final int UNITS = Integer.getInteger("fiducia.units", 300);

    /** Events of which a unit's result is. */
    private static final int EVENTS = 256;

    private static final int IN_MEMORY = 50_000;

    @TempDir
    Path folder;

    private static EventStep none(String id) {
        throw new IllegalArgumentException(id);
    }

    /** Answers at once. */
    private record Instant(SelectionTask task) implements Scheduler {
        @Override
        public String id() {
            return "instant";
        }

        @Override
        public String title() {
            return "the same result for every unit";
        }

        @Override
        public void run(String id, byte[] shared, List<byte[]> units, Results results, Progress progress) {
            byte[] result = task.prepare(shared).of(small(units.get(0)), progress);
            for (int unit = units.size() - 1; unit >= 0; unit--) {
                results.take(unit, result.clone());
            }
        }

        @SuppressWarnings("unchecked")
        private static byte[] small(byte[] unit) {
            var json = new JsonMapper();
            try {
                Map<String, Object> fields = json.readValue(unit, Map.class);
                fields.put("first", 0);
                fields.put("count", EVENTS);
                return json.writeValueAsBytes(fields);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void theResultsOfManyUnitsAreFolded() throws Exception {
        Path file = folder.resolve("numbers");
        Numbers.write(file, UNITS * EventUnit.EVENTS, 1, 1, false);
        var channel = new Numbers.Large();
        var store = new Store(folder.resolve("store"), true, Long.MAX_VALUE, remark -> {});
        AnalysisCard card = SelectionStageTest.card(folder, 120, IN_MEMORY);
        var format = new InputFormat(
                "", "Events", new Normalisation("Runs", "xsec", "sumw", 1000, Map.of()), Map.of(), Map.of());
        var sample =
                new SampleFiles("s", "p", Role.DATA, Point.NONE, "", "", List.of(file), Double.NaN, Double.NaN, format);
        long kept = IntStream.range(0, EVENTS)
                .filter(entry -> Numbers.value(entry) > 120)
                .count();
        try (var felix = new Felix(folder);
                var events = new KeptEvents(channel, IN_MEMORY, store, 1);
                var workers = new Workers(1)) {
            Felix.register(felix.shipped("reader"), EventReader.class, new Numbers.Reader(true));
            var files = new EventFiles(new Plugins(felix.context(), new Components()));
            var steps = new CardSteps(card, ManyUnitsTest::none);
            var stage = new SelectionStage(card, channel, steps, files, store, events, Progress.NONE);
            long began = System.nanoTime();
            double before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9;
            SelectedSample selected = stage.select(List.of(sample), new Instant(stage.task()), workers)
                    .get(0);
            double seconds = (System.nanoTime() - began) * 1e-9;
            double cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() * 1e-9 - before;
            assertEquals(UNITS * EventUnit.EVENTS, selected.entries());
            assertEquals(UNITS * (long) EVENTS, selected.cutflow().total(0));
            assertEquals(UNITS * kept, selected.cutflow().total(1));
            assertEquals(UNITS * kept, selected.events().size());
            assertTrue(kept > 0);
            System.out.printf(
                    "%d units: %.1f s, %.3f ms and %.3f ms of CPU each, at most %d MB of memory, %d MB of %d events in the"
                            + " store%n",
                    UNITS,
                    seconds,
                    1e3 * seconds / UNITS,
                    1e3 * cpu / UNITS,
                    peak() >> 20,
                    stored(store) >> 20,
                    UNITS * kept);
        }
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static long stored(Store store) throws IOException {
        return store.contents().stream().mapToLong(Store.Content::bytes).sum();
    }
}

package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardPlugins.Chosen;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.kernel.pipeline.Counting;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** What verbs of plug-ins get of a card: its selection, its model, its choices. */
class CardSelectionsTest {
    @TempDir
    Path folder;

    private final Counting counting = new Counting();
    private Console console;
    private CardSelections cards;
    private Path card;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(System.getenv("FIDUCIA_STORE") == null, "skipped: the environment chooses a store");
        console = new Console(folder, 1_000_000);
        counting.register(console.felix().shipped("tiny"));
        cards = new CardSelections(console.felix().context(), console.plugins());
        card = Counting.write(folder.resolve("etc"));
    }

    @AfterEach
    void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    /** The verb of a plug-in. */
    @Command(name = "use")
    private static final class Use implements Verb {
        private final Runnable work;

        Use(Runnable work) {
            this.work = work;
        }

        @Override
        public int run(Terminal terminal) {
            work.run();
            return 0;
        }
    }

    /** Does something in a verb; what it throws is thrown. */
    private <T> T use(Function<Verb.Terminal, T> work) {
        var result = new AtomicReference<T>();
        var thrown = new AtomicReference<RuntimeException>();
        var nowhere = new PrintWriter(Writer.nullWriter());
        var verb = console.add(() -> new Use(() -> {
            try {
                var progress = (Progress)
                        console.jobs().recent().get(console.jobs().recent().size() - 1);
                result.set(work.apply(new Verb.Terminal(nowhere, nowhere, folder.resolve("etc"), folder, progress)));
            } catch (RuntimeException e) {
                thrown.set(e);
            }
        }));
        assertEquals(0, console.run("use").code());
        console.remove(verb);
        if (thrown.get() != null) {
            throw thrown.get();
        }
        return result.get();
    }

    @Test
    void selectsWithTheCardOfTheCallersFolder() {
        CardSelection.Selected selected = use(terminal -> cards.select(terminal, new Options("card.json", 2, false)));
        assertEquals(
                List.of("Data_E1", "Data_E2", "sig", "bkg"),
                selected.samples().stream().map(s -> s.sample().name()).toList());
        assertEquals(650, selected.samples().get(0).events().size(), "control regions too");
        assertEquals(Map.of(), selected.backgrounds().get("simulated").values());
    }

    /** A verb reads those that are in a file as it does those in memory, and when it is over the file is gone. */
    @Test
    void eventsInAFileAreThereAsLongAsTheVerb() throws Exception {
        Function<Integer, Function<Verb.Terminal, Double>> weights = most -> terminal -> {
            var options = new Options("card.json", 2, false).with("eventsInMemory=" + most);
            double sum = 0;
            for (BinnedSample sample : cards.select(terminal, options).samples()) {
                sum += weight(sample);
            }
            for (BinnedSample sample :
                    cards.model(terminal, options, "y", List.of()).samples()) {
                sum += weight(sample);
            }
            return sum;
        };
        double memory = use(weights.apply(1_000_000));
        assertTrue(memory > 0);
        assertEquals(memory, use(weights.apply(0)));
        assertEquals(memory, use(weights.apply(100)));
        CardSelection.Selected kept =
                use(terminal -> cards.select(terminal, new Options("card.json", 2, false).with("eventsInMemory=0")));
        assertThrows(IllegalStateException.class, () -> weight(kept.samples().get(0)), "the verb is over");
    }

    private static double weight(BinnedSample sample) {
        double sum = 0;
        for (int e = 0; e < sample.events().size(); e++) {
            sum += sample.events().get(e).weight();
        }
        return sum;
    }

    @Test
    void modelsTheCardOfTheDistributionWithoutATerminal() throws Exception {
        Files.copy(card, card.resolveSibling("analysis.json"));
        CardModel.Model model = use(terminal -> cards.model(new Options("", 1, false), "y", terminal.progress()));
        assertEquals(2524, model.likelihood().data().sumOfWeights());
        assertEquals(List.of("sigma_0", "sigma_1"), model.reported());
        assertEquals("unused", model.fitter().id());
        CardModel.Model other = use(terminal -> cards.model(
                terminal, new Options("card.json", 1, false).with("fit/intervals=2"), "y", List.of(c -> 3)));
        assertEquals(2, other.likelihood().data().weights().get(0).length);
        assertEquals(12, other.truths().get(0).model().initial()[0], 1e-9, "three times 4 fb");
    }

    @Test
    void choicesOfAKindAreThoseOfTheCard() {
        record Scheme(String id) implements SystematicScheme {
            @Override
            public String title() {
                return id;
            }

            @Override
            public Combination combine(double[] values, double data, double simulation, double alternative) {
                return new Combination(0, 0);
            }
        }
        FiduciaException none = assertThrows(
                FiduciaException.class,
                () -> use(terminal -> cards.chosen(
                        terminal,
                        new Options("card.json", 1, false).with("plugins={\"schemes\": [\"b\"]}"),
                        SystematicScheme.class)));
        assertEquals(Kind.CARD, none.kind());
        assertTrue(none.getMessage().endsWith("/plugins/schemes is no kind of plug-in"), "nobody brings it");
        try {
            var bundle = console.felix().shipped("schemes");
            Felix.register(bundle, SystematicScheme.class, new Scheme("a"));
            Felix.register(bundle, SystematicScheme.class, new Scheme("b"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        List<Chosen<SystematicScheme>> chosen = use(terminal -> cards.chosen(
                terminal,
                new Options("card.json", 1, false)
                        .with("plugins={\"schemes\": [\"b\", {\"id\": \"a\", \"settings\": {\"x\": 1}}]}"),
                SystematicScheme.class));
        assertEquals(
                List.of("b", "a"), chosen.stream().map(c -> c.plugin().id()).toList());
        assertEquals(Map.of("x", 1), chosen.get(1).settings().values());
        assertEquals(
                List.of(),
                use(terminal -> cards.chosen(terminal, new Options("card.json", 1, false), SystematicScheme.class)));
        var wrong = assertThrows(
                FiduciaException.class,
                () -> use(terminal -> cards.chosen(
                        terminal,
                        new Options("card.json", 1, false).with("plugins={\"schemes\": [\"c\"]}"),
                        SystematicScheme.class)));
        assertEquals("unknown systematic scheme c", wrong.getMessage());
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        var threads = assertThrows(
                FiduciaException.class,
                () -> use(terminal -> cards.select(terminal, new Options("card.json", 0, false))));
        assertEquals("--threads 0", threads.getMessage());
        assertEquals(Kind.USAGE, threads.kind());
        var missing = assertThrows(
                FiduciaException.class,
                () -> use(terminal -> cards.select(terminal, new Options("none.json", 1, false))));
        assertEquals(Kind.CARD, missing.kind());
        assertTrue(missing.getMessage().contains(folder.resolve("etc/none.json").toString()), missing.getMessage());
        var kind = assertThrows(
                FiduciaException.class,
                () -> use(terminal -> cards.select(
                        terminal, new Options("card.json", 1, false).with("plugins={\"channel\": [\"x\"]}"))));
        assertTrue(kind.getMessage().endsWith("card.json: /plugins/channel is no kind of plug-in"), kind.getMessage());
        assertTrue(kind.remedy().startsWith("did you mean channels?"), kind.remedy());
    }

    @Test
    void theStoreIsThatOfTheDistribution() throws Exception {
        use(terminal -> cards.select(terminal, new Options("card.json", 1, false)));
        assertTrue(Files.isDirectory(folder.resolve("store/selection")));
        counting.calls.count("channel.select");
        use(terminal -> cards.select(terminal, new Options("card.json", 1, false)));
        assertEquals(0, counting.calls.count("channel.select"));
        use(terminal -> cards.select(terminal, new Options("card.json", 1, true)));
        assertEquals(4, counting.calls.count("channel.select"), "fresh");
    }
}

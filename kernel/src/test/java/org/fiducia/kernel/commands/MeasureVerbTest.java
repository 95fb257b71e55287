package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Publication;
import org.fiducia.api.command.Publisher;
import org.fiducia.api.inference.Inference;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.kernel.pipeline.Counting;
import org.fiducia.kernel.pipeline.ExactInference;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code measure} of an analysis in memory: what words ask for, what is printed, and where results are. */
class MeasureVerbTest {
    @TempDir
    Path folder;

    private final Counting counting = new Counting();
    private final ExactInference inference = new ExactInference();
    private final List<Inference> installed = new ArrayList<>(List.of(inference));
    private Console console;
    private Path card;

    /** Writes what it is given, and fits it. */
    private static final class Listing implements Publisher {
        private final List<Publication> given = new ArrayList<>();
        private boolean broken;

        @Override
        public String id() {
            return "listing";
        }

        @Override
        public String title() {
            return "a list";
        }

        @Override
        public void publish(Publication publication, Path folder, ResultWriter.Console console) throws IOException {
            given.add(publication);
            var text = new StringBuilder();
            for (Publication.Entry entry : publication.entries()) {
                text.append(entry.measurement().observable().id()).append('\n');
                publication.keeper().kept(this, entry.key(), () -> {
                    double fitted = entry.model().get().likelihood().data().sumOfWeights();
                    return Double.toString(fitted).getBytes(StandardCharsets.UTF_8);
                });
            }
            Files.writeString(folder.resolve("list.txt"), text);
            if (broken) {
                throw new FiduciaException(Kind.OUTPUT, "cannot be listed", "measure something else");
            }
            console.out().println("published");
        }
    }

    private Listing publisher() throws Exception {
        var listing = new Listing();
        Felix.register(console.felix().shipped("listings"), Publisher.class, listing);
        return listing;
    }

    @Test
    void publishersAreAskedOnceAfterAllMeasurements() throws Exception {
        Listing listing = publisher();
        Console.Outcome outcome = measure("z", "y", "--publish");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(
                outcome.out().startsWith("note of z\nnote of y\npublished\nresults in " + out() + "\n"), outcome.out());
        assertEquals(List.of("all.txt", "list.txt", "y/note.txt", "z/note.txt"), files());
        assertEquals("z\ny\n", Files.readString(out().resolve("list.txt")));
        assertEquals(1, listing.given.size());
        List<String> both = List.of("sigma_0", "sigma_1");
        inference.asked.forEach(asked -> {
            assertEquals(both, asked.questions().breakdown());
            assertEquals(both, asked.questions().impacts());
        });
    }

    @Test
    void whatWasPublishedBeforeIsPointedOut() throws Exception {
        publisher();
        assertEquals("", measure("y").err().replaceAll("(?m)^….*\n", ""));
        Console.Outcome published = measure("y", "--publish");
        assertFalse(published.err().contains("earlier"), published.err());
        String later = measure("y").err();
        assertTrue(later.contains("! list.txt in " + out() + " is of an earlier --publish and may not fit"), later);
    }

    /** The model is that of the measurement, and is not made where what follows from it is kept. */
    @Test
    void whatIsPublishedIsWhatWasFitted() throws Exception {
        Listing listing = publisher();
        measure("y");
        int once = counting.calls.count("signal.prepare");
        assertTrue(once > 0);
        measure("y", "--publish");
        Publication.Entry entry = listing.given.get(0).entries().get(0);
        assertEquals(8, entry.measurement().bins().get(0).sigma(), 1e-6);
        assertEquals(2 * once, counting.calls.count("signal.prepare"), "with other questions, and for the model");
        Files.delete(out().resolve("list.txt"));
        Console.Outcome again = measure("y", "--publish");
        assertEquals(0, counting.calls.count("signal.prepare"));
        assertEquals(1, listing.given.size(), "what was written before is written again");
        assertTrue(again.out().contains("published\n"), again.out());
        assertEquals("y\n", Files.readString(out().resolve("list.txt")));
        measure("y", "--publish", "--fresh");
        assertEquals(entry.key(), listing.given.get(1).entries().get(0).key());
    }

    /** The results are there, of the publication nothing. */
    @Test
    void aPublicationIsCompleteOrAbsent() throws Exception {
        Listing listing = publisher();
        listing.broken = true;
        Console.Outcome outcome = measure("y", "--publish");
        assertEquals(7, outcome.code());
        assertTrue(outcome.err().contains("error: cannot be listed"), outcome.err());
        assertEquals(List.of("y/note.txt"), files());
    }

    @Test
    void withoutPublisherNothingIsMeasured() throws Exception {
        refused("nothing that publishes is installed", 6, "y", "--publish");
        assertEquals(0, counting.calls.count("channel.select"));
    }

    @Test
    void onlyWhatWasObservedIsPublishedOnce() throws Exception {
        publisher();
        refused("--publish with --data asimov", 2, "y", "--publish", "--data", "asimov");
        refused("--publish with --alternative", 2, "y", "--publish", "--alternative", "title=a", "--scheme", "mean");
    }

    /** Mean of two, half their difference. */
    private static final class Mean implements SystematicScheme {
        private final List<Double> statistical = new ArrayList<>();

        @Override
        public String id() {
            return "mean";
        }

        @Override
        public String title() {
            return "mean";
        }

        @Override
        public Combination combine(double[] values, double data, double simulation, double alternative) {
            statistical.add(data);
            return new Combination((values[0] + values[1]) / 2, Math.abs(values[0] - values[1]) / 2);
        }
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(System.getenv("FIDUCIA_STORE") == null, "skipped: the environment chooses a store");
        console = new Console(folder, 1_000_000);
        counting.register(console.felix().shipped("tiny"));
        console.add(() -> new MeasureVerb(console.plugins(), installed));
        card = Counting.write(folder.resolve("analysis"));
    }

    @AfterEach
    void stop() throws Exception {
        if (console != null) {
            console.close();
        }
    }

    private Console.Outcome measure(String... words) {
        var all = new ArrayList<>(List.of("measure", "--card", card.toString(), "--out", out().toString()));
        all.addAll(Arrays.asList(words));
        return console.run(all.toArray(String[]::new));
    }

    private Path out() {
        return folder.resolve("out");
    }

    private List<String> files() throws IOException {
        if (!Files.exists(out())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(out())) {
            return files.filter(Files::isRegularFile)
                    .map(file -> out().relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.endsWith(".fiducia-files"))
                    .sorted()
                    .toList();
        }
    }

    private void refused(String message, int code, String... words) throws IOException {
        Console.Outcome outcome = measure(words);
        assertTrue(outcome.err().contains("error: " + message), outcome.err());
        assertEquals(code, outcome.code());
        assertEquals("", outcome.out());
        assertEquals(List.of(), files());
    }

    @Test
    void oneObservableHasItsFolder() throws Exception {
        Console.Outcome outcome = measure("y");
        assertEquals(0, outcome.code(), outcome.err());
        List<String> lines = outcome.out().lines().toList();
        assertEquals("note of y", lines.get(0));
        assertEquals("results in " + out() + "/y", lines.get(1));
        assertTrue(lines.get(2).matches("done in [0-9]+\\.[0-9]{2} s"), lines.get(2));
        assertEquals(3, lines.size());
        assertEquals(List.of("y/note.txt"), files());
        Measurement m = counting.written.element();
        assertEquals(8, m.bins().get(0).sigma(), 1e-6);
        assertEquals("observed", m.data());
        assertEquals(
                "fiducia measure --card " + card + " --out " + out() + " y",
                m.provenance().get("command"));
    }

    @Test
    void anObservableThatIsNamedTwiceIsMeasuredOnce() throws Exception {
        Console.Outcome outcome = measure("y", "y");
        assertEquals(List.of("y/note.txt"), files());
        assertEquals(1, counting.written.size());
        assertTrue(outcome.out().contains("results in " + out() + "/y\n"), outcome.out());
    }

    @Test
    void severalHaveAFolderEach() throws Exception {
        Console.Outcome outcome = measure("z", "y", "--threads", "2");
        assertTrue(outcome.out().startsWith("note of z\nnote of y\nresults in " + out() + "\n"), outcome.out());
        assertEquals(List.of("all.txt", "y/note.txt", "z/note.txt"), files());
    }

    @Test
    void allAreThoseThatAreInstalled() throws Exception {
        // nothing is generated in the bins of the fitted variable itself
        Console.Outcome outcome = measure("--all");
        assertEquals(4, outcome.code());
        assertTrue(outcome.err().contains("has no fiducial a events in bin 100–122 of m"), outcome.err());
        assertEquals(List.of("all.txt", "y/note.txt", "z/note.txt"), files());
        assertFalse(outcome.out().contains("results in"), "it has failed");
    }

    @Test
    void whatIsAskedReachesWhoConcludes() {
        assertEquals(
                0,
                measure(
                                "y",
                                "--breakdown",
                                "--impacts",
                                "--scan",
                                "--scan=sigma_0,sigma_1",
                                "--contour",
                                "sigma_0,sigma_1",
                                "--limit",
                                "--goodness",
                                "5",
                                "--toys",
                                "7",
                                "--threads",
                                "3")
                        .code());
        ExactInference.Asked asked = inference.asked.element();
        List<String> both = List.of("sigma_0", "sigma_1");
        assertEquals(both, asked.questions().breakdown());
        assertEquals(both, asked.questions().impacts());
        assertEquals(
                List.of(List.of("sigma_0"), List.of("sigma_1"), both),
                asked.questions().profiles().scans());
        assertEquals(List.of(both), asked.questions().profiles().contours());
        assertEquals(both, asked.questions().tests().limits());
        assertEquals(7, asked.questions().tests().toys());
        assertEquals(5, asked.questions().goodness());
        assertEquals(3, asked.tools().threads(), "one observable has all threads");
        assertFalse(asked.subject().asimov());
        assertEquals("y", asked.subject().name());
    }

    @Test
    void expectedDataAreFittedWhenAsked() {
        assertEquals(0, measure("y", "--data", "asimov").code());
        assertEquals("asimov", counting.written.element().data());
        assertEquals(4, counting.written.element().bins().get(0).sigma(), 1e-6);
        assertEquals(2, measure("y", "--data", "expected").code());
    }

    @Test
    void asJsonNothingElseIsPrinted() {
        assertEquals("note of y\n", measure("y", "--json").out(), "what writers print");
    }

    @Test
    void valuesOfTheCardCanBeSet() {
        assertEquals(
                0,
                measure("y", "--set", "title=other", "--set", "fit/intervals=2").code());
        assertEquals("other", counting.written.element().analysis().title());
        assertEquals(2, counting.written.element().spectrum().observed().length);
    }

    @Test
    void aFreshMeasurementAsksNoStore() {
        measure("y");
        counting.calls.count("channel.select");
        measure("y");
        assertEquals(0, counting.calls.count("channel.select"));
        measure("y", "--fresh");
        assertEquals(4, counting.calls.count("channel.select"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--goodness -1; y --goodness -1",
                "--toys -2; y --toys -2",
                "--scan a,b,c names 3 parameters; y --scan=a,b,c",
                "--contour a names 1 parameters; y --contour a",
                "--threads 0; y --threads 0",
                "unknown observable x; y x",
                "--alternative and --scheme belong together; y --alternative title=a",
                "--alternative and --scheme belong together; y --scheme mean",
                "--json with --alternative; y --json --alternative title=a --scheme mean",
                "no observable named; --breakdown"
            })
    void wordsThatMakeNoSenseAreRefusedBeforeAnyWork(String message, String words) throws Exception {
        refused(message, 2, words.split(" "));
        assertEquals(0, counting.calls.count("channel.select"));
    }

    @Test
    void whoNamesNoObservableIsToldWhichThereAre() {
        assertTrue(measure().err().contains("name one or more, or --all: m, y, z"), "remedy");
        assertTrue(console.jobs().candidates("measure").containsAll(List.of("m", "y", "z", "--card", "--set")));
    }

    @Test
    void withoutWhoConcludesNothingIsMeasured() throws Exception {
        installed.clear();
        refused("nothing that concludes from likelihoods is installed", 6, "y");
    }

    @Test
    void aPluginThatFailsIsNamed() throws Exception {
        counting.calls.on("signal.part", () -> {
            throw new IllegalStateException("broken");
        });
        refused("the plug-in flat (no bundle) failed with IllegalStateException: broken", 6, "y");
    }

    @Test
    void alternativesAreMeasuredBesideAndCombined() throws Exception {
        var scheme = new Mean();
        Felix.register(console.felix().shipped("schemes"), SystematicScheme.class, scheme);
        Console.Outcome outcome =
                measure("y", "--data", "asimov", "--alternative", "samples/sig/crossSection=8", "--scheme", "mean");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(List.of("alternative-1/y/note.txt", "y/alternatives.json", "y/note.txt"), files());
        List<String> lines =
                outcome.out().lines().map(line -> line.replaceAll(" +", " ")).toList();
        assertEquals(
                List.of(
                        "note of y",
                        "",
                        "y nominal [1] combined (mean) ±",
                        "0–1 4.0000 8.0000 6.0000 2.0000",
                        "1–2 6.0000 12.0000 9.0000 3.0000",
                        "[1] samples/sig/crossSection=8",
                        "",
                        "results in " + out() + "/y"),
                lines.subList(0, 8));
        JsonNode json = JsonMapper.builder()
                .build()
                .readTree(out().resolve("y/alternatives.json").toFile());
        assertEquals("mean", json.get("scheme").asText());
        assertEquals(
                "samples/sig/crossSection=8", json.get("alternatives").get(0).asText());
        assertEquals("1–2", json.get("bins").get(1).get("label").asText());
        assertEquals(6, json.get("bins").get(1).get("values").get(0).asDouble(), 1e-6);
        assertEquals(12, json.get("bins").get(1).get("values").get(1).asDouble(), 1e-6);
        assertEquals(9, json.get("bins").get(1).get("combined").asDouble(), 1e-6);
        assertEquals(3, json.get("bins").get(1).get("total").asDouble(), 1e-6);
        double error = counting.written.element().bins().get(0).stat().up();
        assertEquals(error, scheme.statistical.get(0), 1e-9, "of the nominal measurement");
    }

    @Test
    void alternativesOfOtherBinsCannotBeCombined() throws Exception {
        Felix.register(console.felix().shipped("schemes"), SystematicScheme.class, new Mean());
        Console.Outcome outcome =
                measure("y", "--data", "asimov", "--alternative", "binnings={\"y\": [0, 2]}", "--scheme", "mean");
        assertEquals(2, outcome.code());
        assertTrue(
                outcome.err().contains("--alternative binnings={\"y\": [0, 2]} changes the bins of y"), outcome.err());
        assertFalse(files().contains("y/alternatives.json"));
        assertEquals(
                2,
                measure("y", "--alternative", "title=a", "--scheme", "medium").code(),
                "no such scheme");
    }
}

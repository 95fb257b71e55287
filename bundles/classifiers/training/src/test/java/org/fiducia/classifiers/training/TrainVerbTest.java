package org.fiducia.classifiers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.classifiers.ExampleScored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainVerbTest {
    private static final List<String> FEATURES = List.of("x", "y");

    private static final Analysis ANALYSIS = new Analysis(
            "test",
            "",
            13,
            List.of(new Era("one", 10), new Era("two", 30)),
            List.of(new Category("a", "a"), new Category("b", "b")),
            List.of(new Region("SR", "signal", true), new Region("CR", "control", false)),
            new FitRegion("SR", FitRegion.Use.SIGNAL, "mass", new Axis("m", "", 0), 0, 1, 0),
            Point.of(Analysis.MASS, 125));

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();

    private static BinnedSample sample(Role role, String era, List<SelectedEvent> events) {
        var sample = new Sample(role + era, "p", role, Point.of(Analysis.MASS, 125), era, 0.5);
        int n = events.size();
        return new BinnedSample(sample, events, new int[n], new int[n], new double[n], new boolean[n]);
    }

    private static SelectedEvent event(String set, int region, long number, double x, double y) {
        var reco = new ExampleScored(set, FEATURES, new double[] {x, y}, number);
        return new SelectedEvent(2, region, 0, reco, -1, null, false);
    }

    private static List<SelectedEvent> events(double shift, int number) {
        var random = new Random(Double.hashCode(shift));
        var events = new ArrayList<SelectedEvent>();
        for (int k = 0; k < number; k++) {
            events.add(event(k % 3 == 0 ? "b" : "a", 0, k / 3, random.nextGaussian() + shift, random.nextGaussian()));
            events.add(event("a", 1, k, -100, -100)); // of a control region
        }
        events.add(event("", 0, 1, 0, 0)); // for which there is no set
        return events;
    }

    private static List<BinnedSample> samples(int number) {
        return List.of(
                sample(Role.SIGNAL, "", events(1, number)),
                sample(Role.BACKGROUND, "one", events(-1, number)),
                sample(Role.BACKGROUND, "two", events(-1.001, number)),
                sample(Role.DATA, "one", events(0, 50)));
    }

    private Report report(List<BinnedSample> samples, String... args) {
        CardSelection cards = (terminal, options) -> {
            asked.addAll(options.changes());
            return new CardSelection.Selected(ANALYSIS, samples, Map.of());
        };
        var verb = new TrainVerb(cards);
        new CommandLine(verb).parseArgs(args);
        var nowhere = new PrintWriter(Writer.nullWriter());
        var terminal = new Terminal(nowhere, nowhere, folder, folder, Progress.NONE, 0, Map.of());
        return verb.report(terminal, new Options("", 1, false));
    }

    private FiduciaException refused(List<BinnedSample> samples, String... args) {
        return assertThrows(FiduciaException.class, () -> report(samples, args));
    }

    private static byte[] content(Report report, String name) throws Exception {
        Attachment file = report.all(Attachment.class).stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        var bytes = new ByteArrayOutputStream();
        file.content().write(bytes);
        return bytes.toByteArray();
    }

    @Test
    void trainsANetworkPerSetAndFold() throws Exception {
        Report report = report(samples(900), "--out", "nets");
        Table networks = report.all(Table.class).get(0);
        assertEquals(4, networks.rows().size());
        assertEquals(List.of("a", "0", "300", "600"), firstOf(networks, 0));
        assertEquals(List.of("b", "1", "150", "300"), firstOf(networks, 3));
        assertEquals(
                List.of("a_fold0.onnx", "a_fold1.onnx", "b_fold0.onnx", "b_fold1.onnx", "score.json"),
                report.all(Attachment.class).stream().map(Attachment::name).toList());
        assertEquals(
                List.of("roc-a", "scores-a", "roc-b", "scores-b"),
                report.all(Figure.class).stream().map(Figure::id).toList());
        assertEquals(folder.resolve("nets"), report.destination().orElseThrow().folder());
        assertTrue(content(report, "a_fold0.onnx").length > 1000);
        String settings = new String(content(report, "score.json"), StandardCharsets.UTF_8);
        assertTrue(settings.contains("\"a\" : [ \"a_fold0.onnx\", \"a_fold1.onnx\" ]"), settings);
        // Φ(2/√2): the best that is possible
        for (List<org.fiducia.api.report.Cell> row :
                report.all(Table.class).get(1).rows()) {
            assertEquals(0.92135, Double.parseDouble(row.get(1).text()), 0.02, row.toString());
        }
        assertEquals(List.of("fit/variable=mass"), asked, "networks of the card need not be there");
    }

    private static List<String> firstOf(Table table, int row) {
        return table.rows().get(row).subList(0, 4).stream()
                .map(org.fiducia.api.report.Cell::text)
                .toList();
    }

    @Test
    void weighsEventsWithWhatIsExpectedOfThem() {
        List<Examples> sets = Examples.of(new CardSelection.Selected(ANALYSIS, samples(30), Map.of()));
        assertEquals(List.of("a", "b"), sets.stream().map(Examples::set).toList());
        Examples a = sets.get(0);
        assertEquals(60, a.size());
        assertEquals(2 * 0.5 * 40, a.weights()[0], "signal of all eras");
        assertEquals(2 * 0.5 * 10, a.weights()[20], "background of one");
        assertEquals(2 * 0.5 * 30, a.weights()[40], "background of the other");
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        for (String[] args :
                new String[][] {{"--folds", "1"}, {"--folds", "21"}, {"--steps", "0"}, {"--hidden", "3,0"}}) {
            FiduciaException e = refused(samples(300), args);
            assertEquals(Kind.USAGE, e.kind());
            assertTrue(e.getMessage().contains(args[0] + " " + args[1]), e.getMessage());
        }
        assertEquals(List.of(), asked, "before anything is selected");
    }

    @Test
    void samplesThatDoNotServeAreRefused() {
        FiduciaException few = refused(samples(60));
        assertTrue(few.getMessage().contains("fold 0 of b has 10 signal events"), few.getMessage());
        FiduciaException none = refused(List.of(sample(Role.SIGNAL, "", List.of(event("", 0, 1, 0, 0)))));
        assertEquals(Kind.CARD, none.kind());
        var wrong = new ArrayList<>(samples(300));
        wrong.set(1, sample(Role.BACKGROUND, "one", List.of(event("a", 0, 12, 0, Double.NaN))));
        assertEquals("the feature y of event 12 (a) is NaN", refused(wrong).getMessage());
    }
}

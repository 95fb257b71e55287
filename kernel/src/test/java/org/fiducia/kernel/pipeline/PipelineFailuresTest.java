package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.FitResult.Status;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Conclusions.Fit;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.fiducia.kernel.plugins.Felix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in a measurement is named, and leaves nothing behind. */
class PipelineFailuresTest {
    @TempDir
    Path folder;

    private InMemory here;

    @BeforeEach
    void start() throws Exception {
        here = new InMemory(folder);
    }

    @AfterEach
    void stop() throws Exception {
        here.close();
    }

    private List<String> files(Path where) throws IOException {
        if (!Files.exists(where)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(where)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> where.relativize(file).toString())
                    .filter(name -> !name.endsWith(".fiducia-files"))
                    .sorted()
                    .toList();
        }
    }

    private List<String> kept() throws IOException {
        return here.store().contents().stream().map(c -> c.kind()).toList();
    }

    private FiduciaException fails(String... changes) {
        return assertThrows(FiduciaException.class, () -> here.measure("y", changes));
    }

    private void breakAt(String call) {
        here.counting.calls.on(call, () -> {
            throw new IllegalStateException("broken");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "reader.accepts, lines",
        "reader.open, lines",
        "channel.selector, tiny",
        "channel.select, tiny",
        "m.value, m",
        "y.value, y",
        "weight.weight, scale",
        "signal.prepare, flat",
        "signal.part, flat",
        "background.check, simulated",
        "background.prepare, simulated",
        "background.part, simulated",
        "physics.floating, sigmas",
        "physics.byProduction, sigmas",
        "physics.interest, sigmas",
        "unfolding.events, matrix",
        "unfolding.penalties, matrix",
        "parts.part, given",
        "nuisances.part, declared",
        "prediction.uncertainties, percent",
        "likelihood.compile, counts",
        "writer.write, note"
    })
    void aPluginThatThrowsIsNamedWhereverItIs(String call, String plugin) throws Exception {
        String[] all = {"weights=[\"scale\"]", "parts=[\"given\"]", "prediction=percent"};
        breakAt(call);
        FiduciaException e = fails(all);
        assertEquals(
                "the plug-in " + plugin + " (no bundle) failed with IllegalStateException: broken", e.getMessage());
        assertEquals(Kind.PLUGIN, e.kind());
        assertEquals(List.of(), files(here.out), "nothing is left behind");
        here.counting.calls.on(call, null);
        assertEquals(8, here.measure("y", all).bins().get(0).sigma(), 1e-6, "and nothing is remembered of it");
        assertEquals(List.of("y/note.txt"), files(here.out));
    }

    @Test
    void whatAPluginSaysOfItselfIsHandedOn() {
        var own = new FiduciaException(Kind.FIT, "too few events", "take more");
        here.counting.calls.on("signal.part", () -> {
            throw own;
        });
        assertSame(own, fails());
    }

    @Test
    void settingsAreRefusedBeforeAnyEventIsRead() {
        FiduciaException e = fails("backgrounds=[{\"id\": \"simulated\", \"settings\": {\"skale\": 2}}]");
        assertEquals(Kind.CARD, e.kind());
        assertTrue(e.getMessage().contains("/backgrounds/0/settings/skale is an unknown setting"), e.getMessage());
        assertEquals(0, here.counting.calls.count("reader.open"));
        assertEquals(0, here.counting.calls.count("channel.select"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signal", "unfolding", "likelihood", "fitter", "intervals", "physics"})
    void aPluginThatIsNotThereIsRefusedBeforeAnyEventIsRead(String kind) {
        FiduciaException e = fails(kind + "=\"nobody\"");
        assertEquals(Kind.USAGE, e.kind());
        assertTrue(e.getMessage().matches("unknown .* nobody"), e.getMessage());
        assertEquals(0, here.counting.calls.count("reader.open"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signal", "unfolding", "likelihood", "fitter", "intervals", "physics"})
    void aCardForSelectionOnlyIsNoneForAMeasurement(String missing) {
        FiduciaException e = fails(missing + "=null");
        assertEquals(Kind.CARD, e.kind());
        assertTrue(
                e.getMessage().endsWith(": /" + missing + " is missing, so this card is for selection only"),
                e.getMessage());
    }

    @Test
    void declarationsWithoutASourceAreRefused() {
        String declared = "nuisances=[{\"source\": \"declared\", \"name\": \"n\", \"size\": 0.1}]";
        FiduciaException e = fails(declared, "nuisanceSources=[]");
        assertTrue(e.getMessage().endsWith("/nuisanceSources is empty"), e.getMessage());
        e = fails("nuisances=[{\"source\": \"nobody\", \"name\": \"n\"}]");
        assertEquals(Kind.CARD, e.kind());
        assertTrue(e.getMessage().contains("/nuisances/0/source is nobody"), e.getMessage());
        assertEquals("it must be one of declared", e.remedy());
    }

    @Test
    void aFitVariableOfTwoCoordinatesIsRefused() {
        var axis = new Axis("x", "", 0);
        var any = Range.ANY;
        var bins = new Binning(List.of(new Bin("all", List.of(any, any))));
        var info = new ObservableInfo("pair", Target.PRODUCTION, List.of(axis, axis), bins);
        Felix.register(
                here.felix().context().getBundle(1),
                Observable.class,
                new Lines.Measured(info, c -> 0, here.counting.calls));
        FiduciaException e = fails("fit/variable=pair");
        assertTrue(e.getMessage().endsWith("the fit variable pair has 2 coordinates"), e.getMessage());
    }

    @Test
    void aPartThatMakesNoSenseIsRefusedByItsOrigin() {
        here.counting.part = (nominal, rates) -> ModelPart.of(
                List.of(), List.of(new Contribution(Place.ANY, "x", Expression.ref("lost"), CountedLikelihood.FLAT)));
        FiduciaException e = fails("parts=[\"given\"]");
        assertEquals(
                "the part of given (no bundle) is refused: its process x in everywhere depends on the parameter lost,"
                        + " which nobody declares",
                e.getMessage());
    }

    @Test
    void twoPartsThatDeclareOneParameterDifferentlyAreNamed() {
        here.counting.part =
                (nominal, rates) -> ModelPart.of(List.of(Parameter.interest("sigma_0", 3, 0, 1000, 0.4)), List.of());
        FiduciaException e = fails("parts=[\"given\"]");
        assertTrue(e.getMessage().startsWith("the parameter sigma_0 is free from 4.0"), e.getMessage());
        assertTrue(e.getMessage().endsWith("in given (no bundle)"), e.getMessage());
        assertTrue(e.getMessage().contains(" in the analysis, but "), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void anObservableThatIsNoNumberIsNamedWithTheCandidate(double value) throws Exception {
        var odd = new Lines.Measured(
                ObservableInfo.production("odd", "odd", "", 0, 1, 2),
                c -> c.p4().e() == 105.5 && c.p4().px() > 1 ? value : c.p4().px(),
                here.counting.calls);
        Felix.register(here.felix().context().getBundle(1), Observable.class, odd);
        FiduciaException e = assertThrows(FiduciaException.class, () -> here.measure("odd"));
        assertEquals(Kind.PLUGIN, e.kind());
        assertTrue(
                e.getMessage().startsWith("the observable odd (no bundle) gives " + value + " for a candidate"),
                e.getMessage());
        assertTrue(e.getMessage().contains("e=105.5"), e.getMessage());
        assertEquals(List.of(), files(here.out));
        here.measure("y"); // nobody asked for the other one
        assertEquals(List.of("y/note.txt"), files(here.out));
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromBeingMeasured() throws Exception {
        here.inference.changed = found -> {
            if (here.inference.asked.stream().count() == 1) {
                throw new FiduciaException(Kind.FIT, "no minimum", "try another");
            }
            return found;
        };
        FiduciaException e = assertThrows(
                FiduciaException.class, () -> here.measure(here.card(), List.of("y", "z"), InMemory.PLAIN, 1));
        assertEquals("no minimum", e.getMessage());
        assertEquals(List.of("all.txt", "z/note.txt"), files(here.out));
        assertEquals("z", Files.readString(here.out.resolve("all.txt")), "what was measured is summarised");
        assertEquals(List.of("y failed: no minimum → try another"), here.warnings);
    }

    @Test
    void anObservableThatThrowsDoesNotKeepTheOthersFromBeingMeasured() throws Exception {
        breakAt("y.value");
        for (String most : List.of("1000000", "0")) {
            FiduciaException e = assertThrows(
                    FiduciaException.class,
                    () -> here.measure(here.card("eventsInMemory=" + most), List.of("y", "z"), InMemory.PLAIN, 2));
            assertEquals("the plug-in y (no bundle) failed with IllegalStateException: broken", e.getMessage());
            assertEquals(List.of("all.txt", "z/note.txt"), files(here.out), most + " events in memory");
        }
    }

    @Test
    void aWriterThatCannotWriteIsOneOfOutput() throws Exception {
        Files.createDirectories(here.out.getParent());
        Files.writeString(here.out, "a file in the way");
        FiduciaException e = fails();
        assertEquals(Kind.OUTPUT, e.kind());
        assertEquals("a file in the way", Files.readString(here.out));
    }

    @Test
    void whatIsMissingOfAMeasurementIsAFailureAndNotHalfAResult() throws Exception {
        var why = new FiduciaException(Kind.FIT, "it has no end", "wait");
        here.inference.changed = found -> new Conclusions(
                found.fit(),
                found.quantities(),
                found.correlation(),
                found.pValue(),
                found.breakdown(),
                found.impacts(),
                found.answers(),
                Map.of("interval of sigma_1", why));
        assertSame(why, fails());
        assertEquals(List.of(), files(here.out));
        assertFalse(kept().contains("measurement"));
    }

    @Test
    void whatIsMissingBesideAMeasurementIsAWarning() {
        var why = new FiduciaException(Kind.FIT, "it is not closed", "look elsewhere");
        here.inference.changed = found -> {
            FitResult best = found.fit().best();
            var stopped = new FitResult(
                    Status.CONVERGED,
                    "stops where nothing is expected",
                    best.parameters(),
                    best.nll(),
                    0,
                    1,
                    best.covariance(),
                    1,
                    List.of(),
                    List.of("E1_a_bin0"));
            return new Conclusions(
                    new Fit(stopped, new double[0], found.fit().parameters()),
                    found.quantities(),
                    found.correlation(),
                    found.pValue(),
                    found.breakdown(),
                    found.impacts(),
                    found.answers(),
                    Map.of("contour of a,b", why));
        };
        Measurement m = here.measure("y");
        assertEquals(8, m.bins().get(0).sigma(), 1e-6);
        assertEquals(
                List.of(
                        "the fit of y stops where nothing is expected",
                        "y: no contour of a,b: it is not closed; look elsewhere"),
                here.warnings);
    }

    @Test
    void dataWithoutAnyEventInABinAreNoMeasurement() throws Exception {
        for (String file : List.of("data1.lines", "data2.lines")) {
            Files.write(folder.resolve("analysis/" + file), List.of("1 1", "3 1 0 0 107.5 5 -1 0 1"));
        }
        FiduciaException e = fails();
        assertEquals(Kind.INPUT, e.kind());
        assertEquals(
                "no data event is selected in any bin of y in the fit range of 100.0 to 122.0 GeV", e.getMessage());
        // what is expected can still be measured
        assertEquals(
                6,
                here.measure(here.card(), List.of("y"), InMemory.ASIMOV, 1)
                        .measured()
                        .get(0)
                        .bins()
                        .get(1)
                        .sigma(),
                1e-6);
    }

    @Test
    void aCutThatLeavesNothingIsNamed() {
        FiduciaException e = fails("channel={\"id\": \"tiny\", \"settings\": {\"least\": 1000}}");
        assertEquals("no event of the data passes the cut \"selected\"", e.getMessage());
        e = fails("channel={\"id\": \"tiny\", \"settings\": {\"least\": 106}}");
        assertEquals("no event of the simulated signal passes the cut \"selected\"", e.getMessage());
    }

    @Test
    void aCardWithoutDataOrSignalIsRefused() {
        FiduciaException e = fails("eras=[{\"name\": \"E1\", \"luminosity\": 100}]");
        assertEquals("the card has no data", e.getMessage());
        e = fails("samples=[{\"name\": \"bkg\", \"role\": \"background\", \"process\": \"q\","
                + " \"files\": [\"background.lines\"]}]");
        assertEquals("the card has no simulated signal", e.getMessage());
        assertEquals(Kind.CARD, e.kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel.select",
                "y.value",
                "signal.prepare",
                "background.part",
                "parts.part",
                "nuisances.part",
                "writer.write"
            })
    void cancelledInTheMiddleItLeavesNothing(String call) throws Exception {
        here.counting.calls.on(call, () -> {
            here.job.cancel();
            here.job.checkCancelled();
        });
        for (List<String> ids : List.of(List.of("y"), List.of("y", "z"))) {
            assertThrows(
                    CancellationException.class,
                    () -> here.measure(here.card("parts=[\"given\"]"), ids, InMemory.PLAIN, 2),
                    ids.toString());
            assertEquals(List.of(), files(here.out));
        }
        here.counting.calls.on(call, null);
        assertEquals(8, here.measure("y", "parts=[\"given\"]").bins().get(0).sigma(), 1e-6);
        assertEquals(List.of(), here.remarks, "nothing in the store is damaged by it");
    }

    @Test
    void aJobThatIsCancelledWithoutNoticeStopsAtTheNextStep() throws Exception {
        here.counting.calls.on("nuisances.part", () -> here.job.cancel());
        assertThrows(CancellationException.class, () -> here.measure("y"));
        assertEquals(List.of(), files(here.out));
    }
}

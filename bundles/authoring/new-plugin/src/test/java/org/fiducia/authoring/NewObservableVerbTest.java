package org.fiducia.authoring;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.fiducia.testkit.ReferenceEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewObservableVerbTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void makeRepository() throws Exception {
        Files.createDirectories(folder.resolve("home/repository/org/fiducia/bundle/1.0.0-SNAPSHOT"));
    }

    private record Known(ObservableInfo info, Class<Candidate> candidateType) implements Observable<Candidate> {
        Known(ObservableInfo info) {
            this(info, Candidate.class);
        }

        @Override
        public double value(Candidate candidate) {
            return 0;
        }
    }

    private void run(List<Observable<?>> known, String... words) throws Exception {
        @SuppressWarnings({"rawtypes", "unchecked"})
        var verb = new NewObservableVerb((List) known);
        new CommandLine(verb).parseArgs(words);
        verb.run(new Terminal(
                new PrintWriter(out, true), new PrintWriter(out), folder, folder.resolve("home"), Progress.NONE));
    }

    private Observable<?> compiled(String project) throws Exception {
        return (Observable<?>) new CompiledProject(folder.resolve(project)).plugin();
    }

    @Test
    void writesAProjectThatCompiles() throws Exception {
        run(List.of(), "ptOverMass", "--dir", "new");
        Observable<?> observable = compiled("new");
        assertEquals("ptOverMass", observable.id());
        assertEquals(5, observable.info().binning().size());
        @SuppressWarnings("unchecked")
        double value = ((Observable<Candidate>) observable).value(ReferenceEvent.candidate(0));
        assertEquals(11.9045454930 / 132.0416789699, value, 1e-9);
        String pom = Files.readString(folder.resolve("new/pom.xml"));
        assertAll(
                () -> assertTrue(pom.contains("<artifactId>observable-pt-over-mass</artifactId>")),
                () -> assertTrue(pom.contains("<version>1.0.0-SNAPSHOT</version>")),
                () -> assertFalse(pom.contains("dependencies")),
                () -> assertTrue(out.toString().contains("cp target/observable-pt-over-mass-1.0.0-SNAPSHOT.jar")));
        try (Stream<Path> files = Files.walk(folder.resolve("new"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains("{{"), file.toString());
            }
        }
    }

    static Stream<ObservableInfo> models() {
        var counts = new Binning(List.of(
                new Bin("0", List.of(new Range(0, 1))),
                new Bin("a \"few\"", List.of(new Range(1, 4))),
                new Bin("≥ 4", List.of(new Range(4, INFINITY)))));
        return Stream.of(
                ObservableInfo.production("m", "$p_T^{4\\ell}$", "GeV", 0, 10, 16.5, INFINITY),
                ObservableInfo.decay("m", "$\\cos\\theta$", "", Binning.uniformEdges(8, -1, 1)),
                ObservableInfo.decay("m", "$\\Phi$", "", Binning.uniformEdges(8, -Math.PI, Math.PI)),
                ObservableInfo.jets("m", 2, "$m_{jj}$", "GeV", 0, 92, INFINITY),
                new ObservableInfo("m", Target.PRODUCTION, List.of(new Axis("$N$", "", 0)), counts),
                new ObservableInfo(
                        "m",
                        Target.DECAY,
                        List.of(new Axis("x", "", 1)),
                        new Binning(List.of(
                                new Bin("none", List.of(Range.ABSENT)),
                                new Bin("some", List.of(new Range(-INFINITY, 3)))))));
    }

    @ParameterizedTest
    @MethodSource("models")
    void takesOverADeclaration(ObservableInfo model) throws Exception {
        run(List.of(new Known(model)), "other", "--from", "m", "--dir", "new");
        ObservableInfo copy = compiled("new").info();
        assertEquals(new ObservableInfo("other", model.target(), model.axes(), model.binning()), copy);
    }

    @Test
    void namesThatWouldHideWhatItUsesAreChanged() throws Exception {
        run(List.of(), "candidate", "--dir", "new");
        assertEquals("candidate", compiled("new").id());
        assertTrue(Files.exists(folder.resolve("new/src/main/java/example/CandidateObservable.java")));
        assertEquals(
                new Names("pT4l-x2", "PT4lX2", "observable-p-t4l-x2"),
                Names.of(Template.OBSERVABLE, "pT4l-x2", type -> false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4l", "a b", "a--b", "a-", "ä", "../x", "a.b", ""})
    void refusesBadNames(String name) {
        var e = assertThrows(FiduciaException.class, () -> run(List.of(), name, "--dir", "new"));
        assertEquals(FiduciaException.Kind.USAGE, e.kind());
        assertFalse(Files.exists(folder.resolve("new")));
    }

    @Test
    void refusesAFolderThatIsNotEmpty() throws Exception {
        Files.createDirectories(folder.resolve("full/.git"));
        run(List.of(), "first", "--dir", "full");
        var e = assertThrows(FiduciaException.class, () -> run(List.of(), "second", "--dir", "full"));
        assertEquals(FiduciaException.Kind.OUTPUT, e.kind());
        assertFalse(Files.exists(folder.resolve("full/src/main/java/example/Second.java")));
    }

    @Test
    void refusesWhatIsTakenUnknownOrOfTwoAxes() {
        var pair = new ObservableInfo(
                "pair",
                Target.PRODUCTION,
                List.of(new Axis("a", "", 0), new Axis("b", "", 0)),
                new Binning(List.of(new Bin("all", List.of(Range.ANY, Range.ANY)))));
        List<Observable<?>> known = List.of(new Known(pair));
        assertThrows(FiduciaException.class, () -> run(known, "pair"));
        assertThrows(FiduciaException.class, () -> run(known, "new", "--from", "pare"));
        assertThrows(FiduciaException.class, () -> run(known, "new", "--from", "pair"));
    }
}

package org.fiducia.observable.score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Observable;
import org.fiducia.classifiers.ExampleScored;
import org.fiducia.classifiers.OnnxBytes;
import org.fiducia.classifiers.Scored;
import org.fiducia.classifiers.onnx.OwnClassifier;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkScoreTest extends ObservableContract<Scored> {
    private static final OwnClassifier OWN = new OwnClassifier();
    private static final Score SCORE = new Score(List.of(OWN));
    private static final List<String> XY = List.of("x", "y");

    @TempDir
    private Path folder;

    NetworkScoreTest() {
        super(both());
    }

    /** A score of constant c + x. */
    private static byte[] network(double c, String features) {
        OnnxBytes model = new OnnxBytes()
                .input("in", 2)
                .numbers("w", List.of(2, 1), 1, 0)
                .numbers("b", List.of(1), c)
                .node("Gemm", "out", List.of("in", "w", "b"))
                .output("out", 1);
        return (features.isEmpty() ? model : model.metadata("features", features)).bytes();
    }

    private static Observable<Scored> both() {
        try {
            Path files = Files.createTempDirectory("networks");
            Path even = Files.write(files.resolve("even.onnx"), network(0.25, "x,y"));
            Path odd = Files.write(files.resolve("odd.onnx"), network(0.5, "x,y"));
            Observable<Scored> score = SCORE.configured(new Settings(
                    "",
                    Map.of(
                            "networks",
                            Map.of("a", List.of("even.onnx", "odd.onnx"), "b", List.of("odd.onnx", "even.onnx"))),
                    files));
            Files.delete(even); // a network is read completely when it is opened
            Files.delete(odd);
            Files.delete(files);
            return score;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, double c, String features) throws IOException {
        Files.write(folder.resolve(name), network(c, features));
    }

    private Settings settings(Map<String, ?> values) {
        return new Settings("/plugins/observables/0/settings", values, folder);
    }

    private Observable<Scored> folds(int number) throws IOException {
        for (int k = 0; k < number; k++) {
            write("fold" + k + ".onnx", k / 8., "x,y");
        }
        List<String> files = java.util.stream.IntStream.range(0, number)
                .mapToObj(k -> "fold" + k + ".onnx")
                .toList();
        return SCORE.configured(settings(Map.of("networks", Map.of("a", files))));
    }

    private static ExampleScored event(long number) {
        return new ExampleScored("a", XY, new double[] {0, 0}, number);
    }

    private FiduciaException refused(Map<String, ?> values) {
        return assertThrows(FiduciaException.class, () -> SCORE.configured(settings(values)));
    }

    @Test
    void noNetworkScoresTheEventsItWasTrainedOn() throws Exception {
        for (int folds = 2; folds <= 5; folds++) {
            Observable<Scored> score = folds(folds);
            for (long event = 0; event < 20; event++) {
                double network = 8 * score.value(event(event));
                assertEquals((event + 1) % folds, network, "event " + event + " of " + folds + " folds");
            }
        }
    }

    @Test
    void ofTwoFoldsItIsTheOtherParity() throws Exception {
        Observable<Scored> score = folds(2);
        assertEquals(1 / 8., score.value(event(94)));
        assertEquals(0, score.value(event(391)));
    }

    @Test
    void withEdgesItIsThePlaceAmongThem() throws Exception {
        write("0.onnx", 0, "x,y");
        var values = Map.of(
                "networks", Map.of("a", List.of("0.onnx", "0.onnx"), "b", List.of("0.onnx", "0.onnx")),
                "edges", Map.of("a", List.of(0, .5, .75, 1), "b", List.of(0.1, .2, .3, .4)));
        Observable<Scored> score = SCORE.configured(settings(values));
        assertEquals(1.5, score.value(new ExampleScored("a", XY, new double[] {.625, 0}, 1)), 1e-7);
        assertEquals(Math.nextDown(3.), score.value(new ExampleScored("b", XY, new double[] {.625, 0}, 1)));
        assertEquals(3, score.info().binning().size());
        assertEquals(2, score.info().binning().find(new double[] {Math.nextDown(3.)}));
    }

    @Test
    void edgesThatMakeNoSenseAreRefused() throws Exception {
        write("0.onnx", 0, "x,y");
        var networks = Map.of("a", List.of("0.onnx", "0.onnx"), "b", List.of("0.onnx", "0.onnx"));
        String one = refused(Map.of("networks", networks, "edges", Map.of("a", List.of(0, 1))))
                .getMessage();
        assertTrue(one.contains("/edges/b is missing"), one);
        String falling = refused(Map.of("networks", networks, "edges", Map.of("a", List.of(1, 0), "b", List.of(0, 1))))
                .remedy();
        assertTrue(falling.contains("rising"), falling);
        String other = refused(
                        Map.of("networks", networks, "edges", Map.of("a", List.of(0, .5, 1), "b", List.of(0, 1))))
                .remedy();
        assertTrue(other.contains("3 numbers"), other);
        String unknown = refused(Map.of(
                        "networks",
                        networks,
                        "edges",
                        Map.of("a", List.of(0, 1), "b", List.of(0, 1), "c", List.of(0, 1))))
                .getMessage();
        assertTrue(unknown.contains("/edges/c"), unknown);
    }

    @Test
    void aCandidateThatNoNetworkIsForHasNoValue() throws Exception {
        Observable<Scored> score = folds(2);
        assertTrue(Double.isNaN(score.coordinates(new ExampleScored("", XY, new double[] {0, 0}, 1))[0]));
        var e = assertThrows(
                FiduciaException.class, () -> score.value(new ExampleScored("c", XY, new double[] {0, 0}, 1)));
        assertEquals("there are no networks for candidates of c", e.getMessage());
    }

    @Test
    void featuresAreCheckedByNameAndOrder() throws Exception {
        Observable<Scored> score = folds(2);
        var swapped = new ExampleScored("a", List.of("y", "x"), new double[] {0, 0}, 1);
        var e = assertThrows(FiduciaException.class, () -> score.value(swapped));
        assertTrue(e.getMessage().contains("feature 1 x, candidates of a have y"), e.getMessage());
        var more = new ExampleScored("a", List.of("x", "y", "z"), new double[] {0, 0, 0}, 1);
        e = assertThrows(FiduciaException.class, () -> score.value(more));
        assertTrue(e.getMessage().contains("no more than 2, candidates of a have z"), e.getMessage());
        var few = new ExampleScored("a", XY, new double[] {0}, 1);
        assertEquals(
                Kind.PLUGIN,
                assertThrows(FiduciaException.class, () -> score.value(few)).kind());
    }

    @Test
    void aFeatureThatIsNoNumberIsNamed() throws Exception {
        Observable<Scored> score = folds(2);
        var e = assertThrows(
                FiduciaException.class,
                () -> score.value(new ExampleScored("a", XY, new double[] {0, Double.NaN}, 77)));
        assertEquals("the feature y of event 77 (a) is NaN", e.getMessage());
        assertEquals(Kind.INPUT, e.kind());
        e = assertThrows(
                FiduciaException.class, () -> score.value(new ExampleScored("a", XY, new double[] {1e300, 0}, 77)));
        assertTrue(e.getMessage().contains("gives Infinity for event 77 (a)"), e.getMessage());
    }

    @Test
    void namesOfFeaturesMayBeInTheCard() throws Exception {
        write("0.onnx", .25, "");
        var networks = Map.of("a", List.of("0.onnx", "0.onnx"));
        var e = refused(Map.of("networks", networks));
        assertTrue(e.getMessage().contains("0.onnx does not tell the names"), e.getMessage());
        Observable<Scored> score =
                SCORE.configured(settings(Map.of("networks", networks, "features", Map.of("a", XY))));
        assertEquals(.25, score.value(event(1)));
        e = refused(Map.of("networks", networks, "features", Map.of("a", List.of("x"))));
        assertTrue(e.getMessage().contains("takes 2 features, not 1"), e.getMessage());
        e = refused(Map.of("networks", networks, "features", Map.of("a", XY, "b", XY)));
        assertTrue(e.getMessage().contains("/features/b"), e.getMessage());
    }

    @Test
    void networksOfOneSetHaveTheSameFeatures() throws Exception {
        write("0.onnx", 0, "x,y");
        write("1.onnx", 0, "x,z");
        var e = refused(Map.of("networks", Map.of("a", List.of("0.onnx", "1.onnx"))));
        assertTrue(e.getMessage().contains("1.onnx takes as feature 2 z"), e.getMessage());
        assertTrue(e.getMessage().contains("0.onnx takes y"), e.getMessage());
        e = refused(Map.of(
                "networks", Map.of("a", List.of("0.onnx", "0.onnx")), "features", Map.of("a", List.of("y", "x"))));
        assertTrue(e.getMessage().contains("the card lists y"), e.getMessage());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() throws Exception {
        write("0.onnx", 0, "x,y");
        var networks = Map.of("a", List.of("0.onnx", "0.onnx"));
        assertTrue(refused(Map.of("networks", Map.of("a", List.of("0.onnx"))))
                .remedy()
                .contains("one per fold"));
        assertTrue(refused(Map.of("networks", Map.of())).remedy().contains("list of files"));
        assertTrue(refused(Map.of("classifier", "own")).getMessage().contains("/networks is missing"));
        var other = refused(Map.of("networks", networks, "classifier", "onw"));
        assertTrue(other.getMessage().contains("no classifier onw"), other.getMessage());
        assertTrue(other.remedy().contains("own"), other.remedy());
        assertTrue(
                refused(Map.of("networks", networks, "folds", 2)).getMessage().contains("/folds"));
        var missing = refused(Map.of("networks", Map.of("a", List.of("0.onnx", "no.onnx"))));
        assertTrue(missing.getMessage().contains(folder.resolve("no.onnx").toString()), missing.getMessage());
    }

    @Test
    void withoutSettingsItHasNoValues() {
        var e = assertThrows(FiduciaException.class, () -> SCORE.value(event(1)));
        assertEquals(Kind.CARD, e.kind());
        assertTrue(e.remedy().contains("/plugins/observables"), e.remedy());
        assertSame(SCORE, SCORE.configured(Settings.none()));
        assertEquals(List.of(), SCORE.uses(Settings.none()));
    }

    @Test
    void usesTheClassifierOfTheCard() {
        assertEquals(List.of(OWN), SCORE.uses(settings(Map.of("classifier", "own"))));
    }

    /** Features and scores of two events by the program that trained the networks, with six digits. */
    @Test
    void findsTheScoresOfTheProgramThatTrained() {
        Path networks = SharedFolder.require("data/th");
        Observable<Scored> score = SCORE.configured(new Settings(
                "",
                Map.of(
                        "networks",
                        Map.of(
                                "2l1tau", List.of("th_2l1tau_fold0.onnx", "th_2l1tau_fold1.onnx"),
                                "1l2tau", List.of("th_1l2tau_fold0.onnx", "th_1l2tau_fold1.onnx"))),
                networks));
        List<String> leptons =
                List.of(("fwdJet_absEta,fwdJet_pt,nJets,nBJets,lep1_pt,lep2_pt,tau1_pt,met_pt,dR_tau_lep,m_tau_lep,"
                                + "dEta_fwd_b,m_lep_b,ht,qlep")
                        .split(","));
        double[] event391 = {
            1.98438, 46.125, 2, 1, 93.5, 24.9375, 35.125, 49.75, 2.52912, 60.7002, 2.12939, 79.2665, 252.438, 1
        };
        assertEquals(.774367, score.value(new ExampleScored("2l1tau", leptons, event391, 391)), 1e-5);
        List<String> taus = OWN.open(networks.resolve("th_1l2tau_fold0.onnx")).inputs();
        double[] event94 = {
            2.15625, 92, 2, 1, 54.375, 41.5, 31.9375, 92.5, 2.43157, 78.9042, .253906, 143.942, 299.562, 1
        };
        assertEquals(.637105, score.value(new ExampleScored("1l2tau", taus, event94, 94)), 1e-5);
    }
}

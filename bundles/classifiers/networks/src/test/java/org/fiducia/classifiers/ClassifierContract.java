package org.fiducia.classifiers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every classifier keeps. The test of one extends it. */
public abstract class ClassifierContract {
    private static final int ROWS = 1000;
    private static final int WIDTH = 3;

    @TempDir
    private Path folder;

    /** The classifier under test. */
    protected abstract Classifier classifier();

    /** Three features, two hidden numbers, one score. */
    private static OnnxBytes small() {
        return new OnnxBytes()
                .input("features", WIDTH)
                .numbers("W0", List.of(3, 2), 0.5, -1, 0.25, 2, -0.75, 0.125)
                .numbers("B0", List.of(2), 0.5, -0.25)
                .numbers("W1", List.of(2, 1), 1.5, -0.5)
                .numbers("B1", List.of(1), 0.25)
                .node("Gemm", "a", List.of("features", "W0", "B0"))
                .node("Relu", "b", List.of("a"))
                .node("Gemm", "c", List.of("b", "W1", "B1"))
                .node("Sigmoid", "score", List.of("c"))
                .output("score", 1)
                .metadata("features", "pt,eta, mass");
    }

    private static double expected(double x, double y, double z) {
        double a = Math.max(0, 0.5 * x + 0.25 * y - 0.75 * z + 0.5);
        double b = Math.max(0, -x + 2 * y + 0.125 * z - 0.25);
        return 1 / (1 + Math.exp(-(1.5 * a - 0.5 * b + 0.25)));
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("network.onnx"), bytes);
    }

    private static double[] features() {
        var random = new Random(1);
        return IntStream.range(0, ROWS * WIDTH)
                .mapToDouble(k -> random.nextGaussian())
                .toArray();
    }

    @Test
    void scoresAsTheNetworkSays() throws Exception {
        Network network = classifier().open(write(small().bytes()));
        assertEquals(WIDTH, network.width());
        double[] features = features();
        var scores = new double[ROWS];
        network.score(features, ROWS, scores);
        for (int r = 0; r < ROWS; r++) {
            int at = r * WIDTH;
            assertEquals(expected(features[at], features[at + 1], features[at + 2]), scores[r], 1e-6, "row " + r);
        }
    }

    @Test
    void tellsTheNamesOfItsFeatures() throws Exception {
        assertEquals(
                List.of("pt", "eta", "mass"),
                classifier().open(write(small().bytes())).inputs());
        byte[] nameless = new OnnxBytes()
                .input("x", 1)
                .node("Sigmoid", "score", List.of("x"))
                .output("score", 1)
                .bytes();
        Network network = classifier().open(write(nameless));
        assertEquals(List.of(), network.inputs());
        assertEquals(1, network.width());
    }

    @Test
    void hasTheHashOfItsFile() throws Exception {
        byte[] bytes = small().bytes();
        Network network = classifier().open(write(bytes));
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertEquals(sha256, network.hash());
        Network other =
                classifier().open(write(small().metadata("by", "another").bytes()));
        assertNotEquals(network.hash(), other.hash());
    }

    @Test
    void aRowHasTheSameScoreWhateverIsBesideIt() throws Exception {
        Network network = classifier().open(write(small().bytes()));
        double[] features = features();
        var together = new double[ROWS];
        network.score(features, ROWS, together);
        var alone = new double[ROWS];
        var one = new double[1];
        for (int r = 0; r < ROWS; r++) {
            network.score(Arrays.copyOfRange(features, r * WIDTH, (r + 1) * WIDTH), 1, one);
            alone[r] = one[0];
        }
        assertArrayEquals(together, alone, 0);
    }

    @Test
    void manyThreadsMayScoreAtATime() throws Exception {
        Network network = classifier().open(write(small().bytes()));
        double[] features = features();
        var once = new double[ROWS];
        network.score(features, ROWS, once);
        IntStream.range(0, 16).parallel().forEach(k -> {
            var again = new double[ROWS];
            network.score(features, ROWS, again);
            assertArrayEquals(once, again, 0);
        });
    }

    @Test
    void noRowsAreNoScores() throws Exception {
        var scores = new double[] {7};
        classifier().open(write(small().bytes())).score(new double[0], 0, scores);
        assertEquals(7, scores[0]);
    }

    @Test
    void whatTheFileBecomesLaterDoesNotMatter() throws Exception {
        Path file = write(small().bytes());
        Network network = classifier().open(file);
        Files.delete(file);
        var score = new double[1];
        network.score(new double[] {0, 0, 0}, 1, score);
        assertEquals(expected(0, 0, 0), score[0], 1e-6);
    }

    @Test
    void aFileThatIsNotThereOrNoModelIsRefused() throws Exception {
        refused(folder.resolve("missing.onnx"));
        refused(write(new byte[0]));
        refused(write("{\"not\": \"a network\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        refused(folder);
    }

    @Test
    void aFileThatIsCutIsRefusedOrWhole() throws Exception {
        byte[] bytes = small().bytes();
        refused(write(Arrays.copyOf(bytes, bytes.length / 2)));
        for (int length = 0; length < bytes.length; length++) {
            Path cut = write(Arrays.copyOf(bytes, length));
            try {
                assertEquals(WIDTH, classifier().open(cut).width());
            } catch (FiduciaException e) {
                assertTrue(e.getMessage().contains(cut.toString()), e.getMessage());
            }
        }
    }

    @Test
    void anOperationThatIsNoneIsRefused() throws Exception {
        refused(write(new OnnxBytes()
                .input("x", 1)
                .node("Frobnicate", "score", List.of("x"))
                .output("score", 1)
                .bytes()));
    }

    @Test
    void namesThatAreMoreThanTheFeaturesAreRefused() throws Exception {
        refused(write(new OnnxBytes()
                .input("x", 1)
                .node("Sigmoid", "score", List.of("x"))
                .output("score", 1)
                .metadata("features", "a,b")
                .bytes()));
    }

    /** Requires that a file is refused by its name, with something to do. */
    protected final FiduciaException refused(Path file) {
        var e = assertThrows(FiduciaException.class, () -> classifier().open(file));
        assertEquals(Kind.INPUT, e.kind());
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertFalse(e.remedy().isBlank());
        return e;
    }
}

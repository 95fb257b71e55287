package org.fiducia.classifiers.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.fiducia.api.Progress;
import org.fiducia.classifiers.Network;
import org.fiducia.classifiers.onnx.OwnClassifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    /** Φ(1.5/√2): the area of the likelihood ratio of two normal distributions at a distance of 1.5 σ. */
    private static final double BEST = 0.855578;

    private static final Trainer TRAINER = new Trainer(new int[] {24, 12}, 120, 1);

    private static double loss(Mlp network, double[][] columns, double[] target, double[] weight) {
        double loss = 0;
        for (int e = 0; e < target.length; e++) {
            double s = network.score(new double[] {columns[0][e], columns[1][e], columns[2][e]});
            loss -= weight[e] * (target[e] * Math.log(s) + (1 - target[e]) * Math.log(1 - s));
        }
        return loss;
    }

    @Test
    void theGradientIsThatOfTheCrossEntropy() {
        var random = new Random(1);
        Mlp network = Mlp.random(new int[] {3, 5, 4, 1}, random);
        var columns = new double[3][11];
        var target = new double[11];
        var weight = new double[11];
        for (int e = 0; e < 11; e++) {
            for (double[] column : columns) {
                column[e] = random.nextGaussian();
            }
            target[e] = e % 2;
            weight[e] = random.nextDouble();
        }
        for (double[] biases : network.biases()) {
            Arrays.setAll(biases, k -> 0.1 * random.nextGaussian());
        }
        Mlp.Gradient gradient = network.gradient(columns, target, weight);
        double step = 1e-6;
        for (int l = 0; l < 3; l++) {
            for (boolean bias : new boolean[] {true, false}) {
                double[] at = bias ? network.biases()[l] : network.weights()[l];
                double[] found = bias ? gradient.biases()[l] : gradient.weights()[l];
                for (int k = 0; k < at.length; k++) {
                    double here = at[k];
                    at[k] = here + step;
                    double up = loss(network, columns, target, weight);
                    at[k] = here - step;
                    double down = loss(network, columns, target, weight);
                    at[k] = here;
                    assertEquals((up - down) / (2 * step), found[k], 1e-7, "layer " + l + ", number " + k);
                }
            }
        }
    }

    @Test
    void comesNearTheBestThatIsPossible() {
        Trained trained = Trained.of(Gaussians.of(4000, 1.5), TRAINER, 2, Progress.NONE);
        assertEquals(BEST, trained.separation().area(), 0.01);
        assertTrue(trained.separation().area() < BEST + 0.01);
        for (int fold = 0; fold < 2; fold++) {
            assertEquals(BEST, trained.separation(fold, false).area(), 0.015, "others of fold " + fold);
        }
    }

    @Test
    void stopsBeforeItLearnsByHeart() {
        Examples few = Gaussians.of(300, 1.5);
        var patient = new Trainer(new int[] {100}, 1000, 1);
        Trained trained = Trained.of(few, patient, 2, Progress.NONE);
        for (int fold = 0; fold < 2; fold++) {
            assertTrue(trained.steps()[fold] < 200, "steps of fold " + fold + ": " + trained.steps()[fold]);
            assertEquals(BEST, trained.separation(fold, false).area(), 0.03);
        }
    }

    /** Scores of a network that knows its own examples and nothing of others. */
    @Test
    void showsWhatIsLearntByHeart() {
        Examples nothing = Gaussians.of(100, 0);
        var scores = new double[2][nothing.size()];
        for (int k = 0; k < nothing.size(); k++) {
            double chance = (k * 7919L % 1000) / 1000.;
            scores[0][k] = nothing.fold(k, 2) == 0 ? (nothing.signal()[k] ? 0.5 + chance / 2 : chance / 2) : chance;
        }
        var file = new Trained.NetworkFile("n", new byte[0]);
        var trained = new Trained(nothing, List.of(file, file), new int[2], scores);
        assertEquals(1, trained.separation(0, true).area(), 1e-12);
        assertEquals(0.5, trained.separation(0, false).area(), 0.1);
        assertTrue(trained.sameDistribution(0, true) < 1e-3);
        assertTrue(trained.sameDistribution(0, false) < 1e-3);
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        Examples examples = Gaussians.of(200, 1);
        byte[] once =
                Trained.of(examples, TRAINER, 2, Progress.NONE).files().get(1).content();
        byte[] again =
                Trained.of(examples, TRAINER, 2, Progress.NONE).files().get(1).content();
        assertArrayEquals(once, again);
        var other = new Trainer(new int[] {24, 12}, 120, 2);
        assertFalse(Arrays.equals(
                once,
                Trained.of(examples, other, 2, Progress.NONE).files().get(1).content()));
    }

    /** More events than one step takes. */
    @Test
    void learnsInPartsOfManyEvents() {
        Trained trained = Trained.of(Gaussians.of(20_000, 1.5), TRAINER, 2, Progress.NONE);
        assertEquals(BEST, trained.separation().area(), 0.01);
    }

    @Test
    void theFileHasTheNetwork(@TempDir Path folder) throws Exception {
        Examples examples = Gaussians.of(500, 1);
        Trained trained = Trained.of(examples, TRAINER, 3, Progress.NONE);
        for (int fold = 0; fold < 3; fold++) {
            Trained.NetworkFile file = trained.files().get(fold);
            assertEquals("a_fold" + fold + ".onnx", file.name());
            Network network = new OwnClassifier().open(Files.write(folder.resolve(file.name()), file.content()));
            assertEquals(List.of("pt", "eta", "seven"), network.inputs());
            assertEquals(file.hash(), network.hash());
            var score = new double[1];
            for (int k = 0; k < examples.size(); k++) {
                network.score(examples.values()[k], 1, score);
                assertEquals(trained.scores()[fold][k], score[0], 1e-5, "event " + k);
            }
        }
    }

    @Test
    void noEventIsScoredByANetworkThatKnowsIt() {
        Trained trained = Trained.of(Gaussians.of(300, 1), new Trainer(new int[] {4}, 5, 1), 3, Progress.NONE);
        double[] applied = trained.applied();
        for (int k = 0; k < applied.length; k++) {
            int network = (int) ((trained.examples().events()[k] + 1) % 3);
            assertEquals(trained.scores()[network][k], applied[k]);
        }
    }

    @Test
    void edgesLieAtPartsOfTheSignal() {
        var examples = new Examples(
                "a",
                List.of("x"),
                new double[4][1],
                new boolean[] {true, true, false, true},
                new double[] {1, 2, 50, 1},
                new long[] {0, 2, 4, 6});
        // folds of two: all even, scored by network 1
        var trained = new Trained(
                examples,
                List.of(new Trained.NetworkFile("0", new byte[0]), new Trained.NetworkFile("1", new byte[0])),
                new int[] {1, 1},
                new double[][] {{9, 9, 9, 9}, {.1, .4, .3, .8}});
        assertArrayEquals(new double[] {.4, .8, .8}, trained.quantiles(.25, .5, .75));
    }
}

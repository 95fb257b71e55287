package org.fiducia.classifiers.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.ClassifierContract;
import org.fiducia.classifiers.Network;
import org.fiducia.classifiers.OnnxBytes;
import org.fiducia.classifiers.onnx.OwnClassifier;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeClassifierTest extends ClassifierContract {
    private static final int ROWS = 3000;

    private final RuntimeClassifier classifier = new RuntimeClassifier();

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireLibrary() {
        try {
            OrtEnvironment.getEnvironment();
        } catch (LinkageError | IllegalStateException e) {
            assumeTrue(false, "skipped: the library of ONNX Runtime cannot be loaded here");
        }
    }

    @Override
    protected Classifier classifier() {
        return classifier;
    }

    /** Requires that both evaluators find the same, and how far apart they may be. */
    private void agree(Path file, double[] features, double tolerance) {
        Network own = new OwnClassifier().open(file);
        Network other = classifier.open(file);
        assertEquals(own.inputs(), other.inputs());
        assertEquals(own.hash(), other.hash());
        int rows = features.length / own.width();
        var here = new double[rows];
        var there = new double[rows];
        own.score(features, rows, here);
        other.score(features, rows, there);
        for (int r = 0; r < rows; r++) {
            assertEquals(there[r], here[r], tolerance, "row " + r);
        }
    }

    /** Around the features of an event, those of every feature from half to twice its size. */
    private static double[] around(double... event) {
        var random = new Random(2);
        var features = new double[ROWS * event.length];
        for (int k = 0; k < features.length; k++) {
            features[k] = event[k % event.length] * Math.exp((random.nextDouble() - 0.5) * 2 * Math.log(2));
        }
        return features;
    }

    @ParameterizedTest
    @ValueSource(strings = {"th_2l1tau_fold0", "th_2l1tau_fold1", "th_1l2tau_fold0", "th_1l2tau_fold1"})
    void bothEvaluatorsAgreeOnNetworks(String name) {
        Path file = SharedFolder.require("data/th/" + name + ".onnx");
        agree(
                file,
                around(
                        1.98438, 46.125, 2, 1, 93.5, 24.9375, 35.125, 49.75, 2.52912, 60.7002, 2.12939, 79.2665, 252.4,
                        1),
                1e-6);
    }

    private Path write(OnnxBytes model) throws IOException {
        return Files.write(folder.resolve("model.onnx"), model.bytes());
    }

    @Test
    void bothEvaluatorsAgreeOnOperations() throws Exception {
        OnnxBytes model = new OnnxBytes()
                .input("x", 3)
                .numbers("w", List.of(3, 3), .5, -1, .25, 2, -.75, .125, .3, .6, -.9)
                .numbers("s", List.of(3), 1, .5, 2)
                .numbers("b", List.of(3), .1, -.2, .3)
                .numbers("m", List.of(3), .2, .1, -.4)
                .numbers("v", List.of(3), 1, 2, .5)
                .numbers("t", List.of(1, 3), 2, 3, 4)
                .numbers("lo", List.of(), -1)
                .numbers("hi", List.of(), 1.5)
                .numbers("last", List.of(6, 2), .1, .2, .3, -.4, .5, .6, -.7, .8, .9, 1, 1.1, -1.2)
                .whole("shape", -1, 3)
                .node("MatMul", "a", List.of("x", "w"))
                .node("BatchNormalization", "n", List.of("a", "s", "b", "m", "v"))
                .node("LeakyRelu", "l", List.of("n"), OnnxBytes.real("alpha", 0.1))
                .node("Div", "d", List.of("l", "t"))
                .node("Sub", "u", List.of("t", "d"))
                .node("Tanh", "h", List.of("u"))
                .node("Clip", "c", List.of("a", "lo", "hi"))
                .node("Reshape", "r", List.of("c", "shape"))
                .node("Concat", "k", List.of("h", "r"), OnnxBytes.integer("axis", 1))
                .node("Gemm", "g", List.of("k", "last"), OnnxBytes.real("alpha", 0.7))
                .node("Softmax", "y", List.of("g"))
                .output("y", 2)
                .metadata("features", "one, two,three");
        agree(write(model), around(1, -.5, .7), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NONE", "LOGISTIC"})
    void bothEvaluatorsAgreeOnTrees(String transform) throws Exception {
        for (String kind : List.of("Regressor", "Classifier")) {
            boolean classifier = kind.equals("Classifier");
            String part = classifier ? "class" : "target";
            if (!classifier && !transform.equals("NONE")) {
                continue; // of one sum it makes nothing
            }
            OnnxBytes model = new OnnxBytes()
                    .input("x", 2)
                    .node(
                            "ai.onnx.ml",
                            "TreeEnsemble" + kind,
                            classifier ? List.of("label", "y") : List.of("y"),
                            List.of("x"),
                            OnnxBytes.integers("nodes_treeids", 0, 0, 0, 0, 0, 1, 1, 1),
                            OnnxBytes.integers("nodes_nodeids", 0, 1, 2, 3, 4, 0, 1, 2),
                            OnnxBytes.integers("nodes_featureids", 0, 1, 0, 0, 0, 1, 0, 0),
                            OnnxBytes.reals("nodes_values", 1, 2, 0, 0, 0, 2.5, 0, 0),
                            OnnxBytes.texts(
                                    "nodes_modes",
                                    "BRANCH_LEQ",
                                    "BRANCH_LEQ",
                                    "LEAF",
                                    "LEAF",
                                    "LEAF",
                                    "BRANCH_LEQ",
                                    "LEAF",
                                    "LEAF"),
                            OnnxBytes.integers("nodes_truenodeids", 1, 3, 0, 0, 0, 1, 0, 0),
                            OnnxBytes.integers("nodes_falsenodeids", 2, 4, 0, 0, 0, 2, 0, 0),
                            OnnxBytes.integers(part + "_treeids", 0, 0, 0, 1, 1),
                            OnnxBytes.integers(part + "_nodeids", 2, 3, 4, 1, 2),
                            OnnxBytes.integers(part + "_ids", 0, 0, 0, 0, 0),
                            OnnxBytes.reals(part + "_weights", .4, -.1, .2, .05, -.3),
                            OnnxBytes.text("post_transform", transform),
                            classifier
                                    ? OnnxBytes.integers("classlabels_int64s", 0, 1)
                                    : OnnxBytes.integer("n_targets", 1));
            if (classifier) {
                model.output("label", 7, 1);
            }
            model.output("y", classifier ? 2 : 1);
            agree(write(model), around(1, 2), 1e-6);
        }
    }
}

package org.fiducia.classifiers.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.ClassifierContract;
import org.fiducia.classifiers.Network;
import org.fiducia.classifiers.OnnxBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassifierTest extends ClassifierContract {
    @TempDir
    private Path folder;

    @Override
    protected Classifier classifier() {
        return new OwnClassifier();
    }

    private Path write(OnnxBytes model) throws IOException {
        return Files.write(folder.resolve("model.onnx"), model.bytes());
    }

    /** The score of one row. */
    private double score(OnnxBytes model, double... row) throws IOException {
        Network network = classifier().open(write(model));
        assertEquals(row.length, network.width());
        var score = new double[1];
        network.score(row, 1, score);
        return score[0];
    }

    private static OnnxBytes of(int columns) {
        return new OnnxBytes().input("x", columns).output("y", 1);
    }

    private String message(OnnxBytes model) throws IOException {
        return refused(write(model)).getMessage();
    }

    @Test
    void gemmWithAllItsAttributes() throws Exception {
        OnnxBytes model = of(2).numbers("w", List.of(1, 2), 3, -5)
                .numbers("b", List.of(1, 1), 8)
                .node(
                        "Gemm",
                        "y",
                        List.of("x", "w", "b"),
                        OnnxBytes.real("alpha", 0.5),
                        OnnxBytes.real("beta", 2),
                        OnnxBytes.integer("transB", 1));
        assertEquals(0.5 * (3 * 2 - 5 * 4) + 2 * 8, score(model, 2, 4));
        OnnxBytes plain = of(2).numbers("w", List.of(2, 1), 3, -5).node("Gemm", "y", List.of("x", "w"));
        assertEquals(3 * 2 - 5 * 4, score(plain, 2, 4));
    }

    @Test
    void matrixAndSumsOnBothSides() throws Exception {
        OnnxBytes model = of(2).numbers("w", List.of(2, 2), 1, 2, 3, 4) // columns: x + 3 y, 2 x + 4 y
                .numbers("one", List.of(1), 1)
                .numbers("both", List.of(1, 2), 10, 20)
                .numbers("v", List.of(2, 1), 1, 1)
                .node("MatMul", "a", List.of("x", "w"))
                .node("Sub", "b", List.of("one", "a"))
                .node("Mul", "c", List.of("b", "both"))
                .node("Div", "d", List.of("c", "both"))
                .node("Add", "e", List.of("d", "a"))
                .node("Mul", "f", List.of("e", "x"))
                .node("MatMul", "y", List.of("f", "v"));
        assertEquals(5 + 7, score(model, 5, 7)); // e is 1 in both columns
    }

    @Test
    void activations() throws Exception {
        assertEquals(0, score(of(1).node("Relu", "y", List.of("x")), -2));
        assertEquals(3, score(of(1).node("Relu", "y", List.of("x")), 3));
        assertEquals(-0.02, score(of(1).node("LeakyRelu", "y", List.of("x")), -2), 1e-8);
        assertEquals(-0.5, score(of(1).node("LeakyRelu", "y", List.of("x"), OnnxBytes.real("alpha", 0.25)), -2));
        assertEquals(1 / (1 + Math.exp(2)), score(of(1).node("Sigmoid", "y", List.of("x")), -2), 1e-8);
        assertEquals(0, score(of(1).node("Sigmoid", "y", List.of("x")), -1000));
        assertEquals(Math.tanh(0.3), score(of(1).node("Tanh", "y", List.of("x")), 0.3), 1e-7);
    }

    @Test
    void ofTwoScoresTheLastIsThatOfSignal() throws Exception {
        OnnxBytes model = new OnnxBytes()
                .opset(11)
                .input("x", 2)
                .node("Softmax", "y", List.of("x"))
                .output("y", 2);
        assertEquals(1 / (1 + Math.exp(1 - 3)), score(model, 1, 3), 1e-7);
        assertEquals(1, score(model, -2000, 2000), "without overflow");
    }

    @Test
    void limits() throws Exception {
        OnnxBytes inputs = of(1).numbers("lo", List.of(), -1).numbers("hi", List.of(), 2);
        inputs.node("Clip", "y", List.of("x", "lo", "hi"));
        assertEquals(-1, score(inputs, -3));
        assertEquals(2, score(inputs, 3));
        OnnxBytes above = of(1).numbers("hi", List.of(), 2).node("Clip", "y", List.of("x", "", "hi"));
        assertEquals(-300, score(above, -300));
        OnnxBytes attributes =
                of(1).opset(6).node("Clip", "y", List.of("x"), OnnxBytes.real("min", 0), OnnxBytes.real("max", 1));
        assertEquals(1, score(attributes, 3));
    }

    @Test
    void normalisation() throws Exception {
        OnnxBytes model = of(1).numbers("s", List.of(1), 3)
                .numbers("b", List.of(1), 1)
                .numbers("m", List.of(1), 2)
                .numbers("v", List.of(1), 3.5)
                .node("BatchNormalization", "y", List.of("x", "s", "b", "m", "v"), OnnxBytes.real("epsilon", 0.5));
        assertEquals(3 * (7 - 2) / 2. + 1, score(model, 7), 1e-6);
        OnnxBytes scaler = new OnnxBytes()
                .input("x", 2)
                .node(
                        "ai.onnx.ml",
                        "Scaler",
                        List.of("y"),
                        List.of("x"),
                        OnnxBytes.reals("offset", 1, 2),
                        OnnxBytes.reals("scale", 10, 0.5))
                .output("y", 2);
        assertEquals((6 - 2) * 0.5, score(scaler, 3, 6));
    }

    @Test
    void shapesAndConstants() throws Exception {
        byte[] two = OnnxBytes.tensor("", 1, List.of(1)).toByteArray();
        var tensor = new ByteArrayOutputStream();
        tensor.writeBytes(two);
        OnnxBytes.bytes(tensor, 9, new byte[] {0, 0, 0, 0x40}); // 2
        OnnxBytes model = of(2).whole("shape", -1, 2)
                .node("Constant", "two", List.of(), OnnxBytes.tensor("value", tensor.toByteArray()))
                .node("Constant", "half", List.of(), OnnxBytes.real("value_float", 0.5))
                .node("Flatten", "a", List.of("x"))
                .node("Reshape", "b", List.of("a", "shape"))
                .node("Identity", "c", List.of("b"))
                .node("Cast", "d", List.of("c"), OnnxBytes.integer("to", 1))
                .node("Mul", "e", List.of("d", "two"))
                .node("Concat", "f", List.of("e", "x"), OnnxBytes.integer("axis", -1))
                .numbers("w", List.of(4, 1), 1, 10, 100, 1000)
                .node("MatMul", "g", List.of("f", "w"))
                .node("Mul", "y", List.of("g", "half"));
        assertEquals(0.5 * (2 * 3 + 20 * 4 + 100 * 3 + 1000 * 4), score(model, 3, 4));
    }

    /** y = x₀ ≤ 1 ? (x₁ < 2 ? 0.1 : 0.2) : 0.4, and a tree of one leaf. */
    private static byte[][] trees(String part, byte[]... further) {
        byte[][] nodes = {
            OnnxBytes.integers("nodes_treeids", 0, 0, 0, 0, 0, 1),
            OnnxBytes.integers("nodes_nodeids", 0, 1, 2, 3, 4, 0),
            OnnxBytes.integers("nodes_featureids", 0, 1, 0, 0, 0, 0),
            OnnxBytes.reals("nodes_values", 1, 2, 0, 0, 0, 0),
            OnnxBytes.texts("nodes_modes", "BRANCH_LEQ", "BRANCH_LT", "LEAF", "LEAF", "LEAF", "LEAF"),
            OnnxBytes.integers("nodes_truenodeids", 1, 3, 0, 0, 0, 0),
            OnnxBytes.integers("nodes_falsenodeids", 2, 4, 0, 0, 0, 0),
            OnnxBytes.integers(part + "_treeids", 0, 0, 0, 1),
            OnnxBytes.integers(part + "_nodeids", 2, 3, 4, 0),
            OnnxBytes.integers(part + "_ids", 0, 0, 0, 0),
            OnnxBytes.reals(part + "_weights", 0.4, 0.1, 0.2, 0.05)
        };
        byte[][] all = java.util.Arrays.copyOf(nodes, nodes.length + further.length);
        System.arraycopy(further, 0, all, nodes.length, further.length);
        return all;
    }

    @Test
    void treesThatAdd() throws Exception {
        OnnxBytes model = of(2).node(
                        "ai.onnx.ml",
                        "TreeEnsembleRegressor",
                        List.of("y"),
                        List.of("x"),
                        trees("target", OnnxBytes.integer("n_targets", 1), OnnxBytes.reals("base_values", 0.5)));
        assertEquals(0.5 + 0.05 + 0.1, score(model, 1, 1.9), 1e-7);
        assertEquals(0.5 + 0.05 + 0.2, score(model, 1, 2), 1e-7);
        assertEquals(0.5 + 0.05 + 0.4, score(model, 1.001, 1), 1e-7);
    }

    @Test
    void treesThatTellTwoClassesApart() throws Exception {
        OnnxBytes model = new OnnxBytes()
                .input("x", 2)
                .node(
                        "ai.onnx.ml",
                        "TreeEnsembleClassifier",
                        List.of("label", "y"),
                        List.of("x"),
                        trees(
                                "class",
                                OnnxBytes.integers("classlabels_int64s", 0, 1),
                                OnnxBytes.text("post_transform", "LOGISTIC")))
                .output("label", 7, 1)
                .output("y", 2);
        assertEquals(1 / (1 + Math.exp(-0.15)), score(model, 1, 1.9), 1e-7);
    }

    @Test
    void oneSumThatIsTransformedIsRefused() throws Exception {
        String logistic = message(regressor(trees("target", OnnxBytes.text("post_transform", "LOGISTIC"))));
        assertTrue(logistic.contains("ends with LOGISTIC"), logistic);
        assertTrue(message(regressor(trees("target", OnnxBytes.text("aggregate_function", "MIN"))))
                .contains("MIN"));
    }

    @Test
    void damagedTreesAreRefused() throws Exception {
        byte[][] loop = trees("target");
        loop[5] = OnnxBytes.integers("nodes_truenodeids", 0, 3, 0, 0, 0, 0); // the first leads to itself
        assertTrue(message(regressor(loop)).contains("damaged"));
        byte[][] nowhere = trees("target");
        nowhere[6] = OnnxBytes.integers("nodes_falsenodeids", 9, 4, 0, 0, 0, 0);
        assertTrue(message(regressor(nowhere)).contains("no node 9 in tree 0"));
        byte[][] feature = trees("target");
        feature[2] = OnnxBytes.integers("nodes_featureids", 5, 1, 0, 0, 0, 0);
        assertTrue(message(regressor(feature)).contains("compares feature 5 of 2"));
        byte[][] mode = trees("target");
        mode[4] = OnnxBytes.texts("nodes_modes", "BRANCH_MEMBER", "BRANCH_LT", "LEAF", "LEAF", "LEAF", "LEAF");
        assertTrue(message(regressor(mode)).contains("BRANCH_MEMBER"));
        byte[][] few = trees("target");
        few[10] = OnnxBytes.reals("target_weights", 0.4);
        assertTrue(message(regressor(few)).contains("differ in length"));
    }

    private static OnnxBytes regressor(byte[]... attributes) {
        return of(2).node("ai.onnx.ml", "TreeEnsembleRegressor", List.of("y"), List.of("x"), attributes);
    }

    @Test
    void onlyWhatTheScoreNeedsIsLookedAt() throws Exception {
        OnnxBytes model = of(1).node("Frobnicate", "z", List.of("x")).node("Relu", "y", List.of("x"));
        assertEquals(2, score(model, 2));
    }

    @Test
    void whatIsNotKnownIsNamed() throws Exception {
        String unknown = message(of(1).node("Relu", "a", List.of("x")).node("Frobnicate", "y", List.of("a")));
        assertTrue(unknown.contains("node 2 (Frobnicate) is an operation that is not known"), unknown);
        assertTrue(message(of(1).node("Gemm", "y", List.of("x", "x"))).contains("node 1 (Gemm)"));
        assertTrue(message(of(2).numbers("w", List.of(3, 1), 1, 2, 3).node("MatMul", "y", List.of("x", "w")))
                .contains("does not fit 2 columns"));
        assertTrue(message(of(2).whole("s", 2, -1).node("Reshape", "y", List.of("x", "s")))
                .contains("another shape"));
        assertTrue(message(of(1).node("Relu", "y", List.of("nothing"))).contains("nothing before it gives"));
        assertTrue(message(of(3).node("Relu", "y", List.of("x"))).contains("has 3 numbers a row"));
        assertTrue(message(new OnnxBytes()
                        .input("x", 1)
                        .node("Relu", "y", List.of("x"))
                        .output("y", 7, 1))
                .contains("none of its outputs"));
    }

    @Test
    void inputsThatDoNotServeAreNamed() throws Exception {
        assertTrue(message(new OnnxBytes()
                        .input("x", 11, 2)
                        .node("Relu", "y", List.of("x"))
                        .output("y", 1))
                .contains("single precision"));
        assertTrue(
                message(of(1).input("z", 1).node("Add", "y", List.of("x", "z"))).contains("2 inputs"));
        assertTrue(message(of(-1).node("Relu", "y", List.of("x"))).contains("how many features"));
        Network named =
                classifier().open(write(of(-1).node("Relu", "y", List.of("x")).metadata("features", "pt")));
        assertEquals(1, named.width());
    }

    @Test
    void numbersElsewhereOrOfAnotherTypeAreNamed() throws Exception {
        var external = OnnxBytes.tensor("w", 1, List.of(1, 1));
        OnnxBytes.integer(external, 14, 1);
        FiduciaException e =
                refused(write(of(1).part(5, external.toByteArray()).node("MatMul", "y", List.of("x", "w"))));
        assertTrue(e.getMessage().contains("w are in another file"), e.getMessage());
        var half = OnnxBytes.tensor("w", 10, List.of(1, 1));
        OnnxBytes.bytes(half, 9, new byte[2]);
        assertTrue(message(of(1).part(5, half.toByteArray()).node("MatMul", "y", List.of("x", "w")))
                .contains("of type 10"));
        assertTrue(message(of(1).numbers("w", List.of(2, 1), 1).node("MatMul", "y", List.of("x", "w")))
                .contains("of its 2 numbers w there are 1"));
        assertTrue(message(of(1).numbers("w", List.of(1 << 27, 1 << 27), 1).node("MatMul", "y", List.of("x", "w")))
                .contains("would be more"));
    }

    /** Whatever becomes of the bytes of a file, it is a network or refused by name. */
    @Test
    void wrongBytesAreRefusedByNameOrHarmless() throws Exception {
        byte[] bytes = regressor(trees("target", OnnxBytes.integer("n_targets", 1)))
                .numbers("w", List.of(1, 1), 2)
                .bytes();
        var random = new Random(7);
        for (int trial = 0; trial < 4000; trial++) {
            byte[] wrong = bytes.clone();
            for (int k = 0; k <= trial % 3; k++) {
                wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("wrong.onnx"), wrong);
            try {
                Network network = classifier().open(file);
                network.score(new double[network.width()], 1, new double[1]);
            } catch (FiduciaException e) {
                assertTrue(e.getMessage().contains("wrong.onnx"), e.getMessage());
            }
        }
    }
}

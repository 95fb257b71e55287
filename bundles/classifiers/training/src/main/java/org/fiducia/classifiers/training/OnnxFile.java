package org.fiducia.classifiers.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A network as a file in ONNX, in single precision: the same network gives the same bytes. */
final class OnnxFile {
    private static final int IR_VERSION = 7;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;

    private OnnxFile() {}

    /**
     * The file.
     *
     * @param metadata what it tells of itself
     */
    static byte[] of(Mlp network, Map<String, String> metadata) {
        int layers = network.weights().length;
        var graph = new ByteArrayOutputStream();
        String value = "features";
        for (int l = 0; l < layers; l++) {
            boolean last = l == layers - 1;
            String sum = "sum" + l;
            String next = last ? "score" : "layer" + l;
            bytes(graph, 1, node("Gemm", sum, value, "W" + l, "B" + l));
            bytes(graph, 1, node(last ? "Sigmoid" : "Relu", next, sum));
            value = next;
        }
        text(graph, 2, "network");
        for (int l = 0; l < layers; l++) {
            int in = network.sizes()[l];
            int out = network.sizes()[l + 1];
            bytes(graph, 5, tensor("W" + l, transposed(network.weights()[l], in, out), in, out));
            bytes(graph, 5, tensor("B" + l, network.biases()[l], out));
        }
        bytes(graph, 11, port("features", network.sizes()[0]));
        bytes(graph, 12, port("score", 1));

        var model = new ByteArrayOutputStream();
        integer(model, 1, IR_VERSION);
        text(model, 2, "fiducia");
        bytes(model, 7, graph.toByteArray());
        var opset = new ByteArrayOutputStream();
        text(opset, 1, "");
        integer(opset, 2, OPSET);
        bytes(model, 8, opset.toByteArray());
        metadata.forEach((key, told) -> {
            var entry = new ByteArrayOutputStream();
            text(entry, 1, key);
            text(entry, 2, told);
            bytes(model, 14, entry.toByteArray());
        });
        return model.toByteArray();
    }

    private static double[] transposed(double[] weights, int in, int out) {
        var transposed = new double[weights.length];
        for (int o = 0; o < out; o++) {
            for (int k = 0; k < in; k++) {
                transposed[k * out + o] = weights[o * in + k];
            }
        }
        return transposed;
    }

    private static byte[] node(String type, String output, String... inputs) {
        var node = new ByteArrayOutputStream();
        for (String input : List.of(inputs)) {
            text(node, 1, input);
        }
        text(node, 2, output);
        text(node, 4, type);
        return node.toByteArray();
    }

    private static byte[] tensor(String name, double[] values, int... shape) {
        var tensor = new ByteArrayOutputStream();
        for (int length : shape) {
            integer(tensor, 1, length);
        }
        integer(tensor, 2, FLOAT);
        text(tensor, 8, name);
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            raw.putFloat((float) value);
        }
        bytes(tensor, 9, raw.array());
        return tensor.toByteArray();
    }

    /** A matrix of any number of rows. */
    private static byte[] port(String name, int columns) {
        var rows = new ByteArrayOutputStream();
        text(rows, 2, "N");
        var length = new ByteArrayOutputStream();
        integer(length, 1, columns);
        var shape = new ByteArrayOutputStream();
        bytes(shape, 1, rows.toByteArray());
        bytes(shape, 1, length.toByteArray());
        var tensor = new ByteArrayOutputStream();
        integer(tensor, 1, FLOAT);
        bytes(tensor, 2, shape.toByteArray());
        var type = new ByteArrayOutputStream();
        bytes(type, 1, tensor.toByteArray());
        var port = new ByteArrayOutputStream();
        text(port, 1, name);
        bytes(port, 2, type.toByteArray());
        return port.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, int field, String text) {
        bytes(out, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        varint(out, field << 3 | 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void integer(ByteArrayOutputStream out, int field, int value) {
        varint(out, field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}

package org.fiducia.classifiers;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a model in ONNX field by field, right or wrong, for tests. */
public final class OnnxBytes {
    /** Type of numbers in single precision. */
    public static final int FLOAT = 1;

    private final ByteArrayOutputStream graph = new ByteArrayOutputStream();
    private final ByteArrayOutputStream model = new ByteArrayOutputStream();
    private int opset = 13;

    /** A model without anything. */
    public OnnxBytes() {
        bytes(graph, 2, utf8("test"));
    }

    /** The version of the operators, instead of 13. */
    public OnnxBytes opset(int version) {
        opset = version;
        return this;
    }

    /** An input of rows of numbers; −1 for a length that is not told. */
    public OnnxBytes input(String name, int columns) {
        bytes(graph, 11, port(name, FLOAT, columns));
        return this;
    }

    /** The same of another type. */
    public OnnxBytes input(String name, int type, int columns) {
        bytes(graph, 11, port(name, type, columns));
        return this;
    }

    /** An output of rows of numbers. */
    public OnnxBytes output(String name, int columns) {
        bytes(graph, 12, port(name, FLOAT, columns));
        return this;
    }

    /** An output of any type. */
    public OnnxBytes output(String name, int type, int columns) {
        bytes(graph, 12, port(name, type, columns));
        return this;
    }

    /** Numbers in single precision, as raw bytes. */
    public OnnxBytes numbers(String name, List<Integer> shape, double... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            raw.putFloat((float) value);
        }
        var tensor = tensor(name, FLOAT, shape);
        bytes(tensor, 9, raw.array());
        return part(5, tensor.toByteArray());
    }

    /** Whole numbers, as a list of them. */
    public OnnxBytes whole(String name, long... values) {
        var tensor = tensor(name, 7, List.of(values.length));
        for (long value : values) {
            integer(tensor, 7, value);
        }
        return part(5, tensor.toByteArray());
    }

    /** A tensor of any type, begun. */
    public static ByteArrayOutputStream tensor(String name, int type, List<Integer> shape) {
        var tensor = new ByteArrayOutputStream();
        shape.forEach(length -> integer(tensor, 1, length));
        integer(tensor, 2, type);
        bytes(tensor, 8, utf8(name));
        return tensor;
    }

    /** Any field of the graph. */
    public OnnxBytes part(int field, byte[] content) {
        bytes(graph, field, content);
        return this;
    }

    /** An operation of one result. */
    public OnnxBytes node(String type, String output, List<String> inputs, byte[]... attributes) {
        return node("", type, List.of(output), inputs, attributes);
    }

    /** An operation. */
    public OnnxBytes node(String domain, String type, List<String> outputs, List<String> inputs, byte[]... attributes) {
        var node = new ByteArrayOutputStream();
        inputs.forEach(name -> bytes(node, 1, utf8(name)));
        outputs.forEach(name -> bytes(node, 2, utf8(name)));
        bytes(node, 4, utf8(type));
        for (byte[] attribute : attributes) {
            bytes(node, 5, attribute);
        }
        if (!domain.isEmpty()) {
            bytes(node, 7, utf8(domain));
        }
        return part(1, node.toByteArray());
    }

    /** An attribute that is a number. */
    public static byte[] real(String name, double value) {
        var attribute = attribute(name, 1);
        tag(attribute, 2, 5);
        fixed(attribute, (float) value);
        return attribute.toByteArray();
    }

    /** An attribute that is a whole number. */
    public static byte[] integer(String name, long value) {
        var attribute = attribute(name, 2);
        integer(attribute, 3, value);
        return attribute.toByteArray();
    }

    /** An attribute that is a text. */
    public static byte[] text(String name, String value) {
        var attribute = attribute(name, 3);
        bytes(attribute, 4, utf8(value));
        return attribute.toByteArray();
    }

    /** An attribute that is a list of numbers, one field each. */
    public static byte[] reals(String name, double... values) {
        var attribute = attribute(name, 6);
        for (double value : values) {
            tag(attribute, 7, 5);
            fixed(attribute, (float) value);
        }
        return attribute.toByteArray();
    }

    /** An attribute that is a list of whole numbers, packed. */
    public static byte[] integers(String name, long... values) {
        var attribute = attribute(name, 7);
        var packed = new ByteArrayOutputStream();
        for (long value : values) {
            varint(packed, value);
        }
        bytes(attribute, 8, packed.toByteArray());
        return attribute.toByteArray();
    }

    /** An attribute that is a list of texts. */
    public static byte[] texts(String name, String... values) {
        var attribute = attribute(name, 8);
        for (String value : values) {
            bytes(attribute, 9, utf8(value));
        }
        return attribute.toByteArray();
    }

    /** An attribute that is a tensor. */
    public static byte[] tensor(String name, byte[] tensor) {
        var attribute = attribute(name, 4);
        bytes(attribute, 5, tensor);
        return attribute.toByteArray();
    }

    private static ByteArrayOutputStream attribute(String name, int type) {
        var attribute = new ByteArrayOutputStream();
        bytes(attribute, 1, utf8(name));
        integer(attribute, 20, type);
        return attribute;
    }

    /** Something that the file tells of itself. */
    public OnnxBytes metadata(String key, String value) {
        var entry = new ByteArrayOutputStream();
        bytes(entry, 1, utf8(key));
        bytes(entry, 2, utf8(value));
        bytes(model, 14, entry.toByteArray());
        return this;
    }

    /** The file. */
    public byte[] bytes() {
        var file = new ByteArrayOutputStream();
        integer(file, 1, 7);
        bytes(file, 8, version("", opset));
        bytes(file, 8, version("ai.onnx.ml", 2));
        bytes(file, 7, graph.toByteArray());
        file.writeBytes(model.toByteArray());
        return file.toByteArray();
    }

    private static byte[] version(String domain, int version) {
        var entry = new ByteArrayOutputStream();
        bytes(entry, 1, utf8(domain));
        integer(entry, 2, version);
        return entry.toByteArray();
    }

    private static byte[] port(String name, int type, int columns) {
        var rows = new ByteArrayOutputStream();
        bytes(rows, 2, utf8("N"));
        var length = new ByteArrayOutputStream();
        if (columns < 0) {
            bytes(length, 2, utf8("M"));
        } else {
            integer(length, 1, columns);
        }
        var shape = new ByteArrayOutputStream();
        bytes(shape, 1, rows.toByteArray());
        bytes(shape, 1, length.toByteArray());
        var tensor = new ByteArrayOutputStream();
        integer(tensor, 1, type);
        bytes(tensor, 2, shape.toByteArray());
        var kind = new ByteArrayOutputStream();
        bytes(kind, 1, tensor.toByteArray());
        var port = new ByteArrayOutputStream();
        bytes(port, 1, utf8(name));
        bytes(port, 2, kind.toByteArray());
        return port.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A field of bytes. */
    public static void bytes(ByteArrayOutputStream out, int field, byte[] content) {
        tag(out, field, 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    /** A field of a whole number. */
    public static void integer(ByteArrayOutputStream out, int field, long value) {
        tag(out, field, 0);
        varint(out, value);
    }

    private static void tag(ByteArrayOutputStream out, int field, int wire) {
        varint(out, (long) field << 3 | wire);
    }

    private static void fixed(ByteArrayOutputStream out, float value) {
        out.writeBytes(ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}

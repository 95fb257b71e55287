package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model as a file in ONNX has it.
 *
 * @param opset version of the usual operators
 * @param metadata what the file tells of itself
 * @param nodes in an order in which they can be computed
 * @param constants numbers it holds, by name
 * @param inputs without those that are constants
 * @param outputs what it computes
 */
record OnnxModel(
        long opset,
        Map<String, String> metadata,
        List<OnnxNode> nodes,
        Map<String, Tensor> constants,
        List<Port> inputs,
        List<Port> outputs) {
    /**
     * An input or output.
     *
     * @param type of its numbers; 0 where it is no tensor
     * @param shape lengths of its dimensions, −1 for one that is not fixed
     */
    record Port(String name, int type, List<Long> shape) {}

    /** Reads a ModelProto. */
    static OnnxModel read(byte[] bytes) throws IOException {
        var message = new Message(bytes);
        var metadata = new LinkedHashMap<String, String>();
        var parts = new Parts(new ArrayList<>(), new HashMap<>(), new ArrayList<>(), new ArrayList<>());
        long opset = 0;
        boolean graph = false;
        while (message.next()) {
            switch (message.field()) {
                case 7 -> {
                    graph(message.message(), parts);
                    graph = true;
                }
                case 8 -> opset = Math.max(opset, opset(message.message()));
                case 14 -> {
                    Map.Entry<String, String> entry = entry(message.message());
                    metadata.put(entry.getKey(), entry.getValue());
                }
                default -> {}
            }
        }
        if (!graph || parts.outputs().isEmpty()) {
            throw new IOException("there is no model in it");
        }
        parts.inputs().removeIf(port -> parts.constants().containsKey(port.name()));
        return new OnnxModel(opset, metadata, parts.nodes(), parts.constants(), parts.inputs(), parts.outputs());
    }

    private record Parts(List<OnnxNode> nodes, Map<String, Tensor> constants, List<Port> inputs, List<Port> outputs) {}

    private static void graph(Message message, Parts parts) throws IOException {
        while (message.next()) {
            switch (message.field()) {
                case 1 ->
                    parts.nodes()
                            .add(OnnxNode.read(message.message(), parts.nodes().size() + 1));
                case 5 -> {
                    Tensor.Named constant = Tensor.read(message.message());
                    parts.constants().put(constant.name(), constant.tensor());
                }
                case 11 -> parts.inputs().add(port(message.message()));
                case 12 -> parts.outputs().add(port(message.message()));
                case 15 -> throw new Unsupported("it has sparse numbers", "export the model without them");
                default -> {}
            }
        }
    }

    private static long opset(Message message) throws IOException {
        String domain = "";
        long version = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> domain = message.text();
                case 2 -> version = message.integer();
                default -> {}
            }
        }
        return domain.isEmpty() || domain.equals("ai.onnx") ? version : 0;
    }

    private static Map.Entry<String, String> entry(Message message) throws IOException {
        String key = "";
        String value = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> key = message.text();
                case 2 -> value = message.text();
                default -> {}
            }
        }
        return Map.entry(key, value);
    }

    /** ValueInfoProto, TypeProto, TypeProto.Tensor, TensorShapeProto, Dimension. */
    private static Port port(Message message) throws IOException {
        String name = "";
        int type = 0;
        var shape = new ArrayList<Long>();
        while (message.next()) {
            if (message.field() == 1) {
                name = message.text();
            } else if (message.field() == 2) {
                Message kind = message.message();
                while (kind.next()) {
                    type = kind.field() == 1 ? tensor(kind.message(), shape) : type;
                }
            }
        }
        return new Port(name, type, shape);
    }

    private static int tensor(Message message, List<Long> shape) throws IOException {
        int type = 0;
        while (message.next()) {
            if (message.field() == 1) {
                type = (int) message.integer();
            } else if (message.field() == 2) {
                Message dimensions = message.message();
                while (dimensions.next()) {
                    shape.add(length(dimensions.message()));
                }
            }
        }
        return type;
    }

    private static long length(Message dimension) throws IOException {
        long length = -1;
        while (dimension.next()) {
            length = dimension.field() == 1 ? dimension.integer() : length;
        }
        return length;
    }
}

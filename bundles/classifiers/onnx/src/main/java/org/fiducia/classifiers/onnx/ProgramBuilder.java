package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fiducia.classifiers.onnx.OnnxModel.Port;
import org.fiducia.classifiers.onnx.Step.Activation;
import org.fiducia.classifiers.onnx.Step.Operand;
import org.fiducia.classifiers.onnx.Step.Operation;

/**
 * Makes a program of a model: of those operations alone that the scores need, with what the specification of ONNX says of
 * each. Rows are the first dimension throughout.
 */
final class ProgramBuilder {
    private static final int SOFTMAX_ALONG_LAST = 13;
    private static final float LEAK = 0.01f;
    private static final float EPSILON = 1e-5f;

    private final OnnxModel model;
    private final Map<String, Value> values = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Integer> widths = new ArrayList<>();

    /** What a name stands for. */
    private sealed interface Value permits Rows, Numbers {}

    /** Numbers of every row. */
    private record Rows(int field, int width) implements Value {}

    /** Numbers of the model. */
    private record Numbers(Tensor tensor) implements Value {}

    private ProgramBuilder(OnnxModel model) {
        this.model = model;
    }

    /**
     * The program.
     *
     * @param width number of features
     * @throws Unsupported for an operation that is not known here
     * @throws IOException for a model that makes no sense
     */
    static Program of(OnnxModel model, int width) throws IOException {
        return new ProgramBuilder(model).program(width);
    }

    private Program program(int width) throws IOException {
        Port input = input(model);
        Port output = model.outputs().stream()
                .filter(port -> port.type() == Tensor.FLOAT)
                .reduce((a, b) -> b)
                .orElseThrow(() -> new Unsupported(
                        "none of its outputs is a tensor of single precision",
                        "export the scores as a tensor, without a map of classes"));
        model.constants().forEach((name, tensor) -> values.put(name, new Numbers(tensor)));
        values.put(input.name(), rows(width));
        for (OnnxNode node : needed(output.name())) {
            Value value;
            try {
                value = value(node);
            } catch (Unsupported e) {
                throw new Unsupported(node.label() + " " + e.getMessage(), e.remedy());
            }
            for (String name : node.outputs()) {
                values.put(name, value);
            }
        }
        if (!(values.get(output.name()) instanceof Rows scores)) {
            throw new Unsupported("its output " + output.name() + " does not depend on the features", "export it anew");
        }
        if (scores.width() > 2) {
            throw new Unsupported(
                    "its output " + output.name() + " has " + scores.width() + " numbers a row",
                    "export a network with one score, or with two of which the last is that of signal");
        }
        return new Program(steps, widths.stream().mapToInt(Integer::intValue).toArray(), scores.field());
    }

    /** The one input of a model. */
    static Port input(OnnxModel model) {
        if (model.inputs().size() != 1) {
            throw new Unsupported(
                    "it has " + model.inputs().size() + " inputs", "export it with one input that holds all features");
        }
        Port input = model.inputs().get(0);
        if (input.type() != Tensor.FLOAT) {
            throw new Unsupported(
                    "its input " + input.name() + " is of type " + input.type() + ", not a tensor of single precision",
                    "export the model with float32");
        }
        if (input.shape().size() != 2) {
            throw new Unsupported(
                    "its input " + input.name() + " has " + input.shape().size() + " dimensions",
                    "export it with an input of rows × features");
        }
        return input;
    }

    /** The nodes on which an output depends, in the order of the file. */
    private List<OnnxNode> needed(String output) {
        Set<String> names = new HashSet<>(Set.of(output));
        var needed = new ArrayList<OnnxNode>();
        for (int k = model.nodes().size() - 1; k >= 0; k--) {
            OnnxNode node = model.nodes().get(k);
            if (node.outputs().stream().anyMatch(names::contains)) {
                names.addAll(node.inputs());
                needed.add(0, node);
            }
        }
        return needed;
    }

    private Rows rows(int width) {
        widths.add(width);
        return new Rows(widths.size() - 1, width);
    }

    private Value value(OnnxNode node) throws IOException {
        return switch (node.type()) {
            case "Gemm" -> gemm(node);
            case "MatMul" -> linear(data(node, 0), matrix(node, false), new float[0], 1);
            case "Add" -> pairwise(node, Operation.ADD);
            case "Sub" -> pairwise(node, Operation.SUB);
            case "Mul" -> pairwise(node, Operation.MUL);
            case "Div" -> pairwise(node, Operation.DIV);
            case "Relu" -> each(node, Activation.RELU, 0);
            case "LeakyRelu" -> each(node, Activation.LEAKY_RELU, node.real("alpha", LEAK));
            case "Sigmoid" -> each(node, Activation.SIGMOID, 0);
            case "Tanh" -> each(node, Activation.TANH, 0);
            case "Softmax" -> softmax(node);
            case "Clip" -> clip(node);
            case "BatchNormalization" -> batchNormalization(node);
            case "ai.onnx.ml.Scaler" -> scaler(node);
            case "Concat" -> concat(node);
            case "Identity", "Dropout" -> value(node, 0);
            case "Cast" -> cast(node);
            case "Flatten" -> flatten(node);
            case "Reshape" -> reshape(node);
            case "Constant" -> constant(node);
            case "ai.onnx.ml.TreeEnsembleClassifier", "ai.onnx.ml.TreeEnsembleRegressor" -> trees(node);
            default ->
                throw new Unsupported(
                        "is an operation that is not known here",
                        "export a network of the operations that docs/plugins/classifier.md lists, or choose the classifier"
                                + " onnxruntime");
        };
    }

    private Value value(OnnxNode node, int index) throws IOException {
        return optional(node, index)
                .orElseThrow(() -> new IOException(node.label() + " has no input number " + (index + 1)));
    }

    private Optional<Value> optional(OnnxNode node, int index) throws IOException {
        if (index >= node.inputs().size() || node.inputs().get(index).isEmpty()) {
            return Optional.empty();
        }
        String name = node.inputs().get(index);
        Value value = values.get(name);
        if (value == null) {
            throw new IOException(node.label() + " needs " + name + ", which nothing before it gives");
        }
        return Optional.of(value);
    }

    private Rows data(OnnxNode node, int index) throws IOException {
        if (value(node, index) instanceof Rows rows) {
            return rows;
        }
        throw new Unsupported("computes with numbers of the model alone", "export it with constants folded");
    }

    private Tensor numbers(OnnxNode node, int index) throws IOException {
        return numbers(node, value(node, index));
    }

    private static Tensor numbers(OnnxNode node, Value value) {
        if (value instanceof Numbers numbers) {
            return numbers.tensor();
        }
        throw new Unsupported(
                "takes from the features what must be numbers of the model", "export a network with fixed weights");
    }

    /** A number per column, or one for all, of a tensor. */
    private static float[] perColumn(OnnxNode node, Tensor tensor, int width, String what) throws IOException {
        int[] shape = tensor.shape();
        boolean last = shape.length > 0 && shape[shape.length - 1] == tensor.size();
        if (tensor.size() == 1 || tensor.size() == width && last) {
            return tensor.reals();
        }
        throw new IOException(
                node.label() + " has " + tensor.size() + " numbers as " + what + " of " + width + " columns");
    }

    private static float[] spread(float[] numbers, int width) {
        var spread = new float[width];
        for (int k = 0; k < width; k++) {
            spread[k] = numbers[numbers.length == 1 ? 0 : k];
        }
        return spread;
    }

    private Rows gemm(OnnxNode node) throws IOException {
        if (node.integer("transA", 0) != 0) {
            throw new Unsupported("takes features as columns (transA)", "export it with rows of features");
        }
        Rows x = data(node, 0);
        float[][] weights = matrix(node, node.integer("transB", 0) != 0);
        float[] added = new float[0];
        Optional<Value> third = optional(node, 2);
        if (third.isPresent()) {
            added = spread(
                    perColumn(node, numbers(node, third.get()), weights.length, "what is added"), weights.length);
            float beta = node.real("beta", 1);
            for (int k = 0; k < added.length; k++) {
                added[k] *= beta;
            }
        }
        return linear(x, weights, added, node.real("alpha", 1));
    }

    /** The second input as weights of each column of the result. */
    private float[][] matrix(OnnxNode node, boolean transposed) throws IOException {
        Tensor tensor = numbers(node, 1);
        int[] shape = tensor.shape();
        int in = data(node, 0).width();
        if (shape.length != 2 || shape[transposed ? 1 : 0] != in) {
            throw new IOException(node.label() + " has a matrix that does not fit " + in + " columns");
        }
        int out = shape[transposed ? 0 : 1];
        var weights = new float[out][in];
        for (int o = 0; o < out; o++) {
            for (int k = 0; k < in; k++) {
                weights[o][k] = tensor.reals()[transposed ? o * in + k : k * out + o];
            }
        }
        return weights;
    }

    private Rows linear(Rows x, float[][] weights, float[] added, float scale) {
        Rows y = rows(weights.length);
        steps.add(new Step.Linear(x.field(), y.field(), x.width(), weights, added, scale));
        return y;
    }

    private Rows pairwise(OnnxNode node, Operation operation) throws IOException {
        Value a = value(node, 0);
        Value b = value(node, 1);
        int width = a instanceof Rows rows ? rows.width() : 1;
        width = b instanceof Rows rows ? Math.max(width, rows.width()) : width;
        if (a instanceof Numbers && b instanceof Numbers) {
            data(node, 0); // refuses
        }
        for (Value side : List.of(a, b)) {
            if (side instanceof Numbers numbers && width == 1) {
                width = numbers.tensor().size(); // one column with a list of numbers
            }
        }
        Operand left = operand(node, a, width);
        Operand right = operand(node, b, width);
        Rows y = rows(width);
        steps.add(new Step.Pairwise(operation, left, right, y.field(), width));
        return y;
    }

    private static Operand operand(OnnxNode node, Value value, int width) throws IOException {
        if (value instanceof Rows rows) {
            if (rows.width() != width && rows.width() != 1) {
                throw new IOException(node.label() + " has " + rows.width() + " and " + width + " columns");
            }
            return new Operand(rows.field(), new float[0], rows.width() == 1);
        }
        float[] numbers = perColumn(node, numbers(node, value), width, "one side");
        return new Operand(-1, numbers, numbers.length == 1);
    }

    private Rows each(OnnxNode node, Activation activation, float slope) throws IOException {
        Rows x = data(node, 0);
        Rows y = rows(x.width());
        steps.add(new Step.Each(activation, x.field(), y.field(), x.width(), slope));
        return y;
    }

    private Rows softmax(OnnxNode node) throws IOException {
        long axis = node.integer("axis", model.opset() >= SOFTMAX_ALONG_LAST ? -1 : 1);
        requireColumns(axis);
        Rows x = data(node, 0);
        Rows y = rows(x.width());
        steps.add(new Step.Softmax(x.field(), y.field(), x.width()));
        return y;
    }

    private static void requireColumns(long axis) {
        if (axis != 1 && axis != -1) {
            throw new Unsupported("works along the rows (axis " + axis + ")", "export it with axis 1");
        }
    }

    private Rows clip(OnnxNode node) throws IOException {
        Rows x = data(node, 0);
        float lo = limit(node, 1, node.real("min", -Float.MAX_VALUE));
        float hi = limit(node, 2, node.real("max", Float.MAX_VALUE));
        Rows y = rows(x.width());
        steps.add(new Step.Limits(x.field(), y.field(), x.width(), lo, hi));
        return y;
    }

    private float limit(OnnxNode node, int index, float otherwise) throws IOException {
        Optional<Value> value = optional(node, index);
        return value.isEmpty() ? otherwise : perColumn(node, numbers(node, value.get()), 1, "a limit")[0];
    }

    private Rows batchNormalization(OnnxNode node) throws IOException {
        int width = data(node, 0).width();
        float[] scale = perColumn(node, numbers(node, 1), width, "scales");
        float[] shift = perColumn(node, numbers(node, 2), width, "shifts");
        float[] mean = perColumn(node, numbers(node, 3), width, "means");
        float[] variance = perColumn(node, numbers(node, 4), width, "variances");
        float epsilon = node.real("epsilon", EPSILON);
        var factor = new float[width];
        var added = new float[width];
        for (int k = 0; k < width; k++) {
            int at = scale.length == 1 ? 0 : k;
            factor[k] = scale[at] / (float) Math.sqrt(variance[at] + epsilon);
            added[k] = shift[at] - mean[at] * factor[k];
        }
        return scaled(data(node, 0), factor, added);
    }

    private Rows scaler(OnnxNode node) throws IOException {
        Rows x = data(node, 0);
        float[] offset = perColumn(node, Tensor.of(node.reals("offset")), x.width(), "offsets");
        float[] scale = perColumn(node, Tensor.of(node.reals("scale")), x.width(), "scales");
        var minus = new Operand(-1, offset, offset.length == 1);
        var times = new Operand(-1, scale, scale.length == 1);
        Rows moved = rows(x.width());
        steps.add(new Step.Pairwise(Operation.SUB, all(x), minus, moved.field(), x.width()));
        Rows y = rows(x.width());
        steps.add(new Step.Pairwise(Operation.MUL, all(moved), times, y.field(), x.width()));
        return y;
    }

    private Rows scaled(Rows x, float[] factor, float[] added) {
        Rows times = rows(x.width());
        steps.add(new Step.Pairwise(
                Operation.MUL, all(x), new Operand(-1, factor, factor.length == 1), times.field(), x.width()));
        Rows y = rows(x.width());
        steps.add(new Step.Pairwise(
                Operation.ADD, all(times), new Operand(-1, added, added.length == 1), y.field(), x.width()));
        return y;
    }

    private static Operand all(Rows x) {
        return new Operand(x.field(), new float[0], x.width() == 1);
    }

    private Rows concat(OnnxNode node) throws IOException {
        requireColumns(node.integer("axis", 1));
        var fields = new ArrayList<Integer>();
        var parts = new ArrayList<Integer>();
        for (int k = 0; k < node.inputs().size(); k++) {
            Rows x = data(node, k);
            fields.add(x.field());
            parts.add(x.width());
        }
        Rows y = rows(parts.stream().mapToInt(Integer::intValue).sum());
        steps.add(new Step.Beside(List.copyOf(fields), List.copyOf(parts), y.field()));
        return y;
    }

    private Value cast(OnnxNode node) throws IOException {
        if (node.integer("to", Tensor.FLOAT) != Tensor.FLOAT) {
            throw new Unsupported("makes numbers of another type", "export the model with float32");
        }
        return value(node, 0);
    }

    private Rows flatten(OnnxNode node) throws IOException {
        requireColumns(node.integer("axis", 1));
        return data(node, 0);
    }

    private Rows reshape(OnnxNode node) throws IOException {
        Rows x = data(node, 0);
        long[] shape = numbers(node, 1).whole();
        boolean list = shape.length == 1 && x.width() == 1 && shape[0] == -1;
        boolean same = shape.length == 2
                && (shape[0] == -1 && shape[1] == x.width()
                        || shape[0] == 0 && (shape[1] == -1 || shape[1] == 0 || shape[1] == x.width())
                        || shape[0] == -1 && shape[1] == 0);
        if (!list && !same) {
            throw new Unsupported(
                    "makes another shape than rows × " + x.width(), "export a network without such a change");
        }
        return x;
    }

    private static Value constant(OnnxNode node) {
        OnnxNode.Attribute value = node.attributes().get("value");
        if (value != null && value.tensor().isPresent()) {
            return new Numbers(value.tensor().get());
        }
        if (node.attributes().containsKey("value_float")) {
            return new Numbers(Tensor.of(node.real("value_float", 0)));
        }
        if (node.attributes().containsKey("value_floats")) {
            return new Numbers(Tensor.of(node.reals("value_floats")));
        }
        if (node.attributes().containsKey("value_int")) {
            return new Numbers(Tensor.of(node.integer("value_int", 0)));
        }
        if (node.attributes().containsKey("value_ints")) {
            return new Numbers(Tensor.of(node.integers("value_ints")));
        }
        throw new Unsupported("holds what is no number", "export it with numbers in tensors");
    }

    private Rows trees(OnnxNode node) throws IOException {
        Rows x = data(node, 0);
        Trees trees = Trees.of(node, x.width());
        Rows y = rows(trees.width());
        steps.add(trees.step(x.field(), y.field()));
        return y;
    }
}

package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a model.
 *
 * @param label what it is called in messages
 * @param type operator, e.g. {@code Gemm}, with the domain before it where that is not the usual one
 * @param inputs names of values, empty for one that is left out
 * @param outputs names of values
 * @param attributes by name
 */
record OnnxNode(
        String label, String type, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
    /** Something that an operation is told; of all components one counts. */
    record Attribute(
            float real,
            long integer,
            String text,
            Optional<Tensor> tensor,
            float[] reals,
            long[] integers,
            List<String> texts) {}

    float real(String name, float otherwise) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? otherwise : attribute.real();
    }

    long integer(String name, long otherwise) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? otherwise : attribute.integer();
    }

    String text(String name, String otherwise) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? otherwise : attribute.text();
    }

    float[] reals(String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? new float[0] : attribute.reals();
    }

    long[] integers(String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? new long[0] : attribute.integers();
    }

    List<String> texts(String name) {
        Attribute attribute = attributes.get(name);
        return attribute == null ? List.of() : attribute.texts();
    }

    /** Reads a NodeProto. */
    static OnnxNode read(Message message, int number) throws IOException {
        var inputs = new ArrayList<String>();
        var outputs = new ArrayList<String>();
        var attributes = new LinkedHashMap<String, Attribute>();
        String name = "";
        String type = "";
        String domain = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.text());
                case 2 -> outputs.add(message.text());
                case 3 -> name = message.text();
                case 4 -> type = message.text();
                case 5 -> attribute(message.message(), attributes);
                case 7 -> domain = message.text();
                default -> {}
            }
        }
        boolean usual = domain.isEmpty() || domain.equals("ai.onnx");
        String label = "node " + number + " (" + type + (name.isEmpty() ? "" : " " + name) + ")";
        return new OnnxNode(label, usual ? type : domain + "." + type, inputs, outputs, attributes);
    }

    private static void attribute(Message message, Map<String, Attribute> all) throws IOException {
        String name = "";
        float real = 0;
        long integer = 0;
        String text = "";
        Optional<Tensor> tensor = Optional.empty();
        var reals = new ArrayList<Float>();
        var integers = new ArrayList<Long>();
        var texts = new ArrayList<String>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> real = message.real();
                case 3 -> integer = message.integer();
                case 4 -> text = message.text();
                case 5 -> tensor = Optional.of(Tensor.read(message.message()).tensor());
                case 7 -> message.reals(reals);
                case 8 -> message.integers(integers);
                case 9 -> texts.add(message.text());
                default -> {}
            }
        }
        var array = new float[reals.size()];
        for (int k = 0; k < array.length; k++) {
            array[k] = reals.get(k);
        }
        all.put(
                name,
                new Attribute(
                        real,
                        integer,
                        text,
                        tensor,
                        array,
                        integers.stream().mapToLong(Long::longValue).toArray(),
                        texts));
    }
}

package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An ensemble of decision trees, as the operators {@code TreeEnsembleClassifier} and {@code TreeEnsembleRegressor} describe
 * it: sums over trees in the order of the file, in single precision.
 *
 * @param width number of columns of the result
 * @param roots of each tree
 * @param nodes of all trees
 * @param base what the sums begin with, per column; empty for zero
 * @param mean whether the sum over trees is divided by their number
 * @param transform what is made of the sums
 * @param binary whether there is one sum for two classes, that of the second
 */
record Trees(
        int width, int[] roots, List<Branch> nodes, float[] base, boolean mean, Transform transform, boolean binary) {
    private static final String LEAF = "LEAF";

    /** What is made of sums. */
    enum Transform {
        NONE,
        LOGISTIC,
        SOFTMAX
    }

    /**
     * A node of a tree.
     *
     * @param mode of comparison, or that of a leaf
     * @param yes number of the node for those that compare
     * @param no number of the node for others
     * @param columns of a leaf, to which it adds
     * @param weights what it adds
     */
    record Branch(String mode, int feature, float value, int yes, int no, int[] columns, float[] weights) {
        boolean leaf() {
            return mode.equals(LEAF);
        }

        boolean takes(float x) {
            return switch (mode) {
                case "BRANCH_LEQ" -> x <= value;
                case "BRANCH_LT" -> x < value;
                case "BRANCH_GTE" -> x >= value;
                case "BRANCH_GT" -> x > value;
                case "BRANCH_EQ" -> x == value;
                default -> x != value;
            };
        }
    }

    private static final List<String> MODES =
            List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GTE", "BRANCH_GT", "BRANCH_EQ", "BRANCH_NEQ", LEAF);

    /** The ensemble of a node of a model that gets so many features. */
    static Trees of(OnnxNode node, int features) throws IOException {
        boolean classifier = node.type().endsWith("Classifier");
        int width = classifier
                ? Math.max(
                        node.integers("classlabels_int64s").length,
                        node.texts("classlabels_strings").size())
                : (int) node.integer("n_targets", 1);
        if (width < 1 || width > 2) {
            throw new Unsupported("tells " + width + " classes apart", "train one that tells signal from background");
        }
        String part = classifier ? "class" : "target";
        List<Branch> nodes = nodes(node, part, width, features);
        String aggregate = node.text("aggregate_function", "SUM");
        if (!List.of("SUM", "AVERAGE").contains(aggregate)) {
            throw new Unsupported("takes of its trees the " + aggregate, "train one whose trees are added");
        }
        String transform = node.text("post_transform", "NONE");
        if (Arrays.stream(Transform.values()).noneMatch(one -> one.name().equals(transform))) {
            throw new Unsupported("ends with " + transform, "train one that ends with LOGISTIC or SOFTMAX");
        }
        if (width == 1 && !transform.equals(Transform.NONE.name())) {
            throw new Unsupported(
                    "ends with " + transform + ", which not every evaluator does to a single sum",
                    "export it without (NONE), and with an operation of its own after it, e.g. Sigmoid");
        }
        boolean binary = classifier
                && width == 2
                && nodes.stream()
                                .flatMapToInt(n -> Arrays.stream(n.columns()))
                                .distinct()
                                .count()
                        == 1;
        if (binary) { // whatever class the file gives the weights, they are of the second
            nodes = nodes.stream()
                    .map(n -> new Branch(
                            n.mode(),
                            n.feature(),
                            n.value(),
                            n.yes(),
                            n.no(),
                            new int[n.columns().length],
                            n.weights()))
                    .toList();
        }
        float[] base = node.reals("base_values");
        if (base.length != 0 && base.length != width && !(binary && base.length == 1)) {
            throw new IOException(node.label() + " has " + base.length + " values to begin with for " + width);
        }
        return new Trees(
                width,
                roots(node, nodes),
                nodes,
                binary && base.length == 2 ? new float[] {base[1]} : base,
                aggregate.equals("AVERAGE"),
                Transform.valueOf(transform),
                binary);
    }

    private record Place(long tree, long node) {}

    private static List<Branch> nodes(OnnxNode node, String part, int width, int features) throws IOException {
        long[] trees = node.integers("nodes_treeids");
        long[] ids = same(node, "nodes_nodeids", trees.length);
        long[] feature = same(node, "nodes_featureids", trees.length);
        long[] yes = same(node, "nodes_truenodeids", trees.length);
        long[] no = same(node, "nodes_falsenodeids", trees.length);
        float[] value = node.reals("nodes_values");
        List<String> modes = node.texts("nodes_modes");
        if (trees.length == 0 || value.length != trees.length || modes.size() != trees.length) {
            throw new IOException(node.label() + " has lists of nodes that differ in length");
        }
        var places = new HashMap<Place, Integer>();
        for (int k = 0; k < trees.length; k++) {
            places.put(new Place(trees[k], ids[k]), k);
        }
        Map<Integer, List<Integer>> leaves = leaves(node, part, places);
        long[] columns = node.integers(part + "_ids");
        float[] weights = node.reals(part + "_weights");
        var nodes = new ArrayList<Branch>();
        for (int k = 0; k < trees.length; k++) {
            String mode = modes.get(k);
            boolean leaf = mode.equals(LEAF);
            if (!MODES.contains(mode) || !leaf && (feature[k] < 0 || feature[k] >= features)) {
                throw new IOException(
                        node.label() + " compares feature " + feature[k] + " of " + features + " by " + mode);
            }
            List<Integer> adds = leaves.getOrDefault(k, List.of());
            int[] to = adds.stream().mapToInt(at -> (int) columns[at]).toArray();
            if (Arrays.stream(to).anyMatch(column -> column < 0 || column >= width)) {
                throw new IOException(node.label() + " has weights of a class or target that it does not have");
            }
            var added = new float[to.length];
            for (int a = 0; a < added.length; a++) {
                added[a] = weights[adds.get(a)];
            }
            nodes.add(new Branch(
                    mode,
                    (int) feature[k],
                    value[k],
                    leaf ? -1 : place(node, places, trees[k], yes[k]),
                    leaf ? -1 : place(node, places, trees[k], no[k]),
                    to,
                    added));
        }
        return nodes;
    }

    /** Of each leaf, by its number, the entries of the list of weights. */
    private static Map<Integer, List<Integer>> leaves(OnnxNode node, String part, Map<Place, Integer> places)
            throws IOException {
        long[] trees = node.integers(part + "_treeids");
        long[] ids = same(node, part + "_nodeids", trees.length);
        same(node, part + "_ids", trees.length);
        if (node.reals(part + "_weights").length != trees.length) {
            throw new IOException(node.label() + " has lists of weights that differ in length");
        }
        var leaves = new HashMap<Integer, List<Integer>>();
        for (int k = 0; k < trees.length; k++) {
            leaves.computeIfAbsent(place(node, places, trees[k], ids[k]), at -> new ArrayList<>())
                    .add(k);
        }
        return leaves;
    }

    private static long[] same(OnnxNode node, String name, int length) throws IOException {
        long[] list = node.integers(name);
        if (list.length != length) {
            throw new IOException(
                    node.label() + " has " + list.length + " " + name + " where it should have " + length);
        }
        return list;
    }

    private static int place(OnnxNode node, Map<Place, Integer> places, long tree, long id) throws IOException {
        Integer place = places.get(new Place(tree, id));
        if (place == null) {
            throw new IOException(node.label() + " has no node " + id + " in tree " + tree);
        }
        return place;
    }

    /** The nodes to which no other leads, in the order of the file; every other has one that leads to it. */
    private static int[] roots(OnnxNode node, List<Branch> nodes) throws IOException {
        var led = new int[nodes.size()];
        for (Branch branch : nodes) {
            if (!branch.leaf()) {
                led[branch.yes()]++;
                led[branch.no()]++;
            }
        }
        var roots = new ArrayList<Integer>();
        for (int k = 0; k < led.length; k++) {
            if (led[k] == 0) {
                roots.add(k);
            } else if (led[k] > 1) {
                throw new IOException(node.label() + " has a node with several above it");
            }
        }
        long below = roots.stream().mapToLong(root -> reached(nodes, root)).sum();
        if (below != nodes.size()) {
            throw new IOException(node.label() + " has a tree without a root");
        }
        return roots.stream().mapToInt(Integer::intValue).toArray();
    }

    private static long reached(List<Branch> nodes, int root) {
        var open = new ArrayList<Integer>(List.of(root));
        long count = 0;
        while (!open.isEmpty()) {
            Branch branch = nodes.get(open.remove(open.size() - 1));
            count++;
            if (!branch.leaf()) {
                open.add(branch.yes());
                open.add(branch.no());
            }
        }
        return count;
    }

    /** The step from one field to another. */
    Step step(int from, int to) {
        return (values, n) -> {
            var sums = new float[width];
            for (int r = 0; r < n; r++) {
                sum(values[from], r, n, sums);
                finish(sums);
                for (int k = 0; k < width; k++) {
                    values[to][k * n + r] = sums[k];
                }
            }
        };
    }

    private void sum(float[] x, int row, int n, float[] sums) {
        Arrays.fill(sums, 0);
        for (int root : roots) {
            Branch at = nodes.get(root);
            while (!at.leaf()) {
                at = nodes.get(at.takes(x[at.feature() * n + row]) ? at.yes() : at.no());
            }
            for (int k = 0; k < at.columns().length; k++) {
                sums[at.columns()[k]] += at.weights()[k];
            }
        }
        for (int k = 0; k < width; k++) {
            sums[k] = mean ? sums[k] / roots.length : sums[k];
            sums[k] += k < base.length ? base[k] : 0;
        }
    }

    private void finish(float[] sums) {
        if (binary) {
            float s = sums[0];
            boolean logistic = transform == Transform.LOGISTIC;
            sums[1] = logistic ? logistic(s) : s;
            sums[0] = logistic ? logistic(-s) : 1 - s; // nobody asks for the first
            return;
        }
        switch (transform) {
            case NONE -> {}
            case LOGISTIC -> {
                for (int k = 0; k < width; k++) {
                    sums[k] = logistic(sums[k]);
                }
            }
            case SOFTMAX -> {
                float most = Math.max(sums[0], sums[1]);
                float total = 0;
                for (int k = 0; k < width; k++) {
                    sums[k] = (float) Math.exp(sums[k] - most);
                    total += sums[k];
                }
                for (int k = 0; k < width; k++) {
                    sums[k] /= total;
                }
            }
        }
    }

    private static float logistic(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}

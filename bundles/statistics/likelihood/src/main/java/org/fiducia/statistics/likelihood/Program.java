package org.fiducia.statistics.likelihood;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.fiducia.api.Nullable;

/**
 * The expressions of a model as one flat list of nodes, children before parents. Immutable; values and gradients live in
 * arrays of the caller.
 *
 * <p>The gradient of a node is sparse: it has one number per parameter on which the node depends. The gradients of all
 * nodes lie one after another in one array, see {@link #gradientStart} and {@link #dependsOn}.
 */
final class Program {
    /** Products of more factors are differentiated twice by division. */
    private static final int FEW = 3;

    /** Numbers in the gradients of all nodes at the top from which on they are too many to store. */
    private static final long ROOM = 1_000_000;

    private final int parameters;
    private final Op[] op;
    private final double[] constant;
    private final int[] firstChild;
    private final int[] child;
    private final double[] coefficient;
    private final ExponentialInterpolation[] interpolation;
    private final int[] firstSupport;
    private final int[] support;
    private final int[] firstPosition;
    private final int[] position;
    private final boolean[] constantGradient;

    /** Nodes without a gradient of their own: it is made of those of the children when it is added to others. */
    private final boolean[] virtual;

    private final int[] parameterNode;

    private final double[] initialGradient;

    /** @param tops see {@link ProgramBuilder#build(int[])} */
    Program(int parameters, List<Node> nodes, int[] tops) {
        this.parameters = parameters;
        int n = nodes.size();
        parameterNode = new int[parameters];
        virtual = virtual(nodes, tops);
        op = new Op[n];
        constant = new double[n];
        constantGradient = new boolean[n];
        interpolation = new ExponentialInterpolation[n];
        firstChild = new int[n + 1];
        firstSupport = new int[n + 1];
        int[][] supports = new int[n][];
        for (int i = 0; i < n; i++) {
            Node node = nodes.get(i);
            op[i] = node.op();
            if (op[i] == Op.PARAMETER) {
                parameterNode[node.children()[0]] = i;
            }
            constant[i] = node.constant();
            firstChild[i + 1] = firstChild[i] + node.children().length;
            supports[i] = virtual[i] ? new int[0] : supportOf(node, supports);
            firstSupport[i + 1] = firstSupport[i] + supports[i].length;
        }
        child = new int[firstChild[n]];
        coefficient = new double[firstChild[n]];
        support = new int[firstSupport[n]];
        firstPosition = new int[firstChild[n] + 1];
        initialGradient = new double[firstSupport[n]];
        for (int i = 0; i < n; i++) {
            Node node = nodes.get(i);
            System.arraycopy(node.children(), 0, child, firstChild[i], node.children().length);
            if (op[i] == Op.LINEAR) {
                System.arraycopy(node.coefficients(), 0, coefficient, firstChild[i], node.coefficients().length);
            } else if (op[i] == Op.INTERPOLATION) {
                interpolation[i] = new ExponentialInterpolation(node.coefficients()[0], node.coefficients()[1]);
            }
            System.arraycopy(supports[i], 0, support, firstSupport[i], supports[i].length);
            for (int slot = firstChild[i]; slot < firstChild[i + 1]; slot++) {
                int length = op[i] == Op.PARAMETER || virtual[i] ? 0 : supports[child[slot]].length;
                firstPosition[slot + 1] = firstPosition[slot] + length;
            }
        }
        position = new int[firstPosition[firstChild[n]]];
        for (int i = 0; i < n; i++) {
            connect(i, supports);
        }
    }

    private static boolean[] virtual(List<Node> nodes, int[] tops) {
        boolean[] virtual = new boolean[nodes.size()];
        if (tops.length == 0) {
            return virtual;
        }
        long[] most = new long[nodes.size()]; // parameters that a node may depend on, counted at most
        boolean[] child = new boolean[nodes.size()];
        for (int i = 0; i < most.length; i++) {
            Node node = nodes.get(i);
            most[i] = node.op() == Op.PARAMETER ? 1 : 0;
            for (int k = 0; node.op() != Op.PARAMETER && k < node.children().length; k++) {
                most[i] += most[node.children()[k]];
                child[node.children()[k]] = true;
            }
        }
        long room = 0;
        for (int top : tops) {
            room += most[top];
        }
        for (int top : tops) {
            Node node = nodes.get(top);
            boolean made = node.op() == Op.LINEAR || node.op() == Op.PRODUCT && node.children().length <= FEW;
            virtual[top] = room > ROOM && made && !child[top];
        }
        return virtual;
    }

    private static int[] supportOf(Node node, int[][] supports) {
        if (node.op() == Op.PARAMETER) {
            return node.children();
        }
        if (node.children().length > FEW) {
            var union = new BitSet();
            for (int c : node.children()) {
                for (int parameter : supports[c]) {
                    union.set(parameter);
                }
            }
            return union.stream().toArray();
        }
        int[] union = {};
        for (int c : node.children()) {
            union = union.length == 0 ? supports[c] : merged(union, supports[c]);
        }
        return union;
    }

    /** Union of two rising lists. */
    private static int[] merged(int[] a, int[] b) {
        int[] union = new int[a.length + b.length];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < a.length || j < b.length) {
            int next = j == b.length || i < a.length && a[i] <= b[j] ? a[i++] : b[j++];
            if (size == 0 || union[size - 1] != next) {
                union[size++] = next;
            }
        }
        return Arrays.copyOf(union, size);
    }

    /** Where the gradient of each child goes in that of node i, and the gradient itself when it never changes. */
    private void connect(int i, int[][] supports) {
        if (op[i] == Op.PARAMETER) {
            initialGradient[firstSupport[i]] = 1;
            constantGradient[i] = true;
            return;
        }
        if (virtual[i]) {
            return;
        }
        boolean linear = op[i] == Op.LINEAR;
        for (int slot = firstChild[i]; slot < firstChild[i + 1]; slot++) {
            int[] of = supports[child[slot]];
            for (int k = 0; k < of.length; k++) {
                position[firstPosition[slot] + k] = firstSupport[i] + Arrays.binarySearch(supports[i], of[k]);
            }
            linear &= op[child[slot]] == Op.PARAMETER;
        }
        constantGradient[i] = linear || op[i] == Op.CONSTANT;
        if (linear) {
            for (int slot = firstChild[i]; slot < firstChild[i + 1]; slot++) {
                initialGradient[position[firstPosition[slot]]] += coefficient[slot];
            }
        }
    }

    int nodes() {
        return op.length;
    }

    /** An array for the gradients of all nodes. */
    double[] newGradient() {
        return initialGradient.clone();
    }

    /** Where the gradient of a node begins; it ends where that of the next begins. */
    int gradientStart(int node) {
        return firstSupport[node];
    }

    /** Parameter of each entry of the gradient array. */
    int[] dependsOn() {
        return support;
    }

    boolean isConstant(int node) {
        return firstSupport[node] == firstSupport[node + 1] && !virtual[node];
    }

    /** Nodes that the gradient of a node is a combination of: children of a sum or of a product of few; 0 for others. */
    int parts(int node) {
        int children = firstChild[node + 1] - firstChild[node];
        return op[node] == Op.LINEAR || op[node] == Op.PRODUCT && children <= FEW ? children : 0;
    }

    int part(int node, int k) {
        return child[firstChild[node] + k];
    }

    /** Derivative of a node by one of its {@link #parts}. */
    double partSlope(int node, int k, double[] value) {
        int slot = firstChild[node] + k;
        return op[node] == Op.LINEAR ? coefficient[slot] : product(node, slot, -1, value);
    }

    /** Node that is a parameter. */
    int parameterNode(int parameter) {
        return parameterNode[parameter];
    }

    /** Whether the gradient of a node is not stored, so that {@link #addTo} is all there is. */
    boolean isVirtual(int node) {
        return virtual[node];
    }

    /** Whether a node depends on a parameter that is not fixed. */
    boolean dependsOnFree(int node, boolean[] fixed) {
        for (int slot = firstChild[node]; virtual[node] && slot < firstChild[node + 1]; slot++) {
            if (dependsOnFree(child[slot], fixed)) {
                return true;
            }
        }
        for (int i = firstSupport[node]; i < firstSupport[node + 1]; i++) {
            if (!fixed[support[i]]) {
                return true;
            }
        }
        return false;
    }

    /**
     * Computes every node.
     *
     * @param value out, one per node
     * @param gradient out, from {@link #newGradient}; null when not wanted
     */
    void evaluate(double[] parameter, double[] value, @Nullable double[] gradient) {
        for (int i = 0; i < op.length; i++) {
            int from = firstChild[i];
            int to = firstChild[i + 1];
            switch (op[i]) {
                case CONSTANT -> value[i] = constant[i];
                case PARAMETER -> value[i] = parameter[child[from]];
                case LINEAR -> {
                    double even = constant[i];
                    double odd = 0;
                    int slot = from;
                    for (; slot + 2 <= to; slot += 2) {
                        even += coefficient[slot] * value[child[slot]];
                        odd += coefficient[slot + 1] * value[child[slot + 1]];
                    }
                    if (slot < to) {
                        even += coefficient[slot] * value[child[slot]];
                    }
                    value[i] = even + odd;
                }
                case PRODUCT -> {
                    double product = constant[i];
                    for (int slot = from; slot < to; slot++) {
                        product *= value[child[slot]];
                    }
                    value[i] = product;
                }
                case MIN, MAX, CHOICE -> value[i] = value[child[chosen(i, value)]];
                case INTERPOLATION -> value[i] = interpolation[i].value(value[child[from]]);
                default -> value[i] = op[i].value(value[child[from]], constant[i]);
            }
            if (gradient != null && !constantGradient[i] && !virtual[i]) {
                differentiate(i, value, gradient);
            }
        }
    }

    private void differentiate(int i, double[] value, double[] gradient) {
        int from = firstChild[i];
        int to = firstChild[i + 1];
        Arrays.fill(gradient, firstSupport[i], firstSupport[i + 1], 0);
        switch (op[i]) {
            case LINEAR -> {
                for (int slot = from; slot < to; slot++) {
                    addGradient(slot, coefficient[slot], gradient);
                }
            }
            case PRODUCT -> {
                boolean divisible = divisible(value[i]);
                for (int slot = from; slot < to; slot++) {
                    double others = divisible ? value[i] / value[child[slot]] : product(i, slot, -1, value);
                    addGradient(slot, others, gradient);
                }
            }
            case MIN, MAX, CHOICE -> addGradient(chosen(i, value), 1, gradient);
            default -> addGradient(from, slope(i, value), gradient);
        }
    }

    /** Derivative of a function of one argument. */
    private double slope(int i, double[] value) {
        double x = value[child[firstChild[i]]];
        return op[i] == Op.INTERPOLATION ? interpolation[i].slope(x, value[i]) : op[i].slope(x, constant[i], value[i]);
    }

    private double curvature(int i, double[] value) {
        double x = value[child[firstChild[i]]];
        return op[i] == Op.INTERPOLATION
                ? interpolation[i].curvature(x, value[i])
                : op[i].curvature(x, constant[i], value[i]);
    }

    /** Whether a product may be divided by its factors: none of them is 0 nor the product beyond the range of numbers. */
    private static boolean divisible(double product) {
        double size = Math.abs(product);
        return size > Double.MIN_NORMAL && size < Double.POSITIVE_INFINITY;
    }

    private void addGradient(int slot, double factor, double[] gradient) {
        int source = firstSupport[child[slot]];
        int begin = firstPosition[slot];
        int length = firstPosition[slot + 1] - begin;
        for (int k = 0; k < length; k++) {
            gradient[position[begin + k]] += factor * gradient[source + k];
        }
    }

    /** Product of a node without up to two of its factors. */
    private double product(int i, int without, int andWithout, double[] value) {
        double product = constant[i];
        for (int slot = firstChild[i]; slot < firstChild[i + 1]; slot++) {
            if (slot != without && slot != andWithout) {
                product *= value[child[slot]];
            }
        }
        return product;
    }

    private int chosen(int i, double[] value) {
        int first = firstChild[i];
        if (op[i] == Op.CHOICE) {
            return value[child[first]] != 0 ? first + 1 : first + 2;
        }
        boolean less = value[child[first]] <= value[child[first + 1]];
        return less == (op[i] == Op.MIN) ? first : first + 1;
    }

    /**
     * Adds Σ_node weight · ∂²node/∂θ∂θ′ to a matrix, as half of a symmetric one: the sum of the matrix and its transpose
     * is what is meant.
     *
     * @param weight in: one per node, 0 for most; overwritten
     * @param value of the last evaluation
     * @param gradient of the last evaluation
     * @param half [n·n] row-major
     */
    void addCurvature(double[] weight, double[] value, double[] gradient, double[] half) {
        for (int i = op.length - 1; i >= 0; i--) {
            double w = weight[i];
            if (w == 0 || constantGradient[i]) {
                continue;
            }
            int from = firstChild[i];
            int to = firstChild[i + 1];
            switch (op[i]) {
                case LINEAR -> {
                    for (int slot = from; slot < to; slot++) {
                        weight[child[slot]] += w * coefficient[slot];
                    }
                }
                case PRODUCT -> {
                    if (firstChild[i + 1] - firstChild[i] > FEW && divisible(value[i])) {
                        addCurvatureOfManyFactors(i, weight, value, gradient, half);
                        continue;
                    }
                    for (int a = from; a < to; a++) {
                        weight[child[a]] += w * product(i, a, -1, value);
                        for (int b = a + 1; b < to; b++) {
                            addOuter(w * product(i, a, b, value), child[a], child[b], gradient, half);
                        }
                    }
                }
                case MIN, MAX, CHOICE -> weight[child[chosen(i, value)]] += w;
                default -> {
                    weight[child[from]] += w * slope(i, value);
                    addOuter(0.5 * w * curvature(i, value), child[from], child[from], gradient, half);
                }
            }
        }
    }

    /**
     * Adds Σ_node weight · ∂node/∂θ to a gradient, from the last node to the first: as cheap as the evaluation.
     *
     * @param weight in: one per node, 0 for most; overwritten
     * @param value of the last evaluation
     * @param dense out, one per parameter
     */
    void addSlopes(double[] weight, double[] value, double[] dense) {
        for (int i = op.length - 1; i >= 0; i--) {
            double w = weight[i];
            if (w == 0) {
                continue;
            }
            int from = firstChild[i];
            int to = firstChild[i + 1];
            switch (op[i]) {
                case CONSTANT -> {}
                case PARAMETER -> dense[child[from]] += w;
                case LINEAR -> {
                    for (int slot = from; slot < to; slot++) {
                        weight[child[slot]] += w * coefficient[slot];
                    }
                }
                case PRODUCT -> {
                    boolean divisible = divisible(value[i]);
                    for (int slot = from; slot < to; slot++) {
                        double others = divisible ? value[i] / value[child[slot]] : product(i, slot, -1, value);
                        weight[child[slot]] += w * others;
                    }
                }
                case MIN, MAX, CHOICE -> weight[child[chosen(i, value)]] += w;
                default -> weight[child[from]] += w * slope(i, value);
            }
        }
    }

    /** ∂²P = P (u uᵀ − Σ_k u_k u_kᵀ) + Σ_k (P/v_k) ∂²v_k with u_k = ∂v_k/v_k and u = Σ u_k = ∂P/P. */
    private void addCurvatureOfManyFactors(int i, double[] weight, double[] value, double[] gradient, double[] half) {
        double w = weight[i];
        addOuter(0.5 * w / value[i], i, i, gradient, half);
        for (int slot = firstChild[i]; slot < firstChild[i + 1]; slot++) {
            int k = child[slot];
            double others = w * value[i] / value[k];
            weight[k] += others;
            addOuter(-0.5 * others / value[k], k, k, gradient, half);
        }
    }

    /** Adds factor · ∇a ∇bᵀ. */
    void addOuter(double factor, int a, int b, double[] gradient, double[] half) {
        int fromB = firstSupport[b];
        int toB = firstSupport[b + 1];
        for (int i = firstSupport[a]; i < firstSupport[a + 1]; i++) {
            double f = factor * gradient[i];
            int row = support[i] * parameters;
            for (int j = fromB; j < toB; j++) {
                half[row + support[j]] += f * gradient[j];
            }
        }
    }

    /** Adds factor · ∇a ∇aᵀ, all of what is above the diagonal and none of what is below. */
    void addSquare(double factor, int a, double[] gradient, double[] half) {
        int to = firstSupport[a + 1];
        for (int i = firstSupport[a]; i < to; i++) {
            double f = factor * gradient[i];
            int row = support[i] * parameters;
            half[row + support[i]] += f * gradient[i];
            double twice = 2 * f;
            for (int j = i + 1; j < to; j++) {
                half[row + support[j]] += twice * gradient[j];
            }
        }
    }

    /**
     * Adds factor · ∇a to a dense gradient.
     *
     * @param value of the nodes
     */
    void addTo(double factor, int a, double[] value, double[] gradient, double[] dense) {
        for (int slot = firstChild[a]; virtual[a] && slot < firstChild[a + 1]; slot++) {
            double slope = op[a] == Op.LINEAR ? coefficient[slot] : product(a, slot, -1, value);
            addTo(factor * slope, child[slot], gradient, dense);
        }
        addTo(factor, a, gradient, dense);
    }

    /** ∇a · vector, of a node of which the gradient is stored. */
    double dot(int a, double[] gradient, double[] vector) {
        double sum = 0;
        for (int i = firstSupport[a]; i < firstSupport[a + 1]; i++) {
            sum += gradient[i] * vector[support[i]];
        }
        return sum;
    }

    /** The same for a node of which the gradient is stored. */
    void addTo(double factor, int a, double[] gradient, double[] dense) {
        for (int i = firstSupport[a]; i < firstSupport[a + 1]; i++) {
            dense[support[i]] += factor * gradient[i];
        }
    }
}

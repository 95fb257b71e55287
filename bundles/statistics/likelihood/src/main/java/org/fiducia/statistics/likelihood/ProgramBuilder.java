package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Expression;

/**
 * Turns expressions into a {@link Program}. Equal parts become one node; constants fold; sums of sums become one linear
 * form, products of products one product, and all exponentials of a product (log-normal factors, symmetric or not) a
 * single exponential of a linear form. A yield such as L · (Σ_j ε_j σ_j) · (1 + f e^{kθ}) · Π κ_k^{θ_k} so costs one
 * exponential, however many nuisances act on it.
 */
final class ProgramBuilder {
    private final List<String> names;
    private final Map<String, Integer> parameters = new HashMap<>();
    private final Map<Node, Integer> known = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Expression, Integer> seen = new IdentityHashMap<>();

    ProgramBuilder(List<String> names) {
        this.names = names;
        for (String name : names) {
            parameters.put(name, parameters.size());
        }
    }

    Program build() {
        return new Program(names.size(), nodes);
    }

    /**
     * Adds an expression.
     *
     * @param where for the message when it refers to an unknown parameter
     * @return index of its node
     */
    int add(Expression expression, String where) {
        Integer before = seen.get(expression);
        if (before != null) {
            return before;
        }
        int node = translate(expression, where);
        seen.put(expression, node);
        return node;
    }

    private int translate(Expression expression, String where) {
        if (expression instanceof Expression.Constant constant) {
            return constant(constant.value());
        } else if (expression instanceof Expression.Ref ref) {
            Integer index = parameters.get(ref.parameter());
            if (index == null) {
                throw new FiduciaException(
                        Kind.PLUGIN,
                        where + " refers to parameter " + ref.parameter() + ", which the model does not declare",
                        "declare it among the parameters of the model, or correct the name; declared are "
                                + Names.some(names, ref.parameter()));
            }
            return node(Node.of(Op.PARAMETER, 0, index));
        } else if (expression instanceof Expression.Sum sum) {
            return sum(addAll(sum.terms(), where));
        } else if (expression instanceof Expression.Product product) {
            return product(addAll(product.factors(), where));
        }
        var call = (Expression.Call) expression;
        return call(call.function(), addAll(call.arguments(), where));
    }

    private int[] addAll(List<Expression> expressions, String where) {
        int[] result = new int[expressions.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = add(expressions.get(i), where);
        }
        return result;
    }

    private int call(Expression.Function function, int[] a) {
        return switch (function) {
            case EXP -> unary(Op.EXP, a[0], 0);
            case LOG -> unary(Op.LOG, a[0], 0);
            case SQRT -> unary(Op.SQRT, a[0], 0);
            case ABS -> unary(Op.ABS, a[0], 0);
            case DIVIDE -> product(a[0], unary(Op.RECIPROCAL, a[1], 0));
            case POW -> power(a[0], a[1]);
            case MIN -> choice(Op.MIN, a);
            case MAX -> choice(Op.MAX, a);
            case ASYMMETRIC_LOG_NORMAL -> {
                int average = product(constant(0.5), sum(a[1], product(constant(-1), a[2])));
                int half = product(constant(0.5), sum(a[1], a[2]));
                yield unary(Op.EXP, sum(product(average, a[0]), product(half, unary(Op.SMOOTH_ABS, a[0], 0))), 0);
            }
        };
    }

    private int power(int base, int exponent) {
        if (nodes.get(exponent).op() != Op.CONSTANT) {
            return unary(Op.EXP, product(exponent, unary(Op.LOG, base, 0)), 0);
        }
        double n = nodes.get(exponent).constant();
        if (n == 0) {
            return constant(1);
        }
        return n == 1 ? base : unary(Op.POWER, base, n);
    }

    private int choice(Op op, int[] a) {
        Node left = nodes.get(a[0]);
        Node right = nodes.get(a[1]);
        if (left.op() == Op.CONSTANT && right.op() == Op.CONSTANT) {
            double x = left.constant();
            double y = right.constant();
            return constant(op == Op.MIN ? Math.min(x, y) : Math.max(x, y));
        }
        return node(Node.of(op, 0, a));
    }

    private int constant(double value) {
        return node(Node.of(Op.CONSTANT, value));
    }

    private int unary(Op op, int argument, double constant) {
        Node node = nodes.get(argument);
        if (node.op() == Op.CONSTANT) {
            return constant(op.value(node.constant(), constant));
        }
        return node(Node.of(op, constant, argument));
    }

    private int sum(int... terms) {
        double offset = 0;
        var coefficients = new TreeMap<Integer, Double>();
        for (int term : terms) {
            Node node = nodes.get(term);
            if (node.op() == Op.CONSTANT) {
                offset += node.constant();
            } else if (node.op() == Op.LINEAR) {
                offset += node.constant();
                for (int i = 0; i < node.children().length; i++) {
                    coefficients.merge(node.children()[i], node.coefficients()[i], Double::sum);
                }
            } else {
                coefficients.merge(term, 1.0, Double::sum);
            }
        }
        coefficients.values().removeIf(coefficient -> coefficient == 0);
        return linear(offset, coefficients);
    }

    private int linear(double offset, Map<Integer, Double> coefficients) {
        if (coefficients.isEmpty()) {
            return constant(offset);
        }
        if (offset == 0 && coefficients.size() == 1) {
            var only = coefficients.entrySet().iterator().next();
            if (only.getValue() == 1) {
                return only.getKey();
            }
        }
        return node(new Node(
                Op.LINEAR,
                offset,
                coefficients.keySet().stream().mapToInt(Integer::intValue).toArray(),
                coefficients.values().stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private int product(int... factors) {
        var parts = new Parts();
        for (int factor : factors) {
            parts.multiply(factor);
        }
        if (!parts.exponents.isEmpty()) {
            int exponent =
                    sum(parts.exponents.stream().mapToInt(Integer::intValue).toArray());
            int exponential = unary(Op.EXP, exponent, 0);
            if (nodes.get(exponential).op() == Op.CONSTANT) {
                parts.constant *= nodes.get(exponential).constant();
            } else {
                parts.factors.add(exponential);
            }
        }
        if (parts.constant == 0 || parts.factors.isEmpty()) {
            return constant(parts.constant);
        }
        if (parts.factors.size() == 1) {
            return scaled(parts.constant, parts.factors.get(0));
        }
        int[] children = parts.factors.stream().mapToInt(Integer::intValue).toArray();
        Arrays.sort(children);
        return node(Node.of(Op.PRODUCT, parts.constant, children));
    }

    private int scaled(double constant, int factor) {
        Node node = nodes.get(factor);
        var coefficients = new TreeMap<Integer, Double>();
        if (node.op() != Op.LINEAR) {
            coefficients.put(factor, constant);
            return linear(0, coefficients);
        }
        for (int i = 0; i < node.children().length; i++) {
            coefficients.put(node.children()[i], constant * node.coefficients()[i]);
        }
        return linear(constant * node.constant(), coefficients);
    }

    private int node(Node node) {
        Integer before = known.putIfAbsent(node, nodes.size());
        if (before != null) {
            return before;
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** A product taken apart: constant, arguments of its exponentials, and the rest. */
    private final class Parts {
        private double constant = 1;
        private final List<Integer> exponents = new ArrayList<>();
        private final List<Integer> factors = new ArrayList<>();

        private void multiply(int factor) {
            Node node = nodes.get(factor);
            if (node.op() == Op.CONSTANT) {
                constant *= node.constant();
            } else if (node.op() == Op.LINEAR && node.constant() == 0 && node.children().length == 1) {
                constant *= node.coefficients()[0];
                multiply(node.children()[0]);
            } else if (node.op() == Op.PRODUCT) {
                constant *= node.constant();
                for (int child : node.children()) {
                    multiply(child);
                }
            } else if (node.op() == Op.EXP) {
                exponents.add(node.children()[0]);
            } else {
                factors.add(factor);
            }
        }
    }
}

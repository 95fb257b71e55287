package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Expression;

/**
 * Turns expressions into a {@link Program}. Equal parts become one node; constants fold; sums of sums become one linear
 * form, products of products one product, and all exponentials of a product (log-normal factors, symmetric or not) a
 * single exponential of a linear form. A yield such as L · (Σ_j ε_j σ_j) · (1 + f e^{kθ}) · Π κ_k^{θ_k} so costs one
 * exponential, however many nuisances act on it. A product of many factors that several products share ({@link
 * #foresee}) stays one node and is computed once.
 */
final class ProgramBuilder {
    /** Factors of a shared product from which on it is not taken apart. */
    private static final int MANY = 8;

    private final List<String> names;
    private final Map<String, Integer> parameters = new HashMap<>();
    private final Map<Node, Integer> known = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Expression, LinearForm> seen = new IdentityHashMap<>();
    private final int[] parameterNodes;

    /** Products of many factors within others, and whether there is more than one place for it. */
    private final Map<Expression, Boolean> shared = new IdentityHashMap<>();

    /** Node of {@link Op#SMOOTH_ABS} of half of a node, by that node. */
    private final Map<Integer, Integer> halves = new HashMap<>();

    ProgramBuilder(List<String> names) {
        this.names = names;
        for (String name : names) {
            parameters.put(name, parameters.size());
        }
        parameterNodes = new int[names.size()];
        Arrays.fill(parameterNodes, -1);
    }

    Program build() {
        return build(new int[0]);
    }

    /**
     * @param tops nodes of which the gradient is only ever added to others: when those of all of them would take too much
     *     room, it is not stored where it is quickly made of those of their children
     */
    Program build(int[] tops) {
        return new Program(names.size(), nodes, tops);
    }

    /** Looks at an expression that will be added, for the products that it shares with others: before any is added. */
    void foresee(Expression expression) {
        if (expression instanceof Expression.Sum sum) {
            sum.terms().forEach(this::foresee);
        } else if (expression instanceof Expression.Product product) {
            for (Expression factor : product.factors()) {
                boolean many = factor instanceof Expression.Product inner
                        && inner.factors().size() > MANY;
                if (!many || shared.merge(factor, false, (before, now) -> true) == Boolean.FALSE) {
                    foresee(factor);
                }
            }
        }
    }

    /**
     * Adds an expression.
     *
     * @param where for the message when it refers to an unknown parameter
     * @return index of its node
     */
    int add(Expression expression, String where) {
        return node(form(expression, where));
    }

    private LinearForm form(Expression expression, String where) {
        if (expression instanceof Expression.Constant constant) {
            return LinearForm.constant(constant.value());
        } else if (expression instanceof Expression.Ref ref) {
            return LinearForm.of(1, parameter(ref.parameter(), where));
        }
        if (expression instanceof Expression.Call call && call.function() == Expression.Function.LINEAR_INTERPOLATION) {
            return call(call, where); // one for every bin, parameter and sample: quickly made, and too many to be kept
        }
        LinearForm before = seen.get(expression);
        if (before != null) {
            return before;
        }
        LinearForm form;
        if (expression instanceof Expression.Sum sum) {
            form = new LinearForm();
            for (Expression term : sum.terms()) {
                form.add(1, form(term, where));
            }
        } else if (expression instanceof Expression.Product product) {
            var factors = new Factors();
            factors.multiply(product, where);
            form = factors.product();
        } else {
            form = call((Expression.Call) expression, where);
        }
        seen.put(expression, form);
        return form;
    }

    private int parameter(String name, String where) {
        Integer index = parameters.get(name);
        if (index == null) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    where + " refers to parameter " + name + ", which the model does not declare",
                    "declare it among the parameters of the model, or correct the name; declared are "
                            + Names.some(names, name));
        }
        if (parameterNodes[index] < 0) {
            parameterNodes[index] = intern(Node.of(Op.PARAMETER, 0, index));
        }
        return parameterNodes[index];
    }

    private LinearForm call(Expression.Call call, String where) {
        LinearForm a = form(call.arguments().get(0), where);
        return switch (call.function()) {
            case EXP -> exp(a);
            case LOG -> unary(Op.LOG, a, 0);
            case SQRT -> unary(Op.SQRT, a, 0);
            case ABS -> unary(Op.ABS, a, 0);
            case DIVIDE -> times(a, unary(Op.RECIPROCAL, form(call.arguments().get(1), where), 0));
            case POW -> power(a, form(call.arguments().get(1), where));
            case MIN -> choice(Op.MIN, a, form(call.arguments().get(1), where));
            case MAX -> choice(Op.MAX, a, form(call.arguments().get(1), where));
            case SIN -> unary(Op.SIN, a, 0);
            case COS -> unary(Op.COS, a, 0);
            case TANH -> unary(Op.TANH, a, 0);
            case ERF -> unary(Op.ERF, a, 0);
            case ATAN -> unary(Op.ATAN, a, 0);
            case FLOOR -> unary(Op.FLOOR, a, 0);
            case STEP -> unary(Op.STEP, a, 0);
            case CHOICE ->
                oneOf(
                        a,
                        form(call.arguments().get(1), where),
                        form(call.arguments().get(2), where));
            case ASYMMETRIC_LOG_NORMAL -> exp(logNormalExponent(call, where));
            case EXPONENTIAL_INTERPOLATION -> exponentialInterpolation(a, call, where);
            case LINEAR_INTERPOLATION -> linearInterpolation(a, call, where);
        };
    }

    /** θ · ½(ln κ₊ − ln κ₋) + θα(θ) · ½(ln κ₊ + ln κ₋). */
    private LinearForm logNormalExponent(Expression.Call call, String where) {
        LinearForm theta = form(call.arguments().get(0), where);
        LinearForm up = form(call.arguments().get(1), where);
        LinearForm down = form(call.arguments().get(2), where);
        var average = new LinearForm();
        average.add(0.5, up);
        average.add(-0.5, down);
        var half = new LinearForm();
        half.add(0.5, up);
        half.add(0.5, down);
        var exponent = new LinearForm();
        exponent.add(1, times(average, theta));
        exponent.add(1, times(half, unary(Op.SMOOTH_ABS, theta, 0)));
        return exponent;
    }

    private LinearForm exponentialInterpolation(LinearForm theta, Expression.Call call, String where) {
        LinearForm up = form(call.arguments().get(1), where);
        LinearForm down = form(call.arguments().get(2), where);
        if (!(up.isConstant() && down.isConstant() && up.constant() >= 0 && down.constant() >= 0)) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    where + " interpolates exponentially between factors that are negative or not constant",
                    "give the factors at ±1 as numbers of 0 and more");
        }
        double[] ends = {up.constant(), down.constant()};
        if (theta.isConstant()) {
            return LinearForm.constant(new ExponentialInterpolation(ends[0], ends[1]).value(theta.constant()));
        }
        if (ends[0] == 1 && ends[1] == 1) {
            return LinearForm.constant(1);
        }
        return LinearForm.of(1, intern(new Node(Op.INTERPOLATION, 0, new int[] {node(theta)}, ends)));
    }

    /** ½(up − down) θ + ½(up + down) h(θ); h is twice {@link Op#SMOOTH_ABS} of ½θ. */
    private LinearForm linearInterpolation(LinearForm theta, Expression.Call call, String where) {
        LinearForm up = form(call.arguments().get(1), where);
        LinearForm down = form(call.arguments().get(2), where);
        var odd = new LinearForm();
        odd.add(0.5, up);
        odd.add(-0.5, down);
        var even = new LinearForm();
        even.add(1, up);
        even.add(1, down);
        var form = new LinearForm();
        if (odd.isConstant() && even.isConstant() && theta.isSingle() && theta.coefficients()[0] == 1) {
            int node = theta.nodes()[0];
            form.add(odd.constant(), node);
            Integer half = halves.get(node);
            if (half == null) {
                half = node(unary(Op.SMOOTH_ABS, theta.times(0.5), 0));
                halves.put(node, half);
            }
            form.add(even.constant(), half);
            return form;
        }
        form.add(1, times(odd, theta));
        form.add(1, times(even, unary(Op.SMOOTH_ABS, theta.times(0.5), 0)));
        return form;
    }

    private LinearForm power(LinearForm base, LinearForm exponent) {
        if (!exponent.isConstant()) {
            return exp(times(exponent, unary(Op.LOG, base, 0)));
        }
        double n = exponent.constant();
        if (n == 0) {
            return LinearForm.constant(1);
        }
        return n == 1 ? base : unary(Op.POWER, base, n);
    }

    private LinearForm choice(Op op, LinearForm a, LinearForm b) {
        if (a.isConstant() && b.isConstant()) {
            return LinearForm.constant(
                    op == Op.MIN ? Math.min(a.constant(), b.constant()) : Math.max(a.constant(), b.constant()));
        }
        return LinearForm.of(1, intern(Node.of(op, 0, node(a), node(b))));
    }

    private LinearForm oneOf(LinearForm condition, LinearForm a, LinearForm b) {
        if (condition.isConstant()) {
            return condition.constant() != 0 ? a : b;
        }
        return LinearForm.of(1, intern(Node.of(Op.CHOICE, 0, node(condition), node(a), node(b))));
    }

    private LinearForm exp(LinearForm exponent) {
        return unary(Op.EXP, exponent, 0);
    }

    private LinearForm unary(Op op, LinearForm argument, double constant) {
        if (argument.isConstant()) {
            return LinearForm.constant(op.value(argument.constant(), constant));
        }
        return LinearForm.of(1, intern(Node.of(op, constant, node(argument))));
    }

    private LinearForm times(LinearForm a, LinearForm b) {
        var factors = new Factors();
        factors.multiply(a);
        factors.multiply(b);
        return factors.product();
    }

    private int node(LinearForm form) {
        if (form.isConstant()) {
            return intern(Node.of(Op.CONSTANT, form.constant()));
        }
        if (form.isSingle() && form.coefficients()[0] == 1) {
            return form.nodes()[0];
        }
        return intern(new Node(Op.LINEAR, form.constant(), form.nodes(), form.coefficients()));
    }

    private int intern(Node node) {
        Integer before = known.putIfAbsent(node, nodes.size());
        if (before != null) {
            return before;
        }
        nodes.add(node);
        return nodes.size() - 1;
    }

    /** A product taken apart: constant, sum of the arguments of its exponentials, and the rest. */
    private final class Factors {
        private double constant = 1;
        private final LinearForm exponent = new LinearForm();
        private final List<LinearForm> sums = new ArrayList<>();
        private int[] children = new int[4];
        private int size;

        void multiply(Expression factor, String where) {
            if (factor instanceof Expression.Product product) {
                for (Expression inner : product.factors()) {
                    if (shared.getOrDefault(inner, false)) {
                        multiplyWhole(form(inner, where));
                    } else {
                        multiply(inner, where);
                    }
                }
            } else if (factor instanceof Expression.Call call && call.function() == Expression.Function.EXP) {
                exponent.add(1, form(call.arguments().get(0), where));
            } else if (factor instanceof Expression.Call call
                    && call.function() == Expression.Function.ASYMMETRIC_LOG_NORMAL) {
                exponent.add(1, logNormalExponent(call, where));
            } else {
                multiply(form(factor, where));
            }
        }

        void multiply(LinearForm form) {
            if (form.isConstant()) {
                constant *= form.constant();
            } else if (form.isSingle()) {
                constant *= form.coefficients()[0];
                multiply(form.nodes()[0]);
            } else {
                sums.add(form);
            }
        }

        private void multiplyWhole(LinearForm form) {
            boolean product = form.isSingle() && nodes.get(form.nodes()[0]).op() == Op.PRODUCT;
            if (product) {
                constant *= form.coefficients()[0];
                append(form.nodes()[0]);
            } else {
                multiply(form);
            }
        }

        private void multiply(int factor) {
            Node node = nodes.get(factor);
            if (node.op() == Op.PRODUCT) {
                constant *= node.constant();
                for (int child : node.children()) {
                    multiply(child);
                }
            } else if (node.op() == Op.EXP) {
                exponent.add(1, argument(node));
            } else {
                append(factor);
            }
        }

        private LinearForm argument(Node exponential) {
            int child = exponential.children()[0];
            Node node = nodes.get(child);
            if (node.op() != Op.LINEAR) {
                return LinearForm.of(1, child);
            }
            LinearForm form = LinearForm.constant(node.constant());
            for (int i = 0; i < node.children().length; i++) {
                form.add(node.coefficients()[i], node.children()[i]);
            }
            return form;
        }

        LinearForm product() {
            if (exponent.isConstant()) {
                constant *= Math.exp(exponent.constant());
            }
            if (constant == 0) {
                return LinearForm.constant(0);
            }
            if (!exponent.isConstant()) {
                append(ProgramBuilder.this.node(exp(exponent)));
            }
            if (size == 0 && sums.isEmpty()) {
                return LinearForm.constant(constant);
            }
            if (size == 0 && sums.size() == 1) {
                return sums.get(0).times(constant);
            }
            for (LinearForm sum : sums) {
                append(ProgramBuilder.this.node(sum));
            }
            if (size == 1) {
                return LinearForm.of(constant, children[0]);
            }
            int[] all = Arrays.copyOf(children, size);
            Arrays.sort(all);
            return LinearForm.of(1, intern(Node.of(Op.PRODUCT, constant, all)));
        }

        private void append(int node) {
            if (size == children.length) {
                children = Arrays.copyOf(children, 2 * size);
            }
            children[size++] = node;
        }
    }
}

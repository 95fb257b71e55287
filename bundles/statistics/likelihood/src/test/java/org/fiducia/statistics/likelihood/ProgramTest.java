package org.fiducia.statistics.likelihood;

import static org.fiducia.api.model.Expression.call;
import static org.fiducia.api.model.Expression.constant;
import static org.fiducia.api.model.Expression.logNormal;
import static org.fiducia.api.model.Expression.product;
import static org.fiducia.api.model.Expression.ref;
import static org.fiducia.api.model.Expression.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Expression.Function;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final int N = 4;

    @Test
    void randomExpressionsHaveTheirValueAndDerivatives() {
        var random = new Random(11);
        for (int trial = 0; trial < 300; trial++) {
            Expression expression = expression(random, 4);
            double[] at = random.doubles(N, 0.3, 1.7).toArray();
            double direct = direct(expression, at);
            if (!(Math.abs(direct) < 1e6)) {
                continue;
            }
            check(expression, at);
        }
    }

    @Test
    void asymmetricLogNormalTakesItsSizesAtOneSigma() {
        Expression factor = logNormal("a", 0.2, -0.35);
        assertEquals(1.2, value(factor, 1, 0, 0, 0), 1e-15);
        assertEquals(0.65, value(factor, -1, 0, 0, 0), 1e-15);
        assertEquals(1, value(factor, 0, 0, 0, 0), 0);
        assertEquals(1.44, value(factor, 2, 0, 0, 0), 1e-14);
        for (double theta : new double[] {-1.3, -0.5, -0.3, 0, 0.1, 0.49, 0.51, 2}) {
            check(factor, new double[] {theta, 1, 1, 1});
        }
    }

    @Test
    void productsOfManyFactorsHaveTheirDerivatives() {
        var factors = new java.util.ArrayList<Expression>();
        for (int i = 0; i < 9; i++) {
            factors.add(call(
                    Function.EXPONENTIAL_INTERPOLATION,
                    ref(NAMES.get(i % 3)),
                    constant(1.1 + 0.03 * i),
                    constant(0.95 - 0.02 * i)));
        }
        factors.add(ref("d"));
        Expression many = new Expression.Product(factors);
        for (double[] at : new double[][] {{0.3, -0.7, 1.4, 2}, {0, 0, 0, 0}, {-1.3, 0.2, 0.5, -1}}) {
            check(many, at);
        }
    }

    @Test
    void interpolationGoesThroughItsEndsSmoothly() {
        Expression factor = call(Function.EXPONENTIAL_INTERPOLATION, ref("a"), constant(1.25), constant(0.7));
        assertEquals(1, value(factor, 0, 0, 0, 0), 0);
        assertEquals(1.25, value(factor, 1, 0, 0, 0), 1e-15);
        assertEquals(0.7, value(factor, -1, 0, 0, 0), 1e-15);
        assertEquals(1.25, value(factor, 1 - 1e-12, 0, 0, 0), 1e-11);
        assertEquals(1.5625, value(factor, 2, 0, 0, 0), 1e-14);
        assertEquals(0.49, value(factor, -2, 0, 0, 0), 1e-14);
        Expression term = call(Function.LINEAR_INTERPOLATION, ref("a"), constant(3), constant(-2));
        assertEquals(0, value(term, 0, 0, 0, 0), 0);
        assertEquals(6, value(term, 2, 0, 0, 0), 1e-14);
        assertEquals(-4, value(term, -2, 0, 0, 0), 1e-14);
        for (double theta : new double[] {-2, -1, -0.6, 0, 0.3, 0.99, 1, 1.7}) {
            check(factor, new double[] {theta, 1, 1, 1});
            check(term, new double[] {theta, 1, 1, 1});
        }
    }

    /** The limit of a factor that goes to 0: what a file of ROOT means with a factor of 0. */
    @Test
    void interpolationToNothingIsTheLimit() {
        Expression factor = call(Function.EXPONENTIAL_INTERPOLATION, ref("a"), constant(2), constant(0));
        Expression nearly = call(Function.EXPONENTIAL_INTERPOLATION, ref("a"), constant(2), constant(1e-18));
        for (double theta : new double[] {-1.5, -1, -0.7, -0.2, 0, 0.4, 1, 1.5}) {
            assertEquals(value(nearly, theta, 0, 0, 0), value(factor, theta, 0, 0, 0), 1e-13);
            check(factor, new double[] {theta, 1, 1, 1});
        }
        assertEquals(0, value(factor, -3, 0, 0, 0), 0);
    }

    @Test
    void whatIsNotChosenNeedNotExist() {
        Expression safe = call(
                Function.CHOICE,
                call(Function.STEP, ref("a")),
                call(Function.LOG, ref("a")),
                product(ref("a"), ref("b")));
        check(safe, new double[] {0.5, 3, 1, 1});
        check(safe, new double[] {-0.5, 3, 1, 1});
        assertEquals(-1.5, value(safe, -0.5, 3, 1, 1), 0);
        assertEquals(5, value(call(Function.CHOICE, constant(0), ref("a"), constant(5)), 1, 1, 1, 1), 0);
        assertEquals(0, value(call(Function.STEP, ref("a")), 0, 0, 0, 0), 0);
        assertEquals(-2, value(call(Function.FLOOR, ref("a")), -1.25, 0, 0, 0), 0);
        assertEquals(Math.PI / 4, value(call(Function.ATAN, ref("a")), 1, 0, 0, 0), 1e-16);
    }

    @Test
    void interpolationBetweenParametersIsRefused() {
        var builder = new ProgramBuilder(NAMES);
        var error = assertThrows(
                FiduciaException.class,
                () -> builder.add(
                        call(Function.EXPONENTIAL_INTERPOLATION, ref("a"), ref("b"), constant(1)), "yield of zz"));
        assertTrue(error.getMessage().contains("yield of zz"));
    }

    @Test
    void yieldWithManyNuisancesCostsOneExponential() {
        Expression yield = product(
                constant(3),
                sum(product(constant(2), ref("a")), product(constant(5), ref("b"))),
                logNormal("c", 0.1, 1 / 1.1 - 1),
                logNormal("d", 0.1, -0.2),
                logNormal("a", 0.3, -0.1));
        var builder = new ProgramBuilder(NAMES);
        int node = builder.add(yield, "yield");
        Program program = builder.build();
        // four parameters, θα(θ) of two, linear form of the exponent, exponential, sum, product
        assertEquals(10, program.nodes());
        assertEquals(4, program.gradientStart(node + 1) - program.gradientStart(node));
        check(yield, new double[] {0.3, 1.2, -0.4, 0.2});
    }

    @Test
    void equalPartsAreComputedOnce() {
        var builder = new ProgramBuilder(NAMES);
        int first = builder.add(product(ref("a"), call(Function.EXP, ref("b"))), "first");
        int second = builder.add(product(call(Function.EXP, ref("b")), ref("a")), "second");
        assertEquals(first, second);
    }

    @Test
    void longProductsStayWholeWhereTheyAreSharedOnly() {
        var ten = new ArrayList<Expression>();
        for (int i = 0; i < 10; i++) {
            ten.add(sum(constant(i), ref("a"), ref("b")));
        }
        Expression whole = new Expression.Product(ten);
        List<Expression> both = List.of(product(constant(2), ref("c"), whole), product(ref("d"), whole));
        // four parameters, ten sums, the product in common, two products
        assertEquals(4 + 10 + 1 + 2, nodesOf(both));
        assertEquals(3 + 10 + 1, nodesOf(both.subList(0, 1)));
    }

    private static int nodesOf(List<Expression> expressions) {
        var builder = new ProgramBuilder(NAMES);
        expressions.forEach(builder::foresee);
        expressions.forEach(expression -> builder.add(expression, "yield"));
        return builder.build().nodes();
    }

    @Test
    void constantsFold() {
        var builder = new ProgramBuilder(NAMES);
        int node = builder.add(
                product(constant(2), sum(constant(1), constant(3)), call(Function.SQRT, constant(4)), constant(0.5)),
                "constant");
        assertTrue(builder.build().isConstant(node));
        assertEquals(8, value(product(constant(4), constant(2)), 0, 0, 0, 0), 0);
        assertEquals(0, value(product(constant(0), ref("a")), 7, 0, 0, 0), 0);
        assertEquals(1, value(new Expression.Product(List.of()), 0, 0, 0, 0), 0);
        assertEquals(0, value(new Expression.Sum(List.of()), 0, 0, 0, 0), 0);
    }

    @Test
    void unknownParameterIsNamedWithItsPlaceAndTheNearestNames() {
        var builder = new ProgramBuilder(List.of("lumi_2022", "lumi_2023", "eff_mu"));
        var error = assertThrows(
                FiduciaException.class, () -> builder.add(ref("lumi2022"), "yield of component zz of category c7"));
        assertTrue(error.getMessage().contains("yield of component zz of category c7"));
        assertTrue(error.getMessage().contains("lumi2022"));
        assertTrue(error.remedy().contains("lumi_2022"));
    }

    private static double value(Expression expression, double... at) {
        var builder = new ProgramBuilder(NAMES);
        int node = builder.add(expression, "test");
        Program program = builder.build();
        double[] value = new double[program.nodes()];
        program.evaluate(at, value, null);
        return value[node];
    }

    private static void check(Expression expression, double[] at) {
        var builder = new ProgramBuilder(NAMES);
        int node = builder.add(expression, "test");
        Program program = builder.build();
        double direct = direct(expression, at);
        assertEquals(direct, value(expression, at), 1e-12 * (1 + Math.abs(direct)), expression::toString);
        double[] gradient = gradient(program, node, at);
        double[][] hessian = hessian(program, node, at);
        double h = 1e-6;
        for (int i = 0; i < N; i++) {
            double[] up = at.clone();
            up[i] += h;
            double[] down = at.clone();
            down[i] -= h;
            double slope = (direct(expression, up) - direct(expression, down)) / (2 * h);
            double size = 1 + Math.abs(direct) + Math.abs(slope);
            if (kink(expression, up, down)) {
                continue;
            }
            assertEquals(slope, gradient[i], 2e-6 * size, expression::toString);
            double[] gradientUp = gradient(program, node, up);
            double[] gradientDown = gradient(program, node, down);
            for (int j = 0; j < N; j++) {
                double curvature = (gradientUp[j] - gradientDown[j]) / (2 * h);
                assertEquals(curvature, hessian[i][j], 1e-4 * (1 + size + Math.abs(curvature)), expression::toString);
            }
        }
    }

    private static double[] gradient(Program program, int node, double[] at) {
        double[] value = new double[program.nodes()];
        double[] all = program.newGradient();
        program.evaluate(at, value, all);
        double[] dense = new double[N];
        program.addTo(1, node, all, dense);
        return dense;
    }

    private static double[][] hessian(Program program, int node, double[] at) {
        double[] value = new double[program.nodes()];
        double[] all = program.newGradient();
        program.evaluate(at, value, all);
        double[] half = new double[N * N];
        double[] weight = new double[program.nodes()];
        weight[node] = 1;
        program.addCurvature(weight, value, all, half);
        double[][] hessian = new double[N][N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                hessian[i][j] = half[i * N + j] + half[j * N + i];
            }
        }
        return hessian;
    }

    /** Whether a minimum, maximum or absolute value changes sides between two points. */
    private static boolean kink(Expression expression, double[] up, double[] down) {
        if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().anyMatch(term -> kink(term, up, down));
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream().anyMatch(factor -> kink(factor, up, down));
        } else if (expression instanceof Expression.Call call) {
            if (call.arguments().stream().anyMatch(argument -> kink(argument, up, down))) {
                return true;
            }
            return switch (call.function()) {
                case MIN, MAX ->
                    direct(call.arguments().get(0), up)
                                    < direct(call.arguments().get(1), up)
                            != direct(call.arguments().get(0), down)
                                    < direct(call.arguments().get(1), down);
                case ABS ->
                    direct(call.arguments().get(0), up) < 0
                            != direct(call.arguments().get(0), down) < 0;
                default -> false;
            };
        }
        return false;
    }

    private static Expression expression(Random random, int depth) {
        int kind = depth == 0 ? random.nextInt(2) : random.nextInt(9);
        return switch (kind) {
            case 0 -> constant(random.nextDouble(-2, 2));
            case 1 -> ref(NAMES.get(random.nextInt(N)));
            case 2, 3 -> sum(expression(random, depth - 1), expression(random, depth - 1), ref("a"));
            case 4, 5 -> product(expression(random, depth - 1), expression(random, depth - 1));
            case 6 -> call(Function.EXP, product(constant(0.3), expression(random, depth - 1)));
            case 7 -> positive(random, depth);
            default -> logNormal(NAMES.get(random.nextInt(N)), 0.2, random.nextBoolean() ? 1 / 1.2 - 1 : -0.3);
        };
    }

    private static Expression positive(Random random, int depth) {
        Expression inner = expression(random, depth - 1);
        Expression safe = sum(constant(0.5), product(inner, inner));
        return switch (random.nextInt(14)) {
            case 0 -> call(Function.LOG, safe);
            case 1 -> call(Function.SQRT, safe);
            case 2 -> call(Function.ABS, inner);
            case 3 -> call(Function.POW, safe, random.nextBoolean() ? constant(1.7) : ref("b"));
            case 4 -> call(Function.DIVIDE, expression(random, depth - 1), safe);
            case 5 -> call(Function.MIN, inner, ref("c"));
            case 6 -> call(Function.SIN, inner);
            case 7 -> call(Function.COS, inner);
            case 8 -> call(Function.TANH, inner);
            case 9 -> call(Function.ERF, call(Function.SIN, inner));
            case 10 -> call(Function.LINEAR_INTERPOLATION, inner, constant(0.4), ref("b"));
            case 12 -> call(Function.ATAN, inner);
            case 11 -> call(Function.EXPONENTIAL_INTERPOLATION, inner, constant(1.3), constant(0.9));
            default -> call(Function.MAX, inner, ref("d"));
        };
    }

    /** The definition of the expressions, word for word. */
    private static double direct(Expression expression, double[] at) {
        if (expression instanceof Expression.Constant constant) {
            return constant.value();
        } else if (expression instanceof Expression.Ref ref) {
            return at[NAMES.indexOf(ref.parameter())];
        } else if (expression instanceof Expression.Sum sum) {
            return sum.terms().stream().mapToDouble(term -> direct(term, at)).sum();
        } else if (expression instanceof Expression.Product product) {
            return product.factors().stream()
                    .mapToDouble(factor -> direct(factor, at))
                    .reduce(1, (x, y) -> x * y);
        }
        var call = (Expression.Call) expression;
        double x = direct(call.arguments().get(0), at);
        double y = call.arguments().size() > 1 ? direct(call.arguments().get(1), at) : 0;
        return switch (call.function()) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQRT -> Math.sqrt(x);
            case ABS -> Math.abs(x);
            case POW -> Math.pow(x, y);
            case DIVIDE -> x / y;
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> Math.tanh(x);
            case ERF -> erf(x);
            case ATAN -> Math.atan(x);
            case FLOOR -> Math.floor(x);
            case STEP -> x > 0 ? 1 : 0;
            case CHOICE -> x != 0 ? y : direct(call.arguments().get(2), at);
            case LINEAR_INTERPOLATION -> {
                double z = direct(call.arguments().get(2), at);
                yield x >= 1
                        ? x * y
                        : x <= -1
                                ? -x * z
                                : 0.5 * x * (y - z) + 0.0625 * x * x * (y + z) * (15 + x * x * (3 * x * x - 10));
            }
            case EXPONENTIAL_INTERPOLATION -> {
                double z = direct(call.arguments().get(2), at);
                yield x >= 1 ? Math.pow(y, x) : x <= -1 ? Math.pow(z, -x) : between(x, y, z);
            }
            case ASYMMETRIC_LOG_NORMAL -> {
                double z = direct(call.arguments().get(2), at);
                double t = Math.max(-1, Math.min(1, 2 * x));
                double alpha = t * (t * t * (3 * t * t - 10) + 15) / 8;
                yield Math.exp(x * (0.5 * (y - z) + 0.5 * (y + z) * alpha));
            }
        };
    }

    /** Taylor series: 60 terms are enough for |x| < 4. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 120; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /** Polynomial 1 + Σ a_i x^i from its six conditions at ±1, by elimination. */
    private static double between(double x, double up, double down) {
        double[][] m = new double[6][7];
        for (int row = 0; row < 6; row++) {
            double sign = row < 3 ? 1 : -1;
            double base = sign > 0 ? up : down;
            int derivative = row % 3;
            for (int i = 1; i <= 6; i++) {
                double factor = derivative == 0 ? 1 : derivative == 1 ? i : i * (i - 1);
                m[row][i - 1] = factor * Math.pow(sign, i - derivative);
            }
            // 0 · log 0 and 0 · log² 0 are 0
            double end = base == 0 ? 0 : base * Math.pow(sign * Math.log(base), derivative);
            m[row][6] = end - (derivative == 0 ? 1 : 0);
        }
        for (int c = 0; c < 6; c++) {
            int pivot = c;
            for (int r = c; r < 6; r++) {
                pivot = Math.abs(m[r][c]) > Math.abs(m[pivot][c]) ? r : pivot;
            }
            double[] swap = m[c];
            m[c] = m[pivot];
            m[pivot] = swap;
            for (int r = 0; r < 6; r++) {
                double f = r == c ? 0 : m[r][c] / m[c][c];
                for (int k = c; k < 7; k++) {
                    m[r][k] -= f * m[c][k];
                }
            }
        }
        double value = 1;
        for (int i = 0; i < 6; i++) {
            value += m[i][6] / m[i][i] * Math.pow(x, i + 1);
        }
        return value;
    }
}

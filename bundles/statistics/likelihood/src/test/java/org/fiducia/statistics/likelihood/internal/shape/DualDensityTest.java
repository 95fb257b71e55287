package org.fiducia.statistics.likelihood.internal.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;
import org.fiducia.statistics.likelihood.GaussLegendre;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Densities and derivatives against their textbook formulas in dual numbers, normalised by a quadrature of the same: no
 * line of code, and no closed form, in common with the shapes.
 */
class DualDensityTest {
    private static final double LO = 105;
    private static final double HI = 160;
    private static final double[] EDGES = {95, 110, 121, 124, 127, 140, 170};
    private static final double[] CONTENTS = {5, 6, 9, 30, 7, 4};

    private interface Formula {
        Dual at(double x, Dual[] p);
    }

    private record Case(ShapeFunction function, Shape shape, double[] at, Formula formula) {
        @Override
        public String toString() {
            return function.id() + Arrays.toString(at);
        }
    }

    static Stream<Case> cases() {
        var random = new Random(99);
        return Stream.generate(() -> Stream.of(
                        of(new Gaussian(), DualDensityTest::gaussian, in(random, 110, 150), in(random, 0.8, 9)),
                        of(new Exponential(), (x, p) -> p[0].times(x - LO).exp(), in(random, -0.1, 0.1)),
                        of(
                                new DoubleSidedCrystalBall(),
                                DualDensityTest::doubleSided,
                                in(random, 115, 140),
                                in(random, 0.8, 5),
                                in(random, 0.5, 3),
                                in(random, 0.8, 20),
                                in(random, 0.5, 3),
                                in(random, 0.8, 20)),
                        of(
                                new CrystalBall(),
                                (x, p) -> crystalBall(p[0].times(-1).plus(x), p[1], p[2], p[3]),
                                in(random, 115, 140),
                                in(random, 0.8, 5),
                                in(random, 0.5, 3) * (random.nextBoolean() ? 1 : -1),
                                in(random, 0.8, 20)),
                        of(
                                new BreitWigner(),
                                (x, p) -> lorentz(p[0].times(-1).plus(x), p[1]),
                                in(random, 90, 150),
                                in(random, 0.7, 9)),
                        of(
                                new RelativisticBreitWigner(),
                                DualDensityTest::relativistic,
                                in(random, 90, 150),
                                in(random, 0.7, 9)),
                        of(
                                new ErfcExponential(),
                                DualDensityTest::turnOn,
                                in(random, 90, 150),
                                in(random, -0.5, 0.8),
                                in(random, -0.1, 0.1),
                                in(random, 100, 130)),
                        new Case(
                                new TemplateGauss(),
                                new Shape(
                                        "template-gauss",
                                        Shapes.constants("shift", "sigma"),
                                        Shape.histogram(EDGES, CONTENTS).tables()),
                                new double[] {in(random, -4, 4), in(random, 0.5, 6)},
                                DualDensityTest::smeared),
                        new Case(
                                new Bernstein(),
                                new Shape("bernstein", Shapes.constants("b0", "b1", "b2", "b3", "b4")),
                                random.doubles(5, 0, 1).toArray(),
                                DualDensityTest::bernstein),
                        new Case(
                                new Polynomial(),
                                new Shape("polynomial", Shapes.constants("a0", "a1", "a2")),
                                new double[] {in(random, 0, 1), in(random, 0, 1e-2), in(random, 0, 1e-4)},
                                (x, p) -> p[0].plus(p[1].times(x)).plus(p[2].times(x * x)))))
                .limit(4)
                .flatMap(s -> s);
    }

    private static double in(Random random, double from, double to) {
        return random.nextDouble(from, to);
    }

    private static Case of(ShapeFunction function, Formula formula, double... at) {
        return new Case(function, new Shape(function.id(), java.util.Map.of()), at, formula);
    }

    private static Dual gaussian(double x, Dual[] p) {
        return p[0].times(-1).plus(x).over(p[1]).square().times(-0.5).exp();
    }

    private static Dual crystalBall(Dual distance, Dual sigma, Dual alpha, Dual n) {
        Dual t = distance.over(sigma).times(Math.signum(alpha.value()));
        Dual a = alpha.abs();
        if (t.value() >= -a.value()) {
            return t.square().times(-0.5).exp();
        }
        // A (B − t)^−n with the textbook's A and B.
        Dual big = n.over(a).power(n).times(a.square().times(-0.5).exp());
        Dual offset = n.over(a).minus(a);
        return big.times(offset.minus(t).power(n.times(-1)));
    }

    private static Dual doubleSided(double x, Dual[] p) {
        Dual distance = p[0].times(-1).plus(x);
        return distance.value() < 0
                ? crystalBall(distance, p[1], p[2], p[3])
                : crystalBall(distance, p[1], p[4].times(-1), p[5]);
    }

    private static Dual lorentz(Dual distance, Dual width) {
        return distance.square().plus(width.square().times(0.25)).power(Dual.constant(-1, width.slopes().length));
    }

    private static Dual relativistic(double x, Dual[] p) {
        Dual distance = p[0].square().times(-1).plus(x * x);
        return distance.square().plus(p[0].times(p[1]).square()).power(Dual.constant(-1, 2));
    }

    private static Dual turnOn(double x, Dual[] p) {
        return p[0].plus(-x).times(p[1]).erfc().times(p[3].plus(-x).times(p[2]).exp());
    }

    private static Dual smeared(double x, Dual[] p) {
        Dual sum = Dual.constant(0, 2);
        for (int b = 0; b < CONTENTS.length; b++) {
            Dual up = p[0].plus(EDGES[b + 1] - x).over(p[1]).times(-Math.sqrt(0.5));
            Dual down = p[0].plus(EDGES[b] - x).over(p[1]).times(-Math.sqrt(0.5));
            sum = sum.plus(up.erfc().minus(down.erfc()).times(0.5 * CONTENTS[b] / (EDGES[b + 1] - EDGES[b])));
        }
        return sum;
    }

    private static Dual bernstein(double x, Dual[] p) {
        double t = (x - LO) / (HI - LO);
        int n = p.length - 1;
        Dual sum = Dual.constant(0, p.length);
        double binomial = 1;
        for (int k = 0; k <= n; k++) {
            sum = sum.plus(p[k].times(binomial * Math.pow(t, k) * Math.pow(1 - t, n - k)));
            binomial = binomial * (n - k) / (k + 1);
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void densityAndDerivativesAreThoseOfTheFormula(Case of) {
        Dual[] p = Dual.variables(of.at());
        double[] ends = java.util.stream.DoubleStream.concat(
                        java.util.stream.IntStream.rangeClosed(0, 220).mapToDouble(i -> LO + 0.25 * i),
                        Arrays.stream(of.function().breaks(of.shape(), of.at())).filter(e -> e > LO && e < HI))
                .sorted()
                .toArray();
        GaussLegendre rule = GaussLegendre.FINE;
        Dual integral = Dual.constant(0, p.length);
        for (int panel = 0; panel + 1 < ends.length; panel++) {
            double width = ends[panel + 1] - ends[panel];
            for (int i = 0; i < rule.order(); i++) {
                Dual value = of.formula().at(ends[panel] + width * rule.node(i), p);
                integral = integral.plus(value.times(width * rule.weight(i)));
            }
        }
        double[] x = new Random(1).doubles(40, LO, HI).sorted().toArray();
        assertAgree(of, x, integral);
    }

    private static void assertAgree(Case of, double[] x, Dual integral) {
        Dual[] p = Dual.variables(of.at());
        double[] density = new double[x.length];
        double[][] derivatives = new double[p.length][x.length];
        of.function().bind(of.shape(), LO, HI, x).evaluate(of.at(), density, derivatives);
        for (int i = 0; i < x.length; i++) {
            Dual expected = of.formula().at(x[i], p).over(integral);
            assertEquals(expected.value(), density[i], 1e-11 * expected.value() + 1e-15, "x = " + x[i]);
            for (int k = 0; k < p.length; k++) {
                double slope = expected.slopes()[k];
                double scale = Math.abs(slope) + expected.value() * (1 + 1 / Math.abs(of.at()[k]));
                assertEquals(slope, derivatives[k][i], 1e-9 * scale + 1e-14, "d/d" + k + " at " + x[i]);
            }
        }
    }

    /** The convolution as a brute-force sum over narrow panels, of both factors as they are written down. */
    @ParameterizedTest
    @MethodSource("convolutions")
    void convolutionIsThatOfTheFormulas(double[] at) {
        GaussLegendre rule = GaussLegendre.FINE;
        var nodes = new java.util.ArrayList<double[]>();
        double kink = -at[4] * at[3];
        double end = kink;
        double width = 0.2 * Math.min(at[1], at[3]);
        while (end < 10 * at[3]) {
            addPanel(nodes, rule, end, end + width);
            end += width;
        }
        end = kink;
        while (end > -3e6) {
            double step = Math.max(width, 0.1 * (-60 - end));
            addPanel(nodes, rule, end - step, end);
            end -= step;
        }
        Formula formula = (x, p) -> {
            Dual sum = Dual.constant(0, 6);
            for (double[] node : nodes) {
                Dual ball = crystalBall(Dual.constant(node[0], 6), p[3], p[4], p[5]);
                Dual distance = p[0].plus(p[2]).times(-1).plus(x - node[0]);
                sum = sum.plus(ball.times(lorentz(distance, p[1])).times(node[1]));
            }
            return sum;
        };
        Dual[] p = Dual.variables(at);
        Dual integral = Dual.constant(0, 6);
        // A convolution with a Lorentz peak is smooth on the scale of its width.
        int panels = (int) Math.ceil((HI - LO) / at[1]);
        var coarse = new GaussLegendre(16);
        for (int panel = 0; panel < panels; panel++) {
            for (int i = 0; i < coarse.order(); i++) {
                double x = LO + (HI - LO) / panels * (panel + coarse.node(i));
                integral = integral.plus(formula.at(x, p).times((HI - LO) / panels * coarse.weight(i)));
            }
        }
        var function = new BreitWignerCrystalBall();
        Case of = new Case(function, new Shape(function.id(), java.util.Map.of()), at, formula);
        assertAgree(of, new double[] {105, 112, 120.3, 123.9, 126, 140, 160}, integral);
    }

    private static void addPanel(java.util.List<double[]> nodes, GaussLegendre rule, double from, double to) {
        for (int i = 0; i < rule.order(); i++) {
            nodes.add(new double[] {from + (to - from) * rule.node(i), (to - from) * rule.weight(i)});
        }
    }

    static Stream<double[]> convolutions() {
        return Stream.of(
                new double[] {124, 2.5, 0.75, 1.5, 1.25, 3.5},
                new double[] {126, 5, -0.5, 3, 0.6, 2.2},
                new double[] {126, 2.1, 0.2, 8, 0.3, 25.7},
                new double[] {124, 2.5, 3.7, 0.3, 0.65, 11.4});
    }
}

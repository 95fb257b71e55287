package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.osgi.service.component.annotations.Component;

/**
 * A density given by an expression in x and its parameters, divided by its numerical integral over the window: adaptive
 * Gauss–Legendre panels, error below 1e-12 of the largest value times the width of the window. Derivatives are those of the
 * expression, exact. Where the expression is negative so is the density: it is not clipped.
 */
@Component(service = ShapeFunction.class)
public final class Formula implements ShapeFunction {
    private static final int COARSE_PANELS = 8;

    @Override
    public String id() {
        return "formula";
    }

    @Override
    public String title() {
        return "formula";
    }

    @Override
    public List<String> parameters(Shape shape) {
        return List.copyOf(shape.parameters().keySet());
    }

    @Override
    public Kernel bind(Shape shape, double lo, double hi, double[] x) {
        Expression formula = shape.formula();
        if (formula == null || shape.parameters().containsKey(Shape.VARIABLE)) {
            throw new FiduciaException(
                    Kind.INPUT,
                    formula == null
                            ? "shape formula comes without an expression"
                            : "shape formula has a parameter called " + Shape.VARIABLE + ", as the fit variable",
                    "give it an expression in " + Shape.VARIABLE + " and parameters of other names");
        }
        var names = new ArrayList<String>();
        names.add(Shape.VARIABLE);
        names.addAll(shape.parameters().keySet());
        var builder = new ProgramBuilder(names);
        int root = builder.add(formula, "shape formula");
        return new Bound(formula, names, builder.build(), root, lo, hi, x);
    }

    private static final class Bound implements Kernel {
        private final Expression formula;
        private final List<String> names;
        private final Program program;
        private final int root;
        private final double lo;
        private final double hi;
        private final double[] x;

        /** x, then the parameters. */
        private final double[] variables;

        private final double[] value;
        private final double[] gradient;
        private final double[] slope;
        private boolean negative;

        /** @param names of x and of the parameters */
        Bound(Expression formula, List<String> names, Program program, int root, double lo, double hi, double[] x) {
            int variables = names.size();
            this.formula = formula;
            this.names = names;
            this.program = program;
            this.root = root;
            this.lo = lo;
            this.hi = hi;
            this.x = x;
            this.variables = new double[variables];
            value = new double[program.nodes()];
            gradient = program.newGradient();
            slope = new double[variables];
        }

        /** The expression at a point and, when wanted, in {@link #slope} its derivatives. */
        private double at(double point, boolean derivatives) {
            variables[0] = point;
            program.evaluate(variables, value, derivatives ? gradient : null);
            if (derivatives) {
                Arrays.fill(slope, 0);
                program.addTo(1, root, gradient, slope);
            }
            return value[root];
        }

        @Override
        public boolean negative() {
            return negative;
        }

        private boolean mayBeNegative(double[] p) {
            var least = new HashMap<String, Double>();
            least.put(names.get(0), lo);
            for (int k = 0; k < p.length; k++) {
                least.put(names.get(k + 1), p[k]);
            }
            return !Sign.notNegative(formula, least);
        }

        @Override
        public void evaluate(double[] p, double[] density, @Nullable double[][] derivatives) {
            System.arraycopy(p, 0, variables, 1, p.length);
            negative = mayBeNegative(p);
            double[] integralSlopes = new double[p.length];
            double integral = integrate(derivatives != null, integralSlopes);
            boolean defined = integral > 0 && integral < Double.POSITIVE_INFINITY;
            double norm = defined ? 1 / integral : Double.NaN;
            for (int i = 0; i < x.length; i++) {
                density[i] = norm * at(x[i], derivatives != null);
                for (int k = 0; derivatives != null && k < p.length; k++) {
                    if (derivatives[k] != null) {
                        derivatives[k][i] = norm * (slope[k + 1] - density[i] * integralSlopes[k]);
                    }
                }
            }
        }

        private double integrate(boolean derivatives, double[] integralSlopes) {
            double[] ends = new double[COARSE_PANELS + 1];
            for (int i = 0; i < ends.length; i++) {
                ends[i] = lo + (hi - lo) * i / COARSE_PANELS;
            }
            // Chosen by the value alone, so that it is the same with and without derivatives.
            List<Panels.Panel> panels = Panels.of(ends, points -> new double[][] {
                Arrays.stream(points).map(point -> at(point, false)).toArray()
            });
            GaussLegendre rule = GaussLegendre.FINE;
            double integral = 0;
            for (Panels.Panel panel : panels) {
                double width = panel.to() - panel.from();
                for (int i = 0; i < rule.order(); i++) {
                    double weight = width * rule.weight(i);
                    integral += weight * at(panel.from() + width * rule.node(i), derivatives);
                    for (int k = 0; derivatives && k < integralSlopes.length; k++) {
                        integralSlopes[k] += weight * slope[k + 1];
                    }
                }
            }
            return integral;
        }
    }
}

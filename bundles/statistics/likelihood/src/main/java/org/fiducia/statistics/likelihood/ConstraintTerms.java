package org.fiducia.statistics.likelihood;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.StatisticalModel;

/** What the constraints of a model add to the likelihood and its derivatives. Belongs to one thread. */
final class ConstraintTerms {
    private final Layout layout;
    private final StatisticalModel model;
    private final List<BoundConstraint> bound;
    private final double[] observed;

    /** Of Gaussian constraints of plain parameters. */
    private final double[] width;

    private final double[][] at;
    private final double[][] slope;
    private final double[][][] curvature;

    ConstraintTerms(Layout layout, StatisticalModel model) {
        this.layout = layout;
        this.model = model;
        bound = layout.constraints();
        int n = bound.size();
        observed = new double[n];
        width = new double[n];
        at = new double[n][];
        slope = new double[n][];
        curvature = new double[n][][];
        for (int i = 0; i < n; i++) {
            Constraint constraint = model.constraints().get(i);
            observed[i] = constraint.observed();
            if (bound.get(i).plain()) {
                width[i] = constraint.gaussianWidth();
                at[i] = new double[] {Double.NaN, width[i]};
            } else {
                int parameters = bound.get(i).nodes().length;
                at[i] = new double[parameters];
                slope[i] = new double[parameters];
                curvature[i] = new double[parameters][parameters];
                requireConstants(i);
            }
        }
        requireProbabilities();
    }

    /** Whether other constraints are these but for what they observe and the widths of plain Gaussian ones. */
    boolean fit(List<Constraint> others) {
        if (others.size() != bound.size()) {
            return false;
        }
        for (int i = 0; i < observed.length; i++) {
            Constraint mine = model.constraints().get(i);
            Constraint other = others.get(i);
            boolean same = bound.get(i).plain()
                    ? other.gaussianParameter().equals(mine.gaussianParameter())
                    : other.kind().equals(mine.kind()) && other.parameters().equals(mine.parameters());
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private void requireConstants(int i) {
        BoundConstraint constraint = bound.get(i);
        for (String name : constraint.function().constants()) {
            int node = constraint.nodes()[constraint.function().parameters().indexOf(name)];
            Program program = layout.program();
            for (int k = program.gradientStart(node); k < program.gradientStart(node + 1); k++) {
                var parameter = model.parameters().get(program.dependsOn()[k]);
                if (!parameter.fixed()) {
                    throw new FiduciaException(
                            Kind.INPUT,
                            name + " of " + describe(i) + " depends on " + parameter.name() + ", which floats",
                            "hold " + parameter.name() + " fixed, or give " + name + " as a number");
                }
            }
        }
    }

    private void requireProbabilities() {
        double[] start = model.initial();
        double[] value = values(start);
        for (int i = 0; i < observed.length; i++) {
            double constant = bound.get(i).function().constant(observed[i], parameters(i, start, value));
            if (!Double.isFinite(constant)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        describe(i) + " observes " + observed[i] + " with the constants "
                                + bound.get(i).function().constants() + " at values for which that is impossible",
                        "look at the result and the uncertainty of this auxiliary measurement");
            }
        }
    }

    /** Values of the program; none when only plain Gaussian constraints would look at them. */
    private double[] values(double[] parameters) {
        if (bound.stream().allMatch(BoundConstraint::plain)) {
            return new double[0];
        }
        double[] value = new double[layout.program().nodes()];
        layout.program().evaluate(parameters, value, null);
        return value;
    }

    private String describe(int i) {
        Constraint constraint = model.constraints().get(i);
        return constraint.kind() + " constraint " + i + " ("
                + constraint.parameters().values().stream()
                        .flatMap(expression -> expression.references().stream())
                        .distinct()
                        .collect(Collectors.joining(", "))
                + ")";
    }

    private double[] parameters(int i, double[] parameters, double[] value) {
        BoundConstraint constraint = bound.get(i);
        if (constraint.plain()) {
            at[i][0] = parameters[constraint.parameter()];
        } else {
            for (int k = 0; k < at[i].length; k++) {
                at[i][k] = value[constraint.nodes()[k]];
            }
        }
        return at[i];
    }

    /**
     * Adds the constraints.
     *
     * @param parameters of the model
     * @param work with the values of the program at these parameters
     * @param sum gets the values
     * @param gradient gets the derivatives by plain parameters; null when not wanted; those by nodes go to the workspace
     * @param second whether the half matrix gets second derivatives
     * @param exact whether the half matrix gets second derivatives as they are, rather than without a negative part
     */
    void add(
            double[] parameters,
            Workspace work,
            CompensatedSum sum,
            @Nullable double[] gradient,
            boolean second,
            boolean exact) {
        int n = parameters.length;
        for (int i = 0; i < observed.length; i++) {
            BoundConstraint constraint = bound.get(i);
            if (!constraint.plain()) {
                addGeneral(i, parameters, work, sum, gradient != null, second, exact);
                continue;
            }
            int p = constraint.parameter();
            double inverseVariance = 1 / (width[i] * width[i]);
            double pull = parameters[p] - observed[i];
            sum.add(0.5 * pull * pull * inverseVariance);
            if (gradient != null) {
                gradient[p] += pull * inverseVariance;
            }
            if (second) {
                work.half()[p * n + p] += 0.5 * inverseVariance;
            }
        }
    }

    private void addGeneral(
            int i,
            double[] parameters,
            Workspace work,
            CompensatedSum sum,
            boolean derivatives,
            boolean second,
            boolean exact) {
        BoundConstraint constraint = bound.get(i);
        double[] p = parameters(i, parameters, work.value);
        sum.add(constraint
                .function()
                .evaluate(observed[i], p, derivatives ? slope[i] : null, derivatives ? curvature[i] : null));
        if (!derivatives) {
            return;
        }
        int[] nodes = constraint.nodes();
        boolean diagonal = second && !exact && !positive(i);
        for (int k = 0; k < nodes.length; k++) {
            work.nodeWeight[nodes[k]] += slope[i][k];
            for (int l = 0; second && l < nodes.length; l++) {
                double bend = curvature[i][k][l];
                if (diagonal) {
                    bend = k == l ? Math.max(0, bend) : 0;
                }
                if (bend != 0) {
                    layout.program().addOuter(0.5 * bend, nodes[k], nodes[l], work.gradient(), work.half());
                }
            }
        }
    }

    /** Whether the matrix of second derivatives by the parameters that are not constant is positive semi-definite. */
    private boolean positive(int i) {
        int[] nodes = bound.get(i).nodes();
        double[][] rest = new double[nodes.length][];
        for (int k = 0; k < nodes.length; k++) {
            rest[k] = curvature[i][k].clone();
        }
        for (int k = 0; k < nodes.length; k++) {
            if (layout.program().isConstant(nodes[k])) {
                continue;
            }
            if (!(rest[k][k] > 0)) {
                return false;
            }
            for (int l = k + 1; l < nodes.length; l++) {
                double factor = rest[l][k] / rest[k][k];
                for (int m = k + 1; m < nodes.length; m++) {
                    rest[l][m] -= factor * rest[k][m];
                }
            }
        }
        return true;
    }

    /** Which constraint is impossible at parameters, in words; empty when none is. */
    String trouble(double[] parameters) {
        double[] value = values(parameters);
        for (int i = 0; i < observed.length; i++) {
            double[] p = parameters(i, parameters, value);
            double term = bound.get(i).function().evaluate(observed[i], p, null, null);
            if (!Double.isFinite(term)) {
                return describe(i) + " observes " + observed[i] + ", which is impossible with "
                        + bound.get(i).function().parameters().get(0) + " = " + p[0];
            }
        }
        return "";
    }

    /** Adds the derivatives by the nodes of the program, as {@link #add} left them. */
    void addSlopes(double[] nodeWeight) {
        for (int i = 0; i < observed.length; i++) {
            int[] nodes = bound.get(i).nodes();
            for (int k = 0; k < nodes.length; k++) {
                nodeWeight[nodes[k]] += slope[i][k];
            }
        }
    }

    /** Sum of what the constraint functions leave out. */
    double constant() {
        double[] start = model.initial();
        double[] value = values(start);
        double sum = 0;
        for (int i = 0; i < observed.length; i++) {
            sum += bound.get(i).function().constant(observed[i], parameters(i, start, value));
        }
        return sum;
    }

    /**
     * The model with the results of all auxiliary measurements that parameters lead one to expect.
     *
     * @param random draws the results; null for the expected ones
     */
    StatisticalModel observing(double[] parameters, @Nullable RandomGenerator random) {
        double[] value = values(parameters);
        var constraints = new ArrayList<Constraint>(observed.length);
        for (int i = 0; i < observed.length; i++) {
            double[] p = parameters(i, parameters, value);
            var function = bound.get(i).function();
            double result = random == null ? function.expected(p) : function.sample(p, random);
            if (!Double.isFinite(result)) {
                throw new FiduciaException(
                        Kind.FIT,
                        describe(i) + " has no expected result at these parameters: " + result,
                        "make data sets at parameters for which every auxiliary measurement is possible");
            }
            constraints.add(model.constraints().get(i).observing(result));
        }
        return model.withConstraints(constraints);
    }
}

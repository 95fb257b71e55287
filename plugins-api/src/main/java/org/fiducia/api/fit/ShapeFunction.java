package org.fiducia.api.fit;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.model.Shape;

/** A kind of density, with its derivatives. Its {@link #id()} is the {@link Shape#kind()}. */
@PluginKind(plural = "shapes", singular = "shape function", order = 130)
public interface ShapeFunction extends Plugin {
    /** Names of its parameters in the order of the kernel's arrays. */
    List<String> parameters(Shape shape);

    /**
     * Prepares the density for fixed points.
     *
     * @param shape its tables are read; its parameter expressions are not
     * @param lo lower end of the window on which the density is normalised
     * @param hi upper end
     * @param x points in [lo, hi], in one or more rising runs (one per category that shares the shape); not written to
     *     afterwards
     * @throws org.fiducia.api.FiduciaException when the tables make no sense
     */
    Kernel bind(Shape shape, double lo, double hi, double[] x);

    /**
     * Prepares integrals of the density over fixed intervals, for a density of which they cost less than a quadrature.
     *
     * @param from lower ends in [lo, hi], in one or more rising runs; not written to afterwards
     * @param to upper ends
     * @return a kernel that gives an integral per interval in the place of the density at a point; null, which is usual,
     *     when the density is to be integrated numerically
     * @throws org.fiducia.api.FiduciaException when the tables make no sense
     */
    default @Nullable Kernel bindIntervals(Shape shape, double lo, double hi, double[] from, double[] to) {
        return null;
    }

    /**
     * Where the density is not smooth, or changes fast: numerical integration puts the ends of its panels there.
     *
     * @param shape its tables are read; its parameter expressions are not
     * @param parameters values in the order of {@link #parameters}
     * @return points in any order, also outside the window
     */
    default double[] breaks(Shape shape, double[] parameters) {
        return new double[0];
    }

    /** A density at fixed points. Not thread-safe: one thread per kernel. */
    interface Kernel {
        /**
         * Density and derivatives at every point. Parameters for which the density is not defined (a negative width) give
         * NaN.
         *
         * @param parameters values in the order of {@link ShapeFunction#parameters}
         * @param density out, density at each point, normalised on the window
         * @param derivatives out, [parameter][point] derivative of the density; null when not wanted, a row of it null
         *     when that derivative is not wanted
         */
        void evaluate(double[] parameters, double[] density, @Nullable double[][] derivatives);

        /**
         * Whether the density may be negative anywhere in the window at the parameters of the last evaluation, not only at
         * the points. When in doubt it may: the likelihood then looks at the sum of all densities.
         */
        default boolean negative() {
            return false;
        }

        /**
         * A kernel of the same density at other points, for shapes whose tables take longer to read than toys have time.
         *
         * @return null where {@link ShapeFunction#bind} is as fast
         */
        default @Nullable Kernel at(double[] x) {
            return null;
        }

        /**
         * Where a step function has its steps: first point of each run of points at which density and derivatives are the
         * same whatever the parameters, then the number of points. A likelihood of step functions takes a step at a time.
         *
         * @return null for a density that is none, which is what most are
         */
        default @Nullable int[] steps() {
            return null;
        }

        /**
         * As {@link #evaluate}, with one entry per step instead of one per point. For kernels with {@link #steps}.
         *
         * @param density out, per step
         * @param derivatives out, [parameter][step]
         */
        default void evaluateSteps(double[] parameters, double[] density, @Nullable double[][] derivatives) {
            throw new UnsupportedOperationException();
        }

        /**
         * Whether {@link #addSlopes} is there: a likelihood that wants its gradient only then needs no derivative at each
         * point, which is faster.
         */
        default boolean givesSlopes() {
            return false;
        }

        /**
         * Adds Σ weight · ∂density/∂parameter over all points, at the parameters of the last evaluation. For kernels that
         * {@linkplain #givesSlopes give slopes}.
         *
         * @param density as the last evaluation gave it: per point, or per step
         * @param weight of each point or step
         * @param wanted which parameters are wanted; others may or may not be computed
         * @param slopes in and out, per parameter
         */
        default void addSlopes(double[] density, double[] weight, boolean[] wanted, double[] slopes) {
            throw new UnsupportedOperationException();
        }
    }
}

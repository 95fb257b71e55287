package org.fiducia.api.fit;

import java.util.List;
import org.fiducia.api.Plugin;
import org.fiducia.api.model.Shape;

/** A kind of density, with its derivatives. Its {@link #id()} is the {@link Shape#kind()}. */
public interface ShapeFunction extends Plugin {
    /** Names of its parameters in the order of the kernel's arrays. */
    List<String> parameters(Shape shape);

    /**
     * Prepares the density for fixed points.
     *
     * @param shape its tables are read; its parameter expressions are not
     * @param lo lower end of the window on which the density is normalised
     * @param hi upper end
     * @param x points in [lo, hi], rising
     * @throws org.fiducia.api.FiduciaException when the tables make no sense
     */
    Kernel bind(Shape shape, double lo, double hi, double[] x);

    /** A density at fixed points. Not thread-safe: one thread per kernel. */
    interface Kernel {
        /**
         * Density and derivatives at every point.
         *
         * @param parameters values in the order of {@link ShapeFunction#parameters}
         * @param density out, density at each point, normalised on the window
         * @param derivatives out, [parameter][point] derivative of the density; null when not wanted
         */
        void evaluate(double[] parameters, double[] density, double[][] derivatives);
    }
}

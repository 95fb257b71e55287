package org.fiducia.statistics.likelihood;

import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.model.Shape;

/**
 * A density that one or more components share: same kind, tables, parameters and window.
 *
 * @param function its kind
 * @param shape one of the equal shapes
 * @param lo lower end of the window
 * @param hi upper end of the window
 * @param nodes node of the program for each shape parameter
 * @param members components that use it, rising
 */
record ShapeGroup(ShapeFunction function, Shape shape, double lo, double hi, int[] nodes, int[] members) {}

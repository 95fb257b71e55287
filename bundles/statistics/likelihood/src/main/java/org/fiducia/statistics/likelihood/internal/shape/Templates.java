package org.fiducia.statistics.likelihood.internal.shape;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Shape;

/** Tables of shapes made from histograms, checked. */
final class Templates {
    private Templates() {}

    /** Edges: at least two, rising. */
    static double[] edges(Shape shape) {
        double[] edges = table(shape, "edges");
        if (edges.length < 2) {
            throw wrong(shape, "edges: none");
        }
        for (int b = 0; b + 1 < edges.length; b++) {
            if (!(edges[b] < edges[b + 1])) {
                throw wrong(shape, "edges " + edges[b] + ", " + edges[b + 1] + " do not rise");
            }
        }
        return edges;
    }

    /** Contents divided by the widths of their bins: ≥ 0. */
    static double[] contents(Shape shape, double[] edges) {
        double[] heights = heights(shape, "contents", edges);
        for (int b = 0; b < heights.length; b++) {
            if (heights[b] < 0) {
                throw wrong(shape, "content of bin " + b + " is negative, " + heights[b] + " per unit");
            }
        }
        return heights;
    }

    /** A table with a number for each bin, divided by the widths of the bins. */
    static double[] heights(Shape shape, String name, double[] edges) {
        double[] table = table(shape, name);
        if (table.length != edges.length - 1) {
            throw wrong(
                    shape, "table " + name + " has " + table.length + " entries for " + (edges.length - 1) + " bins");
        }
        double[] heights = new double[table.length];
        for (int b = 0; b < table.length; b++) {
            heights[b] = table[b] / (edges[b + 1] - edges[b]);
        }
        return heights;
    }

    private static double[] table(Shape shape, String name) {
        double[] table = shape.tables().get(name);
        if (table == null) {
            throw wrong(
                    shape,
                    "table " + name + " is missing, there are " + shape.tables().keySet());
        }
        for (double entry : table) {
            if (!Double.isFinite(entry)) {
                throw wrong(shape, "table " + name + " contains " + entry);
            }
        }
        return table;
    }

    static FiduciaException wrong(Shape shape, String what) {
        return new FiduciaException(
                Kind.INPUT, shape.kind() + " shape: " + what, "look at the template this shape was made from");
    }
}

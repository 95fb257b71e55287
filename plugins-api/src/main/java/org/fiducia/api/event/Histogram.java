package org.fiducia.api.event;

/**
 * A histogram of one variable, without what lies beyond its ends.
 *
 * @param name name, with its directory where it has one
 * @param edges rising, one more than there are intervals
 * @param contents sum of weights in each interval, as stored: may be negative or not finite
 * @param variances square of the uncertainty of each content: the sum of squared weights where it is stored, else the
 *     content itself
 */
public record Histogram(String name, double[] edges, double[] contents, double[] variances) {
    public Histogram {
        if (edges.length != contents.length + 1 || variances.length != contents.length || contents.length == 0) {
            throw new IllegalArgumentException("histogram " + name + ": " + edges.length + " edges, " + contents.length
                    + " contents, " + variances.length + " variances");
        }
    }

    /** Number of intervals. */
    public int size() {
        return contents.length;
    }

    /** Sum of the contents. */
    public double sum() {
        double sum = 0;
        for (double content : contents) {
            sum += content;
        }
        return sum;
    }
}

package org.fiducia.objects.columns;

import java.util.Arrays;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;

/**
 * Takes columns out of a batch, stands in for those that are absent and refuses those that do not fit together. That
 * every number is finite is for the kernel to see to.
 */
public final class BatchColumns {
    private final EventBatch batch;

    /** Columns of a batch. */
    public BatchColumns(EventBatch batch) {
        this.batch = batch;
    }

    /** Offsets of a collection by one of its columns; all zero when the file has none. */
    public int[] offsets(String name) {
        Column column = batch.columns().get(name);
        if (column == null) {
            return new int[batch.size() + 1];
        }
        int[] offsets = column.offsets();
        if (offsets == null || offsets.length != batch.size() + 1) {
            throw damaged(name + " is not a list of values for each of the " + batch.size() + " events");
        }
        return offsets;
    }

    /** Numbers, one per object of a collection or per event. */
    public double[] reals(String name, int length) {
        double[] values = batch.reals(name);
        require(name, values.length, length);
        return values;
    }

    /** The same, or a constant where the file has no such column. */
    public double[] reals(String name, int length, double otherwise) {
        if (present(name, length)) {
            return reals(name, length);
        }
        var values = new double[length];
        Arrays.fill(values, otherwise);
        return values;
    }

    /** Integers or flags, one per object of a collection or per event. */
    public long[] integers(String name, int length) {
        long[] values = batch.integers(name);
        require(name, values.length, length);
        return values;
    }

    /** The same, or a constant where the file has no such column. */
    public long[] integers(String name, int length, long otherwise) {
        if (present(name, length)) {
            return integers(name, length);
        }
        var values = new long[length];
        Arrays.fill(values, otherwise);
        return values;
    }

    /** An empty column beside a filled collection is one that the file does not have. */
    private boolean present(String name, int length) {
        Column column = batch.columns().get(name);
        return column != null && (column.length() > 0 || length == 0);
    }

    private void require(String name, int found, int needed) {
        if (found < needed) {
            throw damaged(name + " has " + found + " values where " + needed + " are needed");
        }
    }

    /** The error for an event that cannot be right. */
    public FiduciaException damaged(int event, String what) {
        return damaged("event " + (batch.firstEntry() + event) + " has " + what);
    }

    private FiduciaException damaged(String what) {
        return new FiduciaException(
                Kind.INPUT,
                batch.source() + ": " + what,
                "the file or the card's names and factors of its branches are wrong: correct them or leave it out");
    }
}

package org.fiducia.api.schedule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A sum over events that can be made in pieces: each is filled by itself, wherever that is, and they are added in a fixed
 * order. Pieces and order follow from the files alone, so that the sum has the same bits whoever filled the pieces. How a
 * tally is filled is its own affair.
 *
 * @param <T> the tally itself
 */
public interface Tally<T extends Tally<T>> {
    /** Adds what another holds, which stays as it is; the two are filled with the same kind of thing. */
    void add(T other);

    /** Writes what it holds, so that {@link #read} gives it back exactly. */
    void write(DataOutput out) throws IOException;

    /**
     * Replaces what it holds by what one of its kind has written.
     *
     * @throws IOException when that cannot have been one
     */
    void read(DataInput in) throws IOException;
}

package org.fiducia.reader.root.internal.tree;

/** How the values of a branch lie in its baskets. */
sealed interface Layout {
    /**
     * The same number of values in each event.
     *
     * @param value type of a value
     * @param count values per event, at least 1
     * @param offset bytes before the values within an event, which other leaves of the branch take
     * @param stride bytes per event
     * @param array whether an event has an array, which may be of length 1
     */
    record Fixed(NumberType value, int count, int offset, int stride, boolean array) implements Layout {}

    /**
     * Any number of values in each event.
     *
     * @param value type of a value
     * @param header bytes before the values of each event: 0; 1 for a flag; 10 for length, version and number of values
     * @param counter branch or leaf with the number of arrays per event; empty when only the basket knows
     * @param factor values per array that is counted
     */
    record Jagged(NumberType value, int header, String counter, int factor) implements Layout {
        /** Bytes before the values of a standard container: length, version of the class, number of values. */
        static final int CONTAINER = 10;
    }

    /**
     * Not for this reader.
     *
     * @param reason why, for the user
     */
    record Unreadable(String reason) implements Layout {}
}

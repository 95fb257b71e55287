package org.fiducia.reader.root.internal.ntuple;

/** What there is one value of: entries, or items within them. */
sealed interface Level {
    /** The entries. */
    record Entries() implements Level {}

    /**
     * The items of a collection.
     *
     * @param parent what has a collection each
     * @param field index of the collection
     */
    record Items(Level parent, int field) implements Level {}

    /**
     * The elements of an array.
     *
     * @param parent what has an array each
     * @param count elements of an array
     */
    record Elements(Level parent, int count) implements Level {}

    /**
     * Those whose variant holds one of its alternatives.
     *
     * @param parent what has a variant each
     * @param field index of the variant
     * @param tag number of the alternative, from 1
     */
    record Chosen(Level parent, int field, int tag) implements Level {}

    /** Whether an entry can have any number of these but one. */
    default boolean jagged() {
        return !(this instanceof Entries);
    }

    /** Number of collections, one in another, whose items these are. */
    default int depth() {
        if (this instanceof Items items) {
            return 1 + items.parent().depth();
        }
        if (this instanceof Elements elements) {
            return 1 + elements.parent().depth();
        }
        return this instanceof Chosen chosen ? 1 + chosen.parent().depth() : 0;
    }
}

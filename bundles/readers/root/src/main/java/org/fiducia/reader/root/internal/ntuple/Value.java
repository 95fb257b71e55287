package org.fiducia.reader.root.internal.ntuple;

/** What a branch has of each entry or item. */
sealed interface Value {
    /**
     * Elements of a column.
     *
     * @param field index of the field it belongs to
     * @param place which of its columns
     */
    record Stored(int field, int place) implements Value {}

    /**
     * Numbers of items.
     *
     * @param of the items
     */
    record Sizes(Level.Items of) implements Value {}

    /**
     * Which alternative a variant holds, from 1; 0 when none.
     *
     * @param field index of the variant
     */
    record Tags(int field) implements Value {}

    /**
     * Nothing that can be read.
     *
     * @param reason why, for the user
     */
    record Unreadable(String reason) implements Value {}
}

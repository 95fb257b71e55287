package org.fiducia.reader.root.internal.tree;

/**
 * What the values of a branch are.
 *
 * @param type type in words
 * @param layout how they lie in baskets
 */
record Described(String type, Layout layout) {
    private static final String READABLE = "numbers, flags, arrays and one-dimensional containers of them are read";

    /** A type that is known not to be read. */
    static Described unreadable(String type) {
        return unreadable(type, READABLE);
    }

    /** What cannot be read, and why. */
    static Described unreadable(String type, String reason) {
        return new Described(type, new Layout.Unreadable(reason));
    }

    /** So many numbers per event, with others of the same branch before and after them. */
    static Described fixed(NumberType value, int length, int offset, int stride, boolean array) {
        int bytes = stride < 0 ? length * value.size() : stride;
        boolean several = array || length > 1;
        return new Described(
                value.text() + (several ? "[" + length + "]" : ""),
                new Layout.Fixed(value, length, offset, bytes, several));
    }
}

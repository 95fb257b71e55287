package org.fiducia.api.event;

/** What can have bytes brought before they are read: a channel of a file that is far away. */
public interface ReadAhead {
    /**
     * Tells of pieces that will be read soon, and returns at once. What is wrong with them is said when they are read.
     *
     * @param positions of each in the file, bytes, in any order
     * @param lengths of each, bytes
     */
    void soon(long[] positions, int[] lengths);
}

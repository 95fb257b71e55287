package org.fiducia.reader.root.internal.storage;

/**
 * The header of a record in the file.
 *
 * @param bytes length of the record with this header
 * @param objectLength length of the object once uncompressed
 * @param headerLength length of this header
 * @param cycle version of the object among those of one name, the newest the highest
 * @param position of the record in the file
 * @param className class of the object
 * @param name name of the object
 * @param title title of the object
 */
public record Key(
        int bytes,
        int objectLength,
        int headerLength,
        int cycle,
        long position,
        String className,
        String name,
        String title) {
    /** From this version on, positions have 64 bits. */
    private static final int LARGE = 1000;

    /** Shortest key: numbers, and three empty texts. */
    static final int SHORTEST = 29;

    /** Reads a key. */
    public static Key read(ByteCursor in) {
        int bytes = in.int32();
        int version = in.int16();
        int objectLength = in.int32();
        in.skip(4); // date
        int headerLength = in.uint16();
        int cycle = in.uint16();
        boolean large = version > LARGE;
        long position = large ? in.int64() : in.uint32();
        in.skip(large ? 8 : 4); // directory
        return new Key(bytes, objectLength, headerLength, cycle, position, in.text(), in.text(), in.text());
    }

    /** Whether the object is stored in fewer bytes than it has. */
    boolean compressed() {
        return objectLength > bytes - headerLength;
    }

    /** This key, when its lengths can be true. */
    public Key checked() {
        if (objectLength < 0 || headerLength < SHORTEST || bytes < headerLength) {
            throw new DamagedException("the record at byte " + position + " has impossible lengths (" + bytes + ", "
                    + headerLength + ", " + objectLength + ")");
        }
        return this;
    }
}

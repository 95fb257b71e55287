package org.fiducia.reader.root.internal.ntuple;

/**
 * A field of the schema.
 *
 * @param id its index
 * @param parent index of the field it belongs to; its own for one of the top
 * @param role what it is
 * @param copies values that each of its items has, for an array or a set of bits; 0 for any other
 * @param source the field that it shows in another form; its own index when it has values of its own
 * @param name name
 * @param type type in C++, empty for collections and records without a class
 * @param title the file's description
 */
record Field(int id, int parent, Role role, long copies, int source, String name, String type, String title) {
    private static final int REPETITIVE = 1;
    private static final int PROJECTED = 2;

    /** What a field is. */
    enum Role {
        LEAF,
        COLLECTION,
        RECORD,
        VARIANT,
        STREAMED,
        UNKNOWN;

        static Role of(int code) {
            return code >= 0 && code < UNKNOWN.ordinal() ? values()[code] : UNKNOWN;
        }
    }

    /** Reads one. */
    static Field read(EnvelopeCursor in, int id) {
        in.int32(); // versions of the field and of its type
        in.int32();
        int parent = in.int32();
        Role role = Role.of(in.uint16());
        int flags = in.uint16();
        String name = in.text();
        String type = in.text();
        in.text(); // another name of the type
        String title = in.text();
        long copies = (flags & REPETITIVE) != 0 ? in.int64() : 0;
        if ((flags & REPETITIVE) != 0 && copies == 0) {
            copies = -1;
        }
        int source = (flags & PROJECTED) != 0 ? in.int32() : id;
        return new Field(id, parent, role, copies, source, name, type, title);
    }

    /** Whether it stands at the top. */
    boolean top() {
        return parent == id;
    }

    /** Whether it shows the values of another. */
    boolean projected() {
        return source != id;
    }

    /** Whether it is the one content of a collection, an array or a wrapper, and bears no name of its own. */
    boolean anonymous() {
        return name.equals("_0");
    }

    /** Whether it is a base class of the record it belongs to. */
    boolean base() {
        return name.startsWith(":_");
    }
}

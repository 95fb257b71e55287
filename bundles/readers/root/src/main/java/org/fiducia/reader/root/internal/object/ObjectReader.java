package org.fiducia.reader.root.internal.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.reader.root.internal.object.ClassDescription.Member;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.StoredObject;

/**
 * Reads objects as ROOT streams them, following the descriptions in the file. Knows the collections, whose storage no
 * file describes; skips what is not described. One object of the file, once.
 */
public final class ObjectReader {
    /** Marks a length in bytes; the rest of the word is the length. */
    private static final int LENGTH = 0x4000_0000;

    /** Marks the first mention of a class, whose name follows. */
    private static final int NEW_CLASS = 0xFFFF_FFFF;

    /** Marks a class that was mentioned before; the rest of the word says where. */
    private static final int KNOWN_CLASS = 0x8000_0000;

    /** References count from here. */
    private static final int FIRST_REFERENCE = 2;

    /** Bit of an object that a number of its process follows. */
    private static final int REFERENCED = 1 << 4;

    private static final int DEEPEST = 48;

    /** Code of a base class. */
    static final int BASE = 0;

    /** Reads the objects of one class in its own way. */
    @FunctionalInterface
    public interface Handler {
        /** The object at the cursor, which is left behind the object. */
        Object read(ObjectReader reader, ByteCursor in);
    }

    /**
     * Beginning of an object.
     *
     * @param version version of the class
     * @param end index behind the object; −1 when it is not said
     */
    record Header(int version, int end) {}

    /** Name and title of an object. */
    record Named(String name, String title) {}

    private final ClassCatalog catalog;
    private final ByteCursor in;
    private final int origin;
    private final Map<String, Handler> handlers;
    private final Map<Integer, Object> references = new HashMap<>();
    private int depth;

    /**
     * @param catalog classes of the file
     * @param object what to read
     * @param handlers readers of classes with storage of their own
     */
    public ObjectReader(ClassCatalog catalog, StoredObject object, Map<String, Handler> handlers) {
        this.catalog = catalog;
        this.in = object.bytes();
        this.origin = object.key().headerLength();
        this.handlers = handlers;
    }

    /** Reads the object at the cursor, of a class that is known from elsewhere (a key). */
    public Object read(String className) {
        if (++depth > DEEPEST) {
            throw new DamagedException("objects are nested more than " + DEEPEST + " deep");
        }
        try {
            return readUnbounded(className);
        } finally {
            depth--;
        }
    }

    private Object readUnbounded(String className) {
        Handler handler = handlers.get(className);
        if (handler != null) {
            return handler.read(this, in);
        }
        return switch (className) {
            case "TList", "THashList" -> list();
            case "TObjArray" -> array();
            case "TNamed" -> {
                var object = new RootObject(className);
                named(object);
                yield object;
            }
            case "TObject" -> {
                object();
                yield new RootObject(className);
            }
            case "TString", "string" -> in.text();
            case "TDatime" -> in.uint32();
            case "TArrayC" -> in.int8s(in.int32());
            case "TArrayI" -> in.int32s(in.int32());
            case "TArrayL", "TArrayL64" -> in.int64s(in.int32());
            case "TArrayD" -> float64s(in.int32());
            case "TArrayF" -> float32s(in.int32());
            default -> {
                var object = new RootObject(className);
                described(className, object);
                yield object;
            }
        };
    }

    /** Reads an object of a described class into {@code object}; what is not described is skipped. */
    private void described(String className, RootObject object) {
        Header header = header();
        ClassDescription description;
        if (header.version <= 0) {
            description = header.end - in.position() >= 4 ? catalog.findByChecksum(className, in.int32()) : null;
        } else {
            description = catalog.find(className, header.version);
        }
        if (description == null) {
            if (header.end < 0) {
                throw new DamagedException(
                        "the file does not describe version " + header.version + " of class " + className);
            }
        } else {
            for (Member member : description.members()) {
                readMember(member, object);
            }
        }
        finish(className, header);
    }

    private void finish(String className, Header header) {
        if (header.end >= 0) {
            if (in.position() > header.end) {
                throw new DamagedException("an object of class " + className + " is longer than it says");
            }
            in.moveTo(header.end);
        }
    }

    private void readMember(Member member, RootObject object) {
        int type = member.type();
        if (type == BASE) {
            base(member.name(), object);
        } else if (type < 20) {
            object.put(member.name(), basic(type, member));
        } else if (type < 40) {
            object.put(member.name(), basics(type - 20, member.length(), member));
        } else if (type < 60) {
            boolean present = in.bool();
            int count = object.count(member.countName());
            object.put(member.name(), present ? basics(type - 40, count, member) : null);
        } else {
            object.put(member.name(), compound(type, member));
        }
    }

    private void base(String className, RootObject object) {
        if (++depth > DEEPEST) {
            throw new DamagedException("classes are nested more than " + DEEPEST + " deep");
        }
        switch (className) {
            case "TObject" -> object();
            case "TNamed" -> named(object);
            case "TArrayC", "TArrayI", "TArrayL", "TArrayL64", "TArrayF", "TArrayD" ->
                object.put(className, read(className));
            default -> described(className, object);
        }
        depth--;
    }

    private Object basic(int type, Member member) {
        return switch (type) {
            case 1, 10 -> (long) in.int8();
            case 2 -> (long) in.int16();
            case 3, 6 -> (long) in.int32();
            case 4, 16, 14, 17 -> in.int64();
            case 5 -> (double) in.float32();
            case 7 -> in.text(in.int32());
            case 8 -> in.float64();
            case 9 -> (double) doubleInFloat(member);
            case 11 -> (long) in.uint8();
            case 12 -> (long) in.uint16();
            case 13 -> in.uint32();
            case 15 -> bits();
            case 18 -> in.bool() ? 1L : 0L;
            default -> throw unreadable(member);
        };
    }

    /** {@code Double32_t} without a range is stored as a float. */
    private float doubleInFloat(Member member) {
        if (member.title().contains("[")) {
            throw unreadable(member);
        }
        return in.float32();
    }

    private Object basics(int type, int count, Member member) {
        return switch (type) {
            case 1, 10, 11, 18 -> in.int8s(count);
            case 3, 6, 13 -> in.int32s(count);
            case 4, 14, 16, 17 -> in.int64s(count);
            case 5 -> float32s(count);
            case 8 -> float64s(count);
            default -> throw unreadable(member);
        };
    }

    private static DamagedException unreadable(Member member) {
        return new DamagedException("member " + member.name() + " of type " + member.typeName() + " cannot be read");
    }

    private double[] float64s(int count) {
        long[] bits = in.int64s(count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Double.longBitsToDouble(bits[i]);
        }
        return values;
    }

    private double[] float32s(int count) {
        int[] bits = in.int32s(count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Float.intBitsToFloat(bits[i]);
        }
        return values;
    }

    private Object compound(int type, Member member) {
        String className = member.typeName().endsWith("*")
                ? member.typeName().substring(0, member.typeName().length() - 1)
                : member.typeName();
        return switch (type) {
            case 61, 62, 63, 66, 67, 68 -> read(className);
            case 64, 69 -> readAny();
            case 65 -> in.text();
            case 71, 300, 365, 500, 501 -> {
                skipObject();
                yield null;
            }
            default -> throw unreadable(member);
        };
    }

    /** Reads an object whose class stands before it, or a reference to one that was read. */
    Object readAny() {
        int begin = in.position() + origin;
        int word = in.int32();
        int length = 0;
        int start = 0;
        int tag = word;
        boolean sized = (word & LENGTH) != 0 && word != NEW_CLASS;
        if (sized) {
            length = word & ~LENGTH;
            start = in.position() + origin;
            tag = in.int32();
        }
        if ((tag & KNOWN_CLASS) == 0) {
            if (tag != 0 && !references.containsKey(tag) && sized) {
                in.moveTo(begin - origin + 4 + length);
            }
            return tag == 0 ? null : references.get(tag);
        }
        String className;
        if (tag == NEW_CLASS) {
            className = in.textToZero();
            references.put(sized ? start + FIRST_REFERENCE : references.size() + 1, className);
        } else if (references.get(tag & ~KNOWN_CLASS) instanceof String known) {
            className = known;
        } else {
            throw new DamagedException("an object of an unknown class (at byte " + in.position() + ")");
        }
        Object object = read(className);
        references.put(sized ? begin + FIRST_REFERENCE : references.size() + 1, object);
        return object;
    }

    private List<Object> list() {
        Header header = header();
        object();
        in.text(); // name
        int count = size();
        var items = new ArrayList<Object>(count);
        for (int i = 0; i < count; i++) {
            items.add(readAny());
            in.skip(in.uint8()); // option
        }
        finish("TList", header);
        return items;
    }

    private List<Object> array() {
        Header header = header();
        if (header.version > 2) {
            object();
        }
        if (header.version > 1) {
            in.text(); // name
        }
        int count = size();
        in.skip(4); // lower bound
        var items = new ArrayList<Object>(count);
        for (int i = 0; i < count; i++) {
            items.add(readAny());
        }
        finish("TObjArray", header);
        return items;
    }

    private int size() {
        int count = in.int32();
        if (count < 0 || count > in.remaining() / 4) {
            throw new DamagedException("a list claims " + count + " items in " + in.remaining() + " bytes");
        }
        return count;
    }

    /** Version and length at the beginning of an object. */
    Header header() {
        int at = in.position();
        int word = in.remaining() >= 6 ? in.int32() : 0;
        if ((word & LENGTH) == 0) {
            in.moveTo(at);
            return new Header(in.int16(), -1);
        }
        int length = word & ~LENGTH;
        if (length < 2 || length > in.remaining()) {
            throw new DamagedException("an object claims " + length + " bytes where " + in.remaining() + " are left");
        }
        int end = in.position() + length;
        return new Header(in.int16(), end);
    }

    /** Goes behind an object that says how long it is. */
    void skipObject() {
        Header header = header();
        if (header.end < 0) {
            throw new DamagedException("an object of unknown length (at byte " + in.position() + ")");
        }
        in.moveTo(header.end);
    }

    /** Name and title of an object that has them. */
    Named readNamed() {
        Header header = header();
        object();
        var named = new Named(in.text(), in.text());
        finish("TNamed", header);
        return named;
    }

    private void named(RootObject object) {
        Named named = readNamed();
        object.put("fName", named.name());
        object.put("fTitle", named.title());
    }

    /** The common base class: identity and bits. */
    private void object() {
        header();
        in.skip(4); // number within its process
        bits();
    }

    private long bits() {
        int bits = in.int32();
        if ((bits & REFERENCED) != 0) {
            in.skip(2); // process
        }
        return bits;
    }
}

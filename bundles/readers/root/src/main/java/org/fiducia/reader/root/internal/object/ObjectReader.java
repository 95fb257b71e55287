package org.fiducia.reader.root.internal.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.object.ClassDescription.Member;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.StoredObject;
import org.fiducia.reader.root.internal.storage.UnreadableException;

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

    /** Flag before an array of positions that have 64 bits though they are described with 32. */
    private static final int WIDE = 2;

    private static final int DEEPEST = 48;

    /** Code of a base class. */
    static final int BASE = 0;

    /** Reads the objects of one class in its own way. */
    @FunctionalInterface
    public interface Handler {
        /** The object at the cursor, which is left behind the object. */
        @Nullable Object read(ObjectReader reader, ByteCursor in);
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
    private final BasicMembers basic;
    private final int origin;
    private final Map<String, Handler> handlers;
    private final Map<Integer, Object> references = new HashMap<>();
    private int depth;

    /** Whether an object was left before its end: what is mentioned in the rest is not known later. */
    private boolean passedOver;

    /**
     * @param catalog classes of the file
     * @param object what to read
     * @param handlers readers of classes with storage of their own
     */
    public ObjectReader(ClassCatalog catalog, StoredObject object, Map<String, Handler> handlers) {
        this.catalog = catalog;
        this.in = object.bytes();
        this.basic = new BasicMembers(in);
        this.origin = object.key().headerLength();
        this.handlers = handlers;
    }

    /** Reads the object at the cursor, of a class that is known from elsewhere (a key). */
    public @Nullable Object read(String className) {
        if (++depth > DEEPEST) {
            throw new DamagedException("objects are nested more than " + DEEPEST + " deep");
        }
        try {
            return readUnbounded(className);
        } finally {
            depth--;
        }
    }

    private @Nullable Object readUnbounded(String className) {
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
            case "TArrayS" -> basic.int16s(in.int32());
            case "TArrayD" -> basic.float64s(in.int32());
            case "TArrayF" -> basic.float32s(in.int32());
            case "TBranchClones" -> ClonesBranch.read(this, in);
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
            String why = "the file does not describe version " + header.version + " of class " + className;
            passOver(why, header, object);
        } else {
            try {
                for (Member member : description.members()) {
                    readMember(member, object);
                }
            } catch (UnreadableException e) {
                passOver(String.valueOf(e.getMessage()), header, object);
            }
        }
        finish(className, header);
    }

    /** Leaves out the rest of an object, when it is known where that ends. */
    private void passOver(String why, Header header, RootObject object) {
        if (header.end < 0) {
            throw new UnreadableException(why);
        }
        passedOver = true;
        object.passOver(why);
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
            object.put(member.name(), basic.one(type, member));
        } else if (type < 40) {
            object.put(member.name(), basic.several(type - 20, member.length(), member));
        } else if (type < 60) {
            int present = in.int8();
            int count = object.count(member.countName());
            boolean wide = present == WIDE && type - 40 == 3; // old branches in files of more than 2 GB
            object.put(member.name(), present == 0 ? null : basic.several(wide ? 16 : type - 40, count, member));
        } else {
            object.put(member.name(), compound(type, member));
        }
    }

    private void base(String className, RootObject object) {
        if (++depth > DEEPEST) {
            throw new DamagedException("classes are nested more than " + DEEPEST + " deep");
        }
        try {
            switch (className) {
                case "TObject" -> object();
                case "TNamed" -> named(object);
                case "TArrayC", "TArrayS", "TArrayI", "TArrayL", "TArrayL64", "TArrayF", "TArrayD" ->
                    object.put(className, read(className));
                default -> described(className, object);
            }
        } finally {
            depth--;
        }
    }

    private @Nullable Object compound(int type, Member member) {
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
            default -> throw BasicMembers.unreadable(member);
        };
    }

    /** Reads an object whose class stands before it, or a reference to one that was read. */
    @Nullable Object readAny() {
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
            String what = "an object of an unknown class (at byte " + in.position() + ")";
            throw passedOver ? new UnreadableException(what) : new DamagedException(what);
        }
        Object object = sized ? readWithin(className, begin - origin + 4 + length) : read(className);
        references.put(sized ? begin + FIRST_REFERENCE : references.size() + 1, object);
        return object;
    }

    /** Reads an object of known end, which is left out of account when it cannot be read. */
    private @Nullable Object readWithin(String className, int end) {
        try {
            return read(className);
        } catch (UnreadableException e) {
            passedOver = true;
            in.moveTo(end);
            var object = new RootObject(className);
            object.passOver(String.valueOf(e.getMessage()));
            return object;
        }
    }

    /** Whether a word is what stands before an object: its length, or its class. */
    static boolean beginsObject(int word) {
        return (word & (LENGTH | KNOWN_CLASS)) != 0;
    }

    private List<Object> list() {
        Header header = header();
        object();
        in.text(); // name
        int count = size();
        var items = new ArrayList<Object>(count);
        for (int i = 0; i < count; i++) {
            items.add(readAny());
            int option = in.uint8();
            in.skip(option == 255 && header.version > 4 ? in.int32() : option);
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
            throw new UnreadableException("an object of unknown length (at byte " + in.position() + ")");
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
        basic.bits();
    }
}

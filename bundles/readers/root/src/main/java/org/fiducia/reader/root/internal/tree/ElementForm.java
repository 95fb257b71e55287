package org.fiducia.reader.root.internal.tree;

import java.util.List;
import java.util.Set;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.object.ClassCatalog;
import org.fiducia.reader.root.internal.object.ClassDescription;
import org.fiducia.reader.root.internal.object.RootObject;

/** Tells what the values of a branch of a class, of its member, or of a container are ({@code TBranchElement}). */
final class ElementForm {
    /** Codes of the kinds of branches. */
    private static final int COLLECTION_OF_CLONES = 3;

    private static final int COLLECTION = 4;
    private static final int MEMBER_OF_CLONES = 31;
    private static final int MEMBER_OF_COLLECTION = 41;

    /** Codes of types: arrays of fixed length, and arrays that another member counts. */
    private static final int ARRAYS = 20;

    private static final int COUNTED = 40;
    private static final int OBJECTS = 60;
    private static final int BITS = 15;

    /** Containers of numbers, which are all stored alike. */
    private static final Set<String> CONTAINERS = Set.of(
            "vector",
            "list",
            "deque",
            "set",
            "multiset",
            "forward_list",
            "unordered_set",
            "unordered_multiset",
            "ROOT::VecOps::RVec",
            "ROOT::RVec");

    private final ClassCatalog catalog;

    /** @param catalog classes of the file, which know the ranges of members */
    ElementForm(ClassCatalog catalog) {
        this.catalog = catalog;
    }

    /** Whether a branch holds the number of objects in a collection, whose members are branches of it. */
    static boolean counts(RootObject branch) {
        long kind = branch.className().equals("TBranchElement") ? branch.whole("fType") : 0;
        return kind == COLLECTION || kind == COLLECTION_OF_CLONES;
    }

    /** Describes a branch with its leaves. */
    Described describe(RootObject branch, List<RootObject> leaves) {
        if (counts(branch)) {
            return Described.fixed(Primitive.INT32, 1, 0, -1, false);
        }
        int kind = (int) branch.whole("fType");
        int code = (int) branch.whole("fStreamerType");
        ClassDescription.Member member = member(branch);
        String type = member != null ? member.typeName() : className(branch);
        if (leaves.size() != 1) {
            return Described.unreadable(type);
        }
        long length = leaves.get(0).whole("fLen");
        if (length > LeafForm.LONGEST) {
            return Described.unreadable(type, "it claims " + length + " values in each event");
        }
        boolean array = code > ARRAYS && code < COUNTED;
        int plainCode = code > 0 && code < OBJECTS ? code % ARRAYS : 0;
        NumberType value = NumberType.coded(plainCode, member == null ? "" : member.title());
        if (value instanceof CompactNumber && member == null) {
            return Described.unreadable(value.text(), "the file does not describe its class, which tells its range");
        }
        if (plainCode == BITS) {
            return Described.unreadable(type, "the bits of an object are of no fixed length");
        }
        if (kind == MEMBER_OF_CLONES || kind == MEMBER_OF_COLLECTION) {
            return value == null || code > COUNTED
                    ? Described.unreadable(type, "it is a " + type + " in each object of a collection")
                    : new Described(value.text() + "[]", jagged(value, 0, (int) Math.max(1, length)));
        }
        if (kind != 0) {
            return Described.unreadable(type);
        }
        if (value != null && code < COUNTED && length >= 1) {
            return Described.fixed(value, (int) length, 0, -1, array);
        }
        if (value != null && code > COUNTED) {
            return new Described(value.text() + "[]", jagged(value, 1, 1));
        }
        String className = className(branch);
        value = NumberType.named(contained(className));
        return value == null
                ? Described.unreadable(type)
                : new Described(className, jagged(value, Layout.Jagged.CONTAINER, 1));
    }

    private static Layout.Jagged jagged(NumberType value, int header, int factor) {
        return new Layout.Jagged(value, header, "", factor);
    }

    /** The member that a branch holds, null when it holds another thing or its class is not described. */
    private @Nullable ClassDescription.Member member(RootObject branch) {
        if (branch.whole("fID") < 0) {
            return null;
        }
        String name = branch.text("fName");
        name = name.substring(name.lastIndexOf('.') + 1);
        int bracket = name.indexOf('[');
        name = bracket < 0 ? name : name.substring(0, bracket);
        int version = branch.has("fClassVersion") ? (int) branch.whole("fClassVersion") : -1;
        return catalog.member(className(branch), version, name).orElse(null);
    }

    /** Class of the objects of a branch. */
    static String className(RootObject branch) {
        String name = branch.has("fClassName") ? branch.text("fClassName") : "";
        return name.isEmpty() ? branch.className() : name;
    }

    /** What a container of one dimension holds; empty for any other class. */
    static String contained(String className) {
        String plain = className.startsWith("std::") ? className.substring(5) : className;
        int open = plain.indexOf('<');
        if (open < 0 || !plain.endsWith(">") || !CONTAINERS.contains(plain.substring(0, open))) {
            return "";
        }
        String inside = plain.substring(open + 1, plain.length() - 1);
        int comma = inside.indexOf(','); // an allocator or an order may follow
        return (comma < 0 ? inside : inside.substring(0, comma)).strip();
    }
}

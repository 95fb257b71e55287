package org.fiducia.reader.root.internal.object;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.storage.StoredObject;

/** The classes that a file describes: a list of {@code TStreamerInfo}, whose own layout never changes. */
public final class ClassCatalog {
    /** Kinds of members: subclasses of {@code TStreamerElement}. */
    private static final List<String> KINDS = List.of(
            "TStreamerBase",
            "TStreamerBasicType",
            "TStreamerBasicPointer",
            "TStreamerLoop",
            "TStreamerObject",
            "TStreamerObjectAny",
            "TStreamerObjectPointer",
            "TStreamerObjectAnyPointer",
            "TStreamerString",
            "TStreamerSTL",
            "TStreamerSTLstring",
            "TStreamerArtificial");

    private static final int UNSIGNED_CHAR = 11;
    private static final int BOOL = 18;

    /** Classes are not derived from each other through more. */
    private static final int DEEPEST = 32;

    private final Map<String, List<ClassDescription>> byName = new HashMap<>();
    private final KnownClasses known = new KnownClasses();

    private ClassCatalog() {}

    /** Reads the descriptions in a file. */
    public static ClassCatalog of(RootFile file) throws IOException {
        var catalog = new ClassCatalog();
        Optional<StoredObject> stored = file.classDescriptions();
        if (stored.isPresent()) {
            if (new ObjectReader(catalog, stored.get(), handlers()).read("TList") instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof ClassDescription d) {
                        catalog.byName
                                .computeIfAbsent(d.className(), name -> new ArrayList<>(1))
                                .add(d);
                    }
                }
            }
        }
        return catalog;
    }

    /** The description of a version of a class, null when neither the file nor anybody has one. */
    @Nullable ClassDescription find(String className, int version) {
        if (!KnownClasses.byHand(className, version)) {
            for (ClassDescription d : byName.getOrDefault(className, List.of())) {
                if (d.version() == version) {
                    return d;
                }
            }
        }
        return known.find(className, version);
    }

    /** The description of a class without version, null when the file has none. */
    @Nullable ClassDescription findByChecksum(String className, int checksum) {
        for (ClassDescription d : byName.getOrDefault(className, List.of())) {
            if (d.checksum() == checksum) {
                return d;
            }
        }
        return null;
    }

    /**
     * A member of a class by name, also of its base classes.
     *
     * @param version of the class; the newest that the file describes when it does not describe that one
     */
    public Optional<ClassDescription.Member> member(String className, int version, String name) {
        return member(className, version, name, 0);
    }

    private Optional<ClassDescription.Member> member(String className, int version, String name, int depth) {
        ClassDescription found = null;
        for (ClassDescription d : byName.getOrDefault(className, List.of())) {
            boolean newer = found == null || found.version() != version && d.version() > found.version();
            found = newer || d.version() == version ? d : found;
        }
        if (found == null || depth > DEEPEST) {
            return Optional.empty();
        }
        for (ClassDescription.Member member : found.members()) {
            if (member.type() != ObjectReader.BASE && member.name().equals(name)) {
                return Optional.of(member);
            }
        }
        for (ClassDescription.Member base : found.members()) {
            if (base.type() == ObjectReader.BASE) {
                var inherited = member(base.name(), -1, name, depth + 1);
                if (inherited.isPresent()) {
                    return inherited;
                }
            }
        }
        return Optional.empty();
    }

    private static Map<String, ObjectReader.Handler> handlers() {
        var handlers = new HashMap<String, ObjectReader.Handler>();
        handlers.put("TStreamerInfo", ClassCatalog::description);
        for (String kind : KINDS) {
            handlers.put(kind, (reader, in) -> member(kind, reader, in));
        }
        return handlers;
    }

    private static ClassDescription description(ObjectReader reader, ByteCursor in) {
        int end = reader.header().end();
        String className = reader.readNamed().name();
        int checksum = in.int32();
        int version = in.int32();
        var members = new ArrayList<ClassDescription.Member>();
        if (reader.readAny() instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof ClassDescription.Member member) {
                    members.add(member);
                }
            }
        }
        in.moveTo(end);
        return new ClassDescription(className, version, checksum, members);
    }

    /** The element itself, then what its kind adds. */
    private static ClassDescription.Member member(String kind, ObjectReader reader, ByteCursor in) {
        int end = reader.header().end();
        ObjectReader.Header element = reader.header();
        ObjectReader.Named named = reader.readNamed();
        int type = in.int32();
        if (kind.equals("TStreamerBase")) {
            type = ObjectReader.BASE; // some base classes say what they would be as a member
        }
        in.skip(4); // size in memory
        int length = in.int32();
        in.skip(4); // number of dimensions
        in.skip(element.version() > 1 ? 5 * 4 : 4L * in.int32()); // their lengths
        String typeName = in.text();
        if (element.end() >= 0) {
            in.moveTo(element.end());
        }
        if (type == UNSIGNED_CHAR && (typeName.equals("Bool_t") || typeName.equals("bool"))) {
            type += BOOL - UNSIGNED_CHAR; // before ROOT 4, flags were bytes
        }
        String count = "";
        if (kind.equals("TStreamerBasicPointer") || kind.equals("TStreamerLoop")) {
            in.skip(4); // version of the class that counts
            count = in.text();
        }
        in.moveTo(end);
        return new ClassDescription.Member(named.name(), named.title(), type, length, typeName, count);
    }
}

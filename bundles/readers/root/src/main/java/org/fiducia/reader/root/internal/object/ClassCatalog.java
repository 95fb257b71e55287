package org.fiducia.reader.root.internal.object;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.storage.StoredObject;

/** The classes that a file describes: a list of {@code TStreamerInfo}, whose own layout never changes. */
public final class ClassCatalog {
    private record Version(String className, int version) {}

    private record Checksum(String className, int checksum) {}

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

    private final Map<Version, ClassDescription> byVersion = new HashMap<>();
    private final Map<Checksum, ClassDescription> byChecksum = new HashMap<>();

    private ClassCatalog() {}

    /** Reads the descriptions in a file. */
    public static ClassCatalog of(RootFile file) throws IOException {
        var catalog = new ClassCatalog();
        Optional<StoredObject> stored = file.classDescriptions();
        if (stored.isPresent()) {
            if (new ObjectReader(catalog, stored.get(), handlers()).read("TList") instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof ClassDescription d) {
                        catalog.byVersion.put(new Version(d.className(), d.version()), d);
                        catalog.byChecksum.put(new Checksum(d.className(), d.checksum()), d);
                    }
                }
            }
        }
        return catalog;
    }

    /** The description of a version of a class, null when the file has none. */
    ClassDescription find(String className, int version) {
        return byVersion.get(new Version(className, version));
    }

    /** The description of a class without version, null when the file has none. */
    ClassDescription findByChecksum(String className, int checksum) {
        return byChecksum.get(new Checksum(className, checksum));
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
        int elementEnd = reader.header().end();
        ObjectReader.Named named = reader.readNamed();
        int type = in.int32();
        if (kind.equals("TStreamerBase")) {
            type = ObjectReader.BASE; // some base classes say what they would be as a member
        }
        in.skip(4); // size in memory
        int length = in.int32();
        in.skip(4 + 5 * 4); // dimensions and their lengths
        String typeName = in.text();
        in.moveTo(elementEnd);
        String count = "";
        if (kind.equals("TStreamerBasicPointer") || kind.equals("TStreamerLoop")) {
            in.skip(4); // version of the class that counts
            count = in.text();
        }
        in.moveTo(end);
        return new ClassDescription.Member(named.name(), named.title(), type, length, typeName, count);
    }
}

package org.fiducia.reader.root.internal.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.reader.root.internal.storage.ByteCursor;
import org.fiducia.reader.root.internal.storage.Key;
import org.fiducia.reader.root.internal.storage.RootFile;

/** The RNTuples of a file, which succeed trees from ROOT 6.34 on, and are named but not read. */
final class Ntuples {
    private static final List<String> CLASSES = List.of("ROOT::RNTuple", "ROOT::Experimental::RNTuple");

    private Ntuples() {}

    /** Whether objects of a class are RNTuples. */
    static boolean isNtuple(String className) {
        return CLASSES.contains(className);
    }

    /** Names of those in a file, each with its version where it tells. */
    static List<String> describe(RootFile file, Map<String, Key> objects) throws IOException {
        var found = new ArrayList<String>();
        for (var object : objects.entrySet()) {
            if (isNtuple(object.getValue().className())) {
                found.add("RNTuple '" + object.getKey() + "'" + version(file, object.getValue()));
            }
        }
        return found;
    }

    /** The version of the format, which an RNTuple begins with: epoch, major, minor, patch. */
    private static String version(RootFile file, Key key) throws IOException {
        ByteCursor in = file.object(key).bytes();
        if (in.remaining() < 14) {
            return "";
        }
        in.skip(6); // length and version of the class
        int epoch = in.uint16();
        if (key.className().contains("Experimental")) {
            return " (a trial version)";
        }
        return " (version " + epoch + "." + in.uint16() + "." + in.uint16() + "." + in.uint16() + ")";
    }

    /** What to do with one of a name in a file. */
    static String remedy(Path path, String name) {
        return "write it as a tree: root -e 'ROOT::RDataFrame(\"" + name + "\", \"" + path + "\").Snapshot(\"" + name
                + "\", \"tree.root\")'";
    }
}

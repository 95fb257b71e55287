package org.fiducia.reader.root.internal.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.Histogram;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.reader.root.internal.histogram.HistogramParser;
import org.fiducia.reader.root.internal.object.ClassCatalog;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.Key;
import org.fiducia.reader.root.internal.storage.MissingCodecException;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.storage.UnreadableException;

/** The trees and histograms of a ROOT file. Whatever is wrong with the file comes out as a {@link FiduciaException} that names it. */
public final class RootEventFile implements EventFile {
    private static final String COPY_AGAIN =
            "the file is damaged, incomplete or not a ROOT file: copy it again and compare"
                    + " its size and checksum with the original";

    private final Path path;
    private final RootFile file;
    private final Map<String, Key> objects;
    private final Map<String, Tree> trees = new HashMap<>();
    private final Ntuples ntuples;
    private @Nullable ClassCatalog catalog;

    private RootEventFile(Path path, RootFile file, Map<String, Key> objects) {
        this.path = path;
        this.file = file;
        this.objects = objects;
        this.ntuples = new Ntuples(path, file, objects);
    }

    /** Opens a file. */
    public static RootEventFile open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new FiduciaException(Kind.INPUT, path + ": there is no such file", "correct the path");
        }
        if (!Files.isRegularFile(path)) { // a pipe would never end
            throw new FiduciaException(
                    Kind.INPUT,
                    path + (Files.isDirectory(path) ? ": is a folder" : ": is not a regular file"),
                    "name a ROOT file");
        }
        if (!Files.isReadable(path)) {
            throw new FiduciaException(Kind.INPUT, path + ": may not be read", "change its permissions");
        }
        return guard(path, () -> {
            RootFile file = RootFile.open(path);
            try {
                return new RootEventFile(path, file, file.objects());
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        });
    }

    /** Work on a file. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Does work, and turns every way in which a damaged file can make it fail into an error for the user. */
    static <T> T guard(Path path, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (DamagedException e) {
            throw new FiduciaException(Kind.INPUT, path + ": " + e.getMessage(), COPY_AGAIN, e);
        } catch (UnreadableException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": " + e.getMessage(),
                    "write it anew with a current version of ROOT (hadd new.root old.root), which keeps its content",
                    e);
        } catch (MissingCodecException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": " + e.getMessage(),
                    "make the folder for temporary files (java.io.tmpdir) writable and executable,"
                            + " or compress the file otherwise",
                    e);
        } catch (FiduciaException e) {
            throw e;
        } catch (RuntimeException e) { // whatever else nonsense in a file leads to
            throw new FiduciaException(Kind.INPUT, path + ": its structure is damaged (" + e + ")", COPY_AGAIN, e);
        } catch (OutOfMemoryError e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": reading it needs more memory than there is",
                    "read fewer branches or raise -Xmx; if the file is small, it is damaged",
                    e);
        }
    }

    @Override
    public List<TreeInfo> trees() {
        try {
            return guard(path, () -> {
                var infos = new ArrayList<TreeInfo>();
                List<FiduciaException> refused = ntuples.refused();
                for (String name : treeNames()) {
                    if (!Ntuples.isNtuple(key(name).className())) {
                        infos.add(tree(name).info());
                    } else if (refused.isEmpty() || ntuples.reads(name)) {
                        infos.add(ntuples.open(name).info());
                    }
                }
                if (infos.isEmpty() && !refused.isEmpty()) {
                    throw refused.get(0);
                }
                return infos;
            });
        } catch (IOException e) {
            throw new FiduciaException(Kind.INPUT, path + ": " + e.getMessage(), COPY_AGAIN, e);
        }
    }

    private List<String> treeNames() {
        return objects.entrySet().stream()
                .filter(object -> isTree(object.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isTree(Key key) {
        return TreeParser.isTree(key.className()) || Ntuples.isNtuple(key.className());
    }

    @Override
    public List<String> notes() {
        try {
            return guard(path, () -> {
                var notes = new ArrayList<String>();
                for (FiduciaException refused : ntuples.refused()) {
                    notes.add(refused.getMessage() + "; " + refused.remedy());
                }
                for (String name : treeNames()) {
                    boolean old = TreeParser.isTree(key(name).className());
                    for (String friend : old ? tree(name).friends() : List.<String>of()) {
                        notes.add("tree " + name + " has a friend, which is read by itself: " + friend);
                    }
                    int cycle = key(name).cycle();
                    if (cycle > 1) {
                        notes.add("tree " + name + " is that of cycle " + cycle + ", the newest");
                    }
                }
                for (var object : objects.entrySet()) {
                    if (object.getValue().className().equals("TChain")) {
                        notes.add(object.getKey() + " is a chain, a list of other files: read these");
                    }
                }
                return notes;
            });
        } catch (IOException e) {
            throw new FiduciaException(Kind.INPUT, path + ": " + e.getMessage(), COPY_AGAIN, e);
        }
    }

    private Tree tree(String name) throws IOException {
        Tree tree = trees.get(name);
        if (tree == null) {
            tree = TreeParser.parse(name, file.object(key(name)), catalog());
            trees.put(name, tree);
        }
        return tree;
    }

    private Key key(String name) {
        return Objects.requireNonNull(objects.get(name), "trees are looked for among the objects");
    }

    private ClassCatalog catalog() throws IOException {
        if (catalog == null) {
            catalog = ClassCatalog.of(file);
        }
        return catalog;
    }

    @Override
    public List<String> histograms() {
        return objects.entrySet().stream()
                .filter(object -> HistogramParser.isHistogram(object.getValue().className()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public Histogram histogram(String name) throws IOException {
        Key key = objects.get(name);
        if (key == null || !HistogramParser.isHistogram(key.className())) {
            String near = Suggestion.sentence(name, histograms());
            throw new FiduciaException(
                    Kind.INPUT,
                    path + ": " + (key == null ? "there is no " + name : name + " is a " + key.className())
                            + ", no histogram of one variable",
                    near.isEmpty() ? "it has " + histograms().size() + " histograms; inspect the file" : near);
        }
        return guard(path, () -> HistogramParser.parse(name, file.object(key), catalog()));
    }

    @Override
    public boolean readsRanges() {
        return true;
    }

    @Override
    public EventCursor read(String name, List<String> wanted) throws IOException {
        return read(name, wanted, 0, Long.MAX_VALUE);
    }

    @Override
    public EventCursor read(String name, List<String> wanted, long first, long count) throws IOException {
        Key key = objects.get(name);
        if (key == null || !isTree(key)) {
            throw noTree(name, key);
        }
        if (wanted.isEmpty()) {
            throw new FiduciaException(Kind.INPUT, path + ": no branch of " + name + " was asked for", "name branches");
        }
        if (Ntuples.isNtuple(key.className())) {
            return guard(path, () -> ntuples.read(name, wanted, first, count));
        }
        Tree tree = guard(path, () -> tree(name));
        Map<String, Branch> known = tree.byName();
        var branches = new LinkedHashMap<String, Branch>();
        for (String branch : wanted) {
            Branch found = known.get(branch);
            if (found == null) {
                throw noBranch(path, name, branch, known.keySet());
            }
            String reason = found.unreadable(tree.entries());
            if (!reason.isEmpty()) {
                throw unreadable(path, name, branch, found.type(), reason);
            }
            branches.put(branch, found);
        }
        long end = count > tree.entries() - first ? tree.entries() : first + count;
        return guard(path, () -> new RootEventCursor(path, file, tree, branches, first, end));
    }

    private FiduciaException noTree(String name, @Nullable Key key) {
        List<String> trees = treeNames();
        String found = trees.isEmpty()
                ? "it has no trees at all" + (objects.isEmpty() ? "" : ", only " + contents())
                : "its trees are " + String.join(", ", trees);
        return new FiduciaException(
                Kind.INPUT,
                path + ": " + name + (key == null ? " is not there" : " is a " + key.className() + ", not a tree"),
                found);
    }

    private String contents() {
        return String.join(
                ", ",
                objects.values().stream()
                        .map(Key::className)
                        .distinct()
                        .limit(5)
                        .toList());
    }

    /** What is said of a branch that is not there. */
    static FiduciaException noBranch(Path path, String tree, String branch, Set<String> known) {
        String near = Suggestion.sentence(branch, known);
        return new FiduciaException(
                Kind.INPUT,
                path + ": tree " + tree + " has no branch " + branch,
                near.isEmpty() ? "inspect the file for its " + known.size() + " branches" : near);
    }

    /** What is said of a branch that cannot be read. */
    static FiduciaException unreadable(Path path, String tree, String branch, String type, String reason) {
        return new FiduciaException(
                Kind.INPUT,
                path + ": branch " + branch + " of tree " + tree + " has type " + type + ", and cannot be read: "
                        + reason,
                "leave it out; inspect the file for the branches that can be read");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

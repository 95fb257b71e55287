package org.fiducia.reader.root.internal.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile.EventCursor;
import org.fiducia.reader.root.internal.ntuple.Ntuple;
import org.fiducia.reader.root.internal.ntuple.NtupleBranch;
import org.fiducia.reader.root.internal.ntuple.NtupleCursor;
import org.fiducia.reader.root.internal.storage.Key;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.storage.UnreadableException;

/** The RNTuples of a file, which succeed trees from ROOT 6.34 on. */
final class Ntuples {
    private static final String TRIAL = "ROOT::Experimental::RNTuple";

    private final Path path;
    private final RootFile file;
    private final Map<String, Key> objects;
    private final Map<String, Ntuple> opened = new HashMap<>();

    /** @param objects those of the file by name */
    Ntuples(Path path, RootFile file, Map<String, Key> objects) {
        this.path = path;
        this.file = file;
        this.objects = objects;
    }

    /** Whether objects of a class are RNTuples. */
    static boolean isNtuple(String className) {
        return className.equals(Ntuple.CLASS) || className.equals(TRIAL);
    }

    /** One of the file. */
    Ntuple open(String name) throws IOException {
        Ntuple ntuple = opened.get(name);
        if (ntuple == null) {
            Key key = Objects.requireNonNull(objects.get(name), "RNTuples are looked for among the objects");
            if (key.className().equals(TRIAL)) {
                throw new UnreadableException("RNTuple " + name + " is of a trial version, before format 1.0");
            }
            ntuple = Ntuple.read(file, name, file.object(key));
            opened.put(name, ntuple);
        }
        return ntuple;
    }

    /** Whether one is of a version that is read. */
    boolean reads(String name) throws IOException {
        try {
            open(name);
            return true;
        } catch (UnreadableException e) {
            return false;
        }
    }

    /** Reads branches of one from an entry on. */
    EventCursor read(String name, List<String> wanted, long first, long count) throws IOException {
        Ntuple ntuple;
        try {
            ntuple = open(name);
        } catch (UnreadableException e) {
            throw refusal(name, e);
        }
        Map<String, NtupleBranch> known = ntuple.byName();
        var branches = new LinkedHashMap<String, NtupleBranch>();
        for (String branch : wanted) {
            NtupleBranch found = known.get(branch);
            if (found == null) {
                Set<String> listed =
                        ntuple.info().branches().stream().map(BranchInfo::name).collect(Collectors.toSet());
                throw RootEventFile.noBranch(path, name, branch, listed);
            }
            if (!found.reason().isEmpty()) {
                throw RootEventFile.unreadable(path, name, branch, found.type(), found.reason());
            }
            branches.put(branch, found);
        }
        long end = count > ntuple.entries() - first ? ntuple.entries() : first + count;
        return new Guarded(this, name, new NtupleCursor(ntuple, path + ":" + name, branches, first, end));
    }

    /** Turns what is wrong with a file into errors for the user. */
    private record Guarded(Ntuples ntuples, String name, EventCursor cursor) implements EventCursor {
        @Override
        public @Nullable EventBatch next() throws IOException {
            Optional<EventBatch> read = RootEventFile.guard(ntuples.path, () -> {
                try {
                    return Optional.ofNullable(cursor.next());
                } catch (UnreadableException e) {
                    throw ntuples.refusal(name, e);
                }
            });
            return read.orElse(null);
        }

        @Override
        public void close() throws IOException {
            cursor.close();
        }
    }

    /** Why some are not read, with what to do. */
    List<FiduciaException> refused() throws IOException {
        var refused = new ArrayList<FiduciaException>();
        for (var object : objects.entrySet()) {
            if (isNtuple(object.getValue().className())) {
                try {
                    open(object.getKey());
                } catch (UnreadableException e) {
                    refused.add(refusal(object.getKey(), e));
                }
            }
        }
        return refused;
    }

    /** What is said to somebody who wants one that is not read. */
    FiduciaException refusal(String name, UnreadableException why) {
        return new FiduciaException(
                Kind.INPUT,
                path + ": " + why.getMessage() + ": it is not read",
                "write it as a tree: root -e 'ROOT::RDataFrame(\"" + name + "\", \"" + path + "\").Snapshot(\"" + name
                        + "\", \"tree.root\")'",
                why);
    }
}

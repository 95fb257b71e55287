package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.Histogram;
import org.fiducia.api.event.TreeInfo;

/**
 * A file of events whose tree has further branches in other trees, entry by entry: branch {@code b} of the tree {@code T} is
 * called {@code T.b}. All other trees are as they are.
 */
final class FriendFile implements EventFile {
    private final Path path;
    private final EventFile file;
    private final String tree;
    private final List<Friend> friends;

    /** A tree beside that of the events. */
    record Friend(Path path, EventFile file, TreeInfo tree) {
        String prefix() {
            return tree.name() + ".";
        }
    }

    /**
     * @param tree name of the tree of events
     * @throws FiduciaException when one has another number of entries
     */
    FriendFile(Path path, EventFile file, TreeInfo tree, List<Friend> friends) {
        this.path = path;
        this.file = file;
        this.tree = tree.name();
        this.friends = List.copyOf(friends);
        for (Friend friend : friends) {
            if (friend.tree().entries() != tree.entries()) {
                throw new FiduciaException(
                        Kind.INPUT,
                        path + ": tree " + tree.name() + " has " + tree.entries() + " entries, and its friend "
                                + friend.tree().name() + " in " + friend.path() + " has "
                                + friend.tree().entries(),
                        "make the friend again from this very file, or take it out of the format in the card");
            }
        }
    }

    @Override
    public List<TreeInfo> trees() {
        return joined(file.trees());
    }

    @Override
    public List<TreeInfo> outline() {
        return joined(file.outline());
    }

    private List<TreeInfo> joined(List<TreeInfo> trees) {
        return trees.stream()
                .map(info -> info.name().equals(tree) ? joined(info) : info)
                .toList();
    }

    private TreeInfo joined(TreeInfo info) {
        var branches = new ArrayList<>(info.branches());
        for (Friend friend : friends) {
            for (BranchInfo branch : friend.tree().branches()) {
                branches.add(new BranchInfo(
                        friend.prefix() + branch.name(),
                        branch.type(),
                        branch.kind(),
                        branch.jagged(),
                        branch.title(),
                        branch.reason()));
            }
        }
        return new TreeInfo(info.name(), info.entries(), branches);
    }

    @Override
    public List<String> notes() {
        return file.notes();
    }

    @Override
    public List<String> histograms() {
        return file.histograms();
    }

    @Override
    public Histogram histogram(String name) throws IOException {
        return file.histogram(name);
    }

    @Override
    public boolean readsRanges() {
        return file.readsRanges()
                && friends.stream().allMatch(friend -> friend.file().readsRanges());
    }

    @Override
    public EventCursor read(String name, List<String> branches) throws IOException {
        return name.equals(tree)
                ? cursor(branches, (of, in, wanted) -> of.read(in, wanted))
                : file.read(name, branches);
    }

    @Override
    public EventCursor read(String name, List<String> branches, long first, long count) throws IOException {
        return name.equals(tree)
                ? cursor(branches, (of, in, wanted) -> of.read(in, wanted, first, count))
                : file.read(name, branches, first, count);
    }

    /** Reads branches of a tree of one file. */
    private interface Opening {
        EventCursor open(EventFile of, String in, List<String> branches) throws IOException;
    }

    /** Those of the tree itself first, whose batches tell entries and source. */
    private EventCursor cursor(List<String> branches, Opening opening) throws IOException {
        var own = new ArrayList<>(branches);
        var parts = new ArrayList<Part>();
        try {
            for (Friend friend : friends) {
                List<String> theirs = branches.stream()
                        .filter(branch -> branch.startsWith(friend.prefix()))
                        .toList();
                if (!theirs.isEmpty()) {
                    own.removeAll(theirs);
                    List<String> plain = theirs.stream()
                            .map(branch -> branch.substring(friend.prefix().length()))
                            .toList();
                    parts.add(new Part(
                            friend.prefix(),
                            opening.open(friend.file(), friend.tree().name(), plain)));
                }
            }
            if (!own.isEmpty()) {
                parts.add(0, new Part("", opening.open(file, tree, own)));
            }
            return new Joined(path + ":" + tree, parts);
        } catch (IOException | RuntimeException e) {
            for (Part part : parts) {
                part.cursor.close();
            }
            throw e;
        }
    }

    /** What is read of one tree. */
    private static final class Part {
        private final String prefix;
        private final EventCursor cursor;
        private @Nullable EventBatch batch;
        private int at;

        Part(String prefix, EventCursor cursor) {
            this.prefix = prefix;
            this.cursor = cursor;
        }

        /** Events that are at hand, 0 at the end. */
        int ready() throws IOException {
            while (batch == null || at == batch.size()) {
                batch = cursor.next();
                at = 0;
                if (batch == null) {
                    return 0;
                }
            }
            return batch.size() - at;
        }

        /** Takes so many events. */
        EventBatch take(int events) {
            EventBatch from = Objects.requireNonNull(batch, "some are at hand");
            EventBatch taken = from.part(at, at + events);
            at += events;
            return taken;
        }
    }

    private record Joined(String source, List<Part> parts) implements EventCursor {
        @Override
        public @Nullable EventBatch next() throws IOException {
            int events = Integer.MAX_VALUE;
            for (Part part : parts) {
                events = Math.min(events, part.ready());
            }
            if (events == 0 || parts.isEmpty()) {
                return null;
            }
            Map<String, Column> columns = new LinkedHashMap<>();
            String first = "";
            long entry = 0;
            for (Part part : parts) {
                EventBatch taken = part.take(events);
                first = first.isEmpty() ? part.prefix.isEmpty() ? taken.source() : source : first;
                entry = taken.firstEntry();
                taken.columns().forEach((name, column) -> columns.put(part.prefix + name, column));
            }
            return new EventBatch(first, entry, events, columns);
        }

        @Override
        public void close() throws IOException {
            for (Part part : parts) {
                part.cursor.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        for (Friend friend : friends) {
            friend.file().close();
        }
    }
}

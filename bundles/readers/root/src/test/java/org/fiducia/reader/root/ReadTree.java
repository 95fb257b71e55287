package org.fiducia.reader.root;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;

/** A tree, its batches joined. */
record ReadTree(TreeInfo info, long events, int batches, Map<String, Column> columns) {
    /** All readable branches. */
    static ReadTree all(Path file, String tree) throws IOException {
        try (EventFile open = new RootReader().open(file)) {
            TreeInfo info = info(open, tree);
            return read(open, info, readable(info));
        }
    }

    /** Some branches. */
    static ReadTree of(Path file, String tree, String... branches) throws IOException {
        try (EventFile open = new RootReader().open(file)) {
            return read(open, info(open, tree), List.of(branches));
        }
    }

    /** All readable branches, so many events at a time, each range by a file opened anew, as threads do. */
    static ReadTree inRanges(Path file, String tree, int length) throws IOException {
        var parts = new LinkedHashMap<String, List<Column>>();
        TreeInfo info;
        int batches = 0;
        try (EventFile open = new RootReader().open(file)) {
            info = info(open, tree);
        }
        for (long first = 0; first < info.entries(); first += length) {
            try (EventFile open = new RootReader().open(file)) {
                long count = Math.min(length, info.entries() - first);
                batches += read(open.read(tree, readable(info), first, count), first, first + count, parts);
            }
        }
        return new ReadTree(info, info.entries(), batches, join(parts));
    }

    private static List<String> readable(TreeInfo info) {
        return info.branches().stream()
                .filter(b -> b.kind() != null)
                .map(BranchInfo::name)
                .toList();
    }

    private static TreeInfo info(EventFile open, String tree) {
        return open.trees().stream()
                .filter(t -> t.name().equals(tree))
                .findFirst()
                .orElseThrow();
    }

    private static ReadTree read(EventFile open, TreeInfo info, List<String> branches) throws IOException {
        var parts = new LinkedHashMap<String, List<Column>>();
        int batches = read(open.read(info.name(), branches), 0, info.entries(), parts);
        return new ReadTree(info, info.entries(), batches, join(parts));
    }

    /** Adds what a cursor gives; the number of batches. */
    private static int read(EventFile.EventCursor from, long first, long end, Map<String, List<Column>> parts)
            throws IOException {
        long next = first;
        int batches = 0;
        try (var cursor = from) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                if (batch.firstEntry() != next) {
                    throw new AssertionError("a batch begins at " + batch.firstEntry() + " instead of " + next);
                }
                next += batch.size();
                batches++;
                batch.columns()
                        .forEach((name, column) -> parts.computeIfAbsent(name, n -> new ArrayList<>())
                                .add(column));
            }
        }
        if (next != end) {
            throw new AssertionError("the events end with " + next + " instead of " + end);
        }
        return batches;
    }

    private static Map<String, Column> join(Map<String, List<Column>> parts) {
        var columns = new LinkedHashMap<String, Column>();
        parts.forEach((name, list) -> columns.put(name, join(name, list)));
        return columns;
    }

    private static Column join(String name, List<Column> parts) {
        int[] offsets = null;
        if (parts.get(0).jagged()) {
            offsets = new int[] {0};
            for (Column part : parts) {
                int events = offsets.length - 1;
                int base = offsets[events];
                offsets = Arrays.copyOf(offsets, events + part.offsets().length);
                for (int i = 1; i < part.offsets().length; i++) {
                    offsets[events + i] = base + part.offsets()[i];
                }
            }
        }
        return parts.get(0).kind() == Column.Kind.REAL
                ? Column.reals(
                        name,
                        offsets,
                        parts.stream()
                                .flatMapToDouble(c -> Arrays.stream(c.reals()))
                                .toArray())
                : Column.integers(
                        name,
                        offsets,
                        parts.stream()
                                .flatMapToLong(c -> Arrays.stream(c.integers()))
                                .toArray());
    }

    Column column(String name) {
        return columns.get(name);
    }

    double[] reals(String name) {
        return column(name).reals();
    }

    DoubleStream values(String name) {
        return Arrays.stream(reals(name));
    }

    int[] offsets(String name) {
        return column(name).offsets();
    }

    /** Number of values of each event. */
    long[] counts(String name) {
        int[] offsets = offsets(name);
        var counts = new long[offsets.length - 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = offsets[i + 1] - offsets[i];
        }
        return counts;
    }
}

package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.testkit.PlainCandidate;

/** Events made of their entry numbers, in files that say how many there are; and a channel that selects some of them. */
final class Numbers {
    static final int BATCH = 4096;

    private Numbers() {}

    /** Value of an event. */
    static double value(double entry) {
        return 100 + 50 * Math.sin(entry);
    }

    /** Weight of an event. */
    static double weight(double entry) {
        return 1 / (3 + Math.cos(entry));
    }

    /** A file of so many events. */
    static void write(Path file, long events, double crossSection, double sumOfWeights, boolean alternatives)
            throws IOException {
        Files.writeString(file, events + " " + crossSection + " " + sumOfWeights + " " + alternatives);
    }

    /** Reads them; remembers what was read. */
    static final class Reader implements EventReader {
        final Queue<String> read = new ConcurrentLinkedQueue<>();
        private final boolean ranges;

        /** Entry that is damaged; −1 for none. */
        volatile long damaged = -1;

        Reader(boolean ranges) {
            this.ranges = ranges;
        }

        @Override
        public String id() {
            return "numbers";
        }

        @Override
        public String title() {
            return "numbers";
        }

        @Override
        public boolean accepts(Path file) {
            return true;
        }

        @Override
        public EventFile open(Path file) throws IOException {
            String[] words = Files.readString(file).split(" ");
            return new NumbersFile(this, file, words);
        }
    }

    private record NumbersFile(Reader reader, Path file, String[] words) implements EventFile {
        private long entries() {
            return Long.parseLong(words[0]);
        }

        private boolean alternatives() {
            return Boolean.parseBoolean(words[3]);
        }

        private static BranchInfo branch(String name) {
            return new BranchInfo(name, "double", Column.Kind.REAL, false, "", "");
        }

        @Override
        public List<TreeInfo> trees() {
            List<BranchInfo> events = List.of(branch("x"), branch("w"));
            List<BranchInfo> runs = List.of(branch("xsec"), branch("sumw"));
            return List.of(
                    new TreeInfo(
                            "Events",
                            entries(),
                            alternatives() ? List.of(branch("x"), branch("w"), branch("other")) : events),
                    new TreeInfo(
                            "Runs",
                            1,
                            alternatives() ? List.of(branch("xsec"), branch("sumw"), branch("mean0")) : runs));
        }

        @Override
        public boolean readsRanges() {
            return reader.ranges;
        }

        @Override
        public EventCursor read(String tree, List<String> branches) {
            return tree.equals("Runs") ? runs() : events(0, entries());
        }

        @Override
        public EventCursor read(String tree, List<String> branches, long first, long count) throws IOException {
            reader.read.add(file.getFileName() + " " + first + " " + count);
            return reader.ranges ? events(first, first + count) : EventFile.super.read(tree, branches, first, count);
        }

        private EventCursor runs() {
            return new Batches(0, 1) {
                @Override
                EventBatch make(long entry, int size) {
                    var columns = Map.of(
                            "xsec", Column.reals("xsec", null, new double[] {Double.parseDouble(words[1])}),
                            "sumw", Column.reals("sumw", null, new double[] {Double.parseDouble(words[2])}),
                            "mean0", Column.reals("mean0", null, new double[] {1.5}));
                    return new EventBatch(file + ":Runs", entry, size, columns);
                }
            };
        }

        private EventCursor events(long from, long to) {
            return new Batches(from, to) {
                @Override
                EventBatch make(long entry, int size) {
                    if (reader.damaged >= entry && reader.damaged < entry + size) {
                        throw new FiduciaException(
                                FiduciaException.Kind.INPUT,
                                file + ":Events, entry " + reader.damaged + " is damaged",
                                "copy it again");
                    }
                    var x = new double[size];
                    var w = new double[size];
                    var offsets = new int[size + 1];
                    for (int e = 0; e < size; e++) {
                        x[e] = value(entry + e);
                        w[e] = weight(entry + e);
                        offsets[e + 1] = e + 1;
                    }
                    return new EventBatch(
                            file + ":Events",
                            entry,
                            size,
                            Map.of(
                                    "x", Column.reals("x", null, x),
                                    "w", Column.reals("w", null, w),
                                    "other", Column.reals("other", offsets, w)));
                }
            };
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    private abstract static class Batches implements EventFile.EventCursor {
        private final long end;
        private long next;

        Batches(long first, long end) {
            this.next = first;
            this.end = end;
        }

        abstract EventBatch make(long entry, int size);

        @Override
        public EventBatch next() {
            if (next >= end) {
                return null;
            }
            int size = (int) Math.min(BATCH, end - next);
            EventBatch batch = make(next, size);
            next += size;
            return batch;
        }

        @Override
        public void close() {
            next = end;
        }
    }

    /** Keeps the events of large values. */
    static final class Large implements Channel {
        /** Called for every batch. */
        volatile Runnable seen = () -> {};

        /** Called for every candidate that is read. */
        volatile Runnable reading = () -> {};

        @Override
        public String id() {
            return "large";
        }

        @Override
        public String title() {
            return "large values";
        }

        @Override
        public Class<? extends Candidate> candidateType() {
            return PlainCandidate.class;
        }

        @Override
        public List<Category> categories() {
            return List.of(new Category("a", "a"), new Category("b", "b"));
        }

        @Override
        public List<Region> regions() {
            return List.of(new Region("SR", "", true));
        }

        @Override
        public String fitVariable() {
            return "x";
        }

        @Override
        public Selector selector(Settings settings) {
            double least = settings.real("least", 120);
            settings.refuseUnknown();
            return new Selector() {
                @Override
                public List<ColumnSpec> columns(Role role) {
                    return List.of(ColumnSpec.real("x"), ColumnSpec.real("w"));
                }

                @Override
                public List<String> cuts() {
                    return List.of("all", "large");
                }

                @Override
                public void select(EventBatch batch, Role role, Sink sink) {
                    seen.run();
                    double[] x = batch.reals("x");
                    double[] w = batch.reals("w");
                    for (int e = 0; e < x.length; e++) {
                        sink.begin(e);
                        sink.pass(0, -1, w[e]);
                        if (x[e] > least) {
                            int category = x[e] > 140 ? 1 : 0;
                            sink.pass(1, category, w[e]);
                            var candidate = new PlainCandidate(FourMomentum.ofPtEtaPhiM(0, 0, 0, x[e]), List.of());
                            sink.keep(new SelectedEvent(w[e], 0, category, candidate, -1, null, true));
                        }
                    }
                }
            };
        }

        @Override
        public void write(Candidate candidate, DataOutput out) throws IOException {
            out.writeDouble(candidate.p4().e());
        }

        @Override
        public Candidate read(DataInput in) throws IOException {
            reading.run();
            return new PlainCandidate(new FourMomentum(0, 0, 0, in.readDouble()), List.of());
        }
    }
}

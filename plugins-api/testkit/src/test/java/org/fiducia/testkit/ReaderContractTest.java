package org.fiducia.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.junit.jupiter.api.Test;

/** The contract of readers fails where a double is wrong, and only there. */
class ReaderContractTest {
    private static final int EVENTS = 10;

    /** Ten events of two branches, in batches of four; a file of the format says so. */
    private static class Reader implements Wrong.Reader {
        @Override
        public boolean accepts(Path file) throws IOException {
            return Files.size(file) < 10 && Files.readString(file).equals("events");
        }

        @Override
        public EventFile open(Path file) throws IOException {
            if (!accepts(file)) {
                throw new FiduciaException(Kind.INPUT, file + " holds no events", "name another");
            }
            return new Tree();
        }
    }

    private static class Tree implements EventFile {
        @Override
        public List<TreeInfo> trees() {
            return List.of(new TreeInfo(
                    "events",
                    EVENTS,
                    List.of(
                            new BranchInfo("mass", "double", Column.Kind.REAL, false, ""),
                            new BranchInfo("jets", "double[]", Column.Kind.REAL, true, ""),
                            new BranchInfo("history", "object", null, false, ""))));
        }

        @Override
        public EventCursor read(String tree, List<String> branches) {
            if (!tree.equals("events")) {
                throw new FiduciaException(Kind.INPUT, "there is no tree " + tree, "name another");
            }
            for (String branch : branches) {
                if (trees().get(0).branch(branch).isEmpty()) {
                    throw new FiduciaException(Kind.INPUT, "there is no branch " + branch, "name another");
                }
            }
            var batches = new ArrayList<EventBatch>();
            for (int first = 0; first < EVENTS; first += 4) {
                batches.add(batch(first, Math.min(4, EVENTS - first), branches));
            }
            return cursor(batches);
        }

        static EventBatch batch(int first, int size, List<String> branches) {
            double[] mass = new double[size];
            int[] offsets = new int[size + 1];
            double[] jets = new double[2 * size];
            for (int e = 0; e < size; e++) {
                mass[e] = 100 + first + e;
                offsets[e + 1] = offsets[e] + (first + e) % 3;
                Arrays.fill(jets, offsets[e], offsets[e + 1], 30 + first + e);
            }
            Map<String, Column> columns = new LinkedHashMap<>();
            for (String branch : branches) {
                columns.put(
                        branch,
                        branch.equals("jets") ? Column.reals("jets", offsets, jets) : Column.reals("mass", null, mass));
            }
            return new EventBatch("events", first, size, columns);
        }

        static EventCursor cursor(List<EventBatch> batches) {
            Iterator<EventBatch> left = batches.iterator();
            return new EventCursor() {
                @Override
                public EventBatch next() {
                    return left.hasNext() ? left.next() : null;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    private static void in(Reader reader, String words, String... tests) {
        Wrong.saying(
                words,
                () -> new ReaderContract(reader) {
                    @Override
                    protected Path file(Path folder) throws IOException {
                        return Files.writeString(folder.resolve("a file"), "events");
                    }
                },
                tests);
    }

    private static void in(Tree tree, String words, String... tests) {
        in(
                new Reader() {
                    @Override
                    public EventFile open(Path file) throws IOException {
                        super.open(file).close();
                        return tree;
                    }
                },
                words,
                tests);
    }

    @Test
    void theRightOneFailsNowhere() {
        in(new Reader(), "");
    }

    @Test
    void filesThatAreNotTaken() {
        in(
                new Reader() {
                    @Override
                    public boolean accepts(Path file) {
                        return false;
                    }

                    @Override
                    public EventFile open(Path file) throws IOException {
                        if (!super.accepts(file)) {
                            throw new FiduciaException(Kind.INPUT, "no events", "name another");
                        }
                        return new Tree();
                    }
                },
                "a file of its format is taken",
                "readsWhatItSaysThatThereIs");
    }

    @Test
    void eventsThatAreNotThere() {
        in(
                new Tree() {
                    @Override
                    public List<TreeInfo> trees() {
                        return List.of();
                    }
                },
                "",
                "readsWhatItSaysThatThereIs",
                "refusesWhatIsNotThere");
        in(
                new Tree() {
                    @Override
                    public EventCursor read(String tree, List<String> branches) {
                        super.read(tree, branches);
                        return cursor(List.of(batch(0, 4, branches), batch(4, 4, branches)));
                    }

                    @Override
                    public EventCursor read(String tree, List<String> branches, long first, long count) {
                        return cursor(List.of(batch((int) first, (int) count, branches)));
                    }
                },
                "",
                "readsWhatItSaysThatThereIs",
                "aRangeIsAPieceOfTheWhole");
        in(
                new Tree() {
                    @Override
                    public EventCursor read(String tree, List<String> branches) {
                        super.read(tree, branches);
                        return cursor(List.of(batch(4, 6, branches), batch(0, 4, branches)));
                    }

                    @Override
                    public EventCursor read(String tree, List<String> branches, long first, long count) {
                        return cursor(List.of(batch((int) first, (int) count, branches)));
                    }
                },
                "batches follow each other",
                "readsWhatItSaysThatThereIs",
                "aRangeIsAPieceOfTheWhole");
    }

    @Test
    void rangesOfOtherEvents() {
        in(
                new Tree() {
                    @Override
                    public EventCursor read(String tree, List<String> branches, long first, long count) {
                        return cursor(List.of(batch((int) first + 1, (int) count, branches)));
                    }
                },
                "the range's events",
                "aRangeIsAPieceOfTheWhole");
        in(
                new Tree() {
                    @Override
                    public EventCursor read(String tree, List<String> branches, long first, long count) {
                        return cursor(List.of(batch((int) first, (int) count + 1, branches)));
                    }
                },
                "the range's events",
                "aRangeIsAPieceOfTheWhole");
    }

    private static Tree reading(String tree, List<String> branches) {
        return new Tree() {
            @Override
            public EventCursor read(String asked, List<String> names) {
                return super.read(
                        asked.equals("no_such_tree") ? tree : asked,
                        names.contains("no_such_branch") ? branches : names);
            }
        };
    }

    @Test
    void whatIsNotThereIsGivenAllTheSame() {
        in(reading("no_such_tree", List.of("mass")), "a branch that is not there is refused", "refusesWhatIsNotThere");
        in(reading("no_such_tree", List.of("some")), "there is no branch some", "refusesWhatIsNotThere");
        in(
                reading("events", List.of("no_such_branch")),
                "a tree that is not there is refused",
                "refusesWhatIsNotThere");
    }

    @Test
    void nonsenseThatIsTaken() {
        in(
                new Reader() {
                    @Override
                    public boolean accepts(Path file) {
                        return true;
                    }

                    @Override
                    public EventFile open(Path file) throws IOException {
                        if (!super.accepts(file)) {
                            throw new FiduciaException(Kind.INPUT, "no events", "name another");
                        }
                        return new Tree();
                    }
                },
                "nonsense is not taken",
                "doesNotTakeNonsense");
        in(
                new Reader() {
                    @Override
                    public EventFile open(Path file) {
                        return new Tree();
                    }
                },
                "nonsense that is opened is refused",
                "doesNotTakeNonsense");
        in(
                new Reader() {
                    @Override
                    public EventFile open(Path file) throws IOException {
                        try {
                            return super.open(file);
                        } catch (FiduciaException e) {
                            throw new FiduciaException(Kind.INPUT, e.getMessage(), " ");
                        }
                    }
                },
                "what to do",
                "doesNotTakeNonsense");
    }
}

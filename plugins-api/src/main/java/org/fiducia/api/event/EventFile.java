package org.fiducia.api.event;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;

/** An open file of events. One thread at a time; open it again for another thread. */
public interface EventFile extends Closeable {
    /** A number of events that nobody has counted. */
    long UNKNOWN = -1;

    /**
     * Its trees in the file's order.
     *
     * @throws org.fiducia.api.FiduciaException when it is damaged, or holds events in a form alone that this reader does
     *     not read: which, and what to do
     */
    List<TreeInfo> trees();

    /**
     * Its trees as far as they are known without passing through the whole file: the same, but for a format that does not say
     * how many events there are, whose number is {@link #UNKNOWN} until somebody asks for {@link #trees()}.
     */
    default List<TreeInfo> outline() {
        return trees();
    }

    /** What else a person should know of the file, a sentence each: what it holds beside its trees, how it is read. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * Reads branches of a tree from the first event to the last, in batches.
     *
     * @param tree name of the tree
     * @param branches names of the branches, each of which must be there and readable
     * @return a cursor before the first batch
     */
    EventCursor read(String tree, List<String> branches) throws IOException;

    /**
     * Whether a range of events is read without those before it. Where it is not, a file is read in one piece, by one
     * thread.
     */
    default boolean readsRanges() {
        return false;
    }

    /**
     * Reads branches of consecutive events of a tree, in batches that need not be those of the whole tree.
     *
     * @param first entry number of the first event
     * @param count number of events; the tree has as many from the first on
     * @return a cursor before the first batch
     */
    default EventCursor read(String tree, List<String> branches, long first, long count) throws IOException {
        return new RangeCursor(read(tree, branches), first, first + count);
    }

    /** Names of its histograms of one variable in the file's order; none in formats that hold only events. */
    default List<String> histograms() {
        return List.of();
    }

    /**
     * Reads a histogram.
     *
     * @param name one of {@link #histograms()}
     * @throws org.fiducia.api.FiduciaException when it is not there or damaged
     */
    default Histogram histogram(String name) throws IOException {
        throw new FiduciaException(
                FiduciaException.Kind.INPUT, "there is no histogram " + name, "name a file that holds histograms");
    }

    /** Batches in the order of the file. */
    interface EventCursor extends Closeable {
        /**
         * The next batch, null after the last. Memory held does not grow with the number of events passed.
         *
         * @throws org.fiducia.api.FiduciaException when the content is damaged
         */
        @Nullable EventBatch next() throws IOException;
    }
}

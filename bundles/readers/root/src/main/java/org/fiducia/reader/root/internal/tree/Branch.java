package org.fiducia.reader.root.internal.tree;

import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.reader.root.internal.storage.DamagedException;

/**
 * A branch of a tree, or one of the leaves that share a branch.
 *
 * @param name name by which it is read
 * @param type type in words
 * @param title the file's description
 * @param layout how its values are stored
 * @param entries number of events
 * @param bytes uncompressed size of all its values
 * @param baskets where they are
 */
record Branch(String name, String type, String title, Layout layout, long entries, long bytes, Baskets baskets) {
    /**
     * The baskets of a branch in the order of events.
     *
     * @param positions of each in the file; 0 for one in the tree's header
     * @param lengths of each in the file
     * @param firstEntries first event of each basket, then the number of events
     * @param embedded each of those in the tree's header, null for one in the file
     */
    record Baskets(long[] positions, long[] lengths, long[] firstEntries, List<Basket.Content> embedded) {
        /** The basket that holds an event. */
        int holding(long entry) {
            int low = 0;
            int high = firstEntries.length - 1;
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (firstEntries[middle] <= entry) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** For the user, who sees a tree of so many events. */
    BranchInfo info(long events) {
        NumberType value = value();
        String reason = unreadable(events);
        return new BranchInfo(
                name, type, !reason.isEmpty() || value == null ? null : value.kind(), jagged(), title, reason);
    }

    /** Why it cannot be read in a tree of so many events; empty when it can. */
    String unreadable(long events) {
        if (layout instanceof Layout.Unreadable unreadable) {
            return unreadable.reason();
        }
        long[] first = baskets.firstEntries();
        long stored = first[first.length - 1];
        if (first[0] > 0 && stored > first[0]) {
            return "it was not filled in the first " + first[0] + " events";
        }
        return stored >= events
                ? ""
                : stored == 0
                        ? "it was never filled: it has none of the " + events + " events of its tree"
                        : "it was filled in " + stored + " of the " + events + " events of its tree only";
    }

    /** Type of its values, null when it cannot be read. */
    @Nullable NumberType value() {
        if (layout instanceof Layout.Fixed fixed) {
            return fixed.value();
        }
        return layout instanceof Layout.Jagged jagged ? jagged.value() : null;
    }

    /** Whether an event has any number of values, or an array. */
    boolean jagged() {
        return layout instanceof Layout.Jagged || layout instanceof Layout.Fixed fixed && fixed.array();
    }

    /** Bytes that its values take in memory, per event and on average. */
    double bytesPerEvent() {
        if (layout instanceof Layout.Fixed fixed) {
            return fixed.count() * (double) Double.BYTES;
        }
        NumberType value = value();
        double stored = bytes / (double) Math.max(1, entries);
        return value == null ? stored : stored * (Double.BYTES / (double) value.size());
    }

    /** Refuses a branch whose baskets contradict each other. */
    void checkOrder() {
        long[] first = baskets.firstEntries();
        for (int i = 1; i < first.length; i++) {
            if (first[i] < first[i - 1]) {
                throw new DamagedException("branch " + name + " has baskets out of order");
            }
        }
        if (first[0] != 0) {
            throw new DamagedException("branch " + name + " begins with event " + first[0]);
        }
    }
}

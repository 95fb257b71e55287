package org.fiducia.reader.root.internal.ntuple;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.UnreadableException;

/** Clusters whose pages are listed together. The list is read when it is first asked for. */
final class ClusterGroup {
    private static final int SHARDED = 1;
    private static final long ENTRIES = (1L << 56) - 1;

    private final String what;
    private final long first;
    private final long entries;
    private final int count;
    private final long length;
    private final Locator locator;
    private @Nullable List<Cluster> clusters;

    /** Reads what the footer says of one. */
    ClusterGroup(EnvelopeCursor in, String what) {
        this.what = "the list of pages of " + what;
        long least = in.int64();
        entries = in.whole();
        first = entries == 0 ? 0 : least; // the least of none is any number
        count = in.count();
        length = in.int64();
        locator = Locator.read(in);
        if (first < 0 || first + entries < 0) {
            throw new DamagedException(what + " has a group of clusters that begins with entry " + first);
        }
    }

    long first() {
        return first;
    }

    long entries() {
        return entries;
    }

    /** Its clusters in the order of entries, without those that have none. */
    List<Cluster> clusters(Storage storage, long headerChecksum) throws IOException {
        if (clusters == null) {
            clusters = read(storage, headerChecksum);
        }
        return clusters;
    }

    private List<Cluster> read(Storage storage, long headerChecksum) throws IOException {
        EnvelopeCursor in = Envelope.read(storage, locator, length, Envelope.PAGE_LIST, what)
                .payload();
        if (in.int64() != headerChecksum) {
            throw new DamagedException(what + " belongs to another header");
        }
        EnvelopeCursor.Items summaries = in.list();
        EnvelopeCursor.Items pages = in.list();
        if (summaries.items() != count || pages.items() != count) {
            throw new DamagedException(
                    what + " has " + summaries.items() + " and " + pages.items() + " clusters of " + count);
        }
        var found = new ArrayList<Cluster>();
        for (int i = 0; i < count; i++) {
            EnvelopeCursor summary = summaries.in().record();
            long start = summary.whole();
            long packed = summary.int64();
            if ((packed >>> 56 & SHARDED) != 0) {
                throw new UnreadableException(what + " has clusters in several parts");
            }
            EnvelopeCursor.Items columns = pages.in().list();
            var list = new Pages[columns.items()];
            for (int c = 0; c < columns.items(); c++) {
                list[c] = Pages.read(columns.in().list(), what);
            }
            if ((packed & ENTRIES) > 0) {
                found.add(new Cluster(start, packed & ENTRIES, list));
            }
        }
        found.sort(Comparator.comparingLong(Cluster::first));
        long next = first;
        for (Cluster cluster : found) {
            if (cluster.first() != next) {
                throw new DamagedException(
                        what + " has a cluster that begins with entry " + cluster.first() + " instead of " + next);
            }
            next = cluster.end();
        }
        if (next != first + entries) {
            throw new DamagedException(what + " ends with entry " + next + " instead of " + (first + entries));
        }
        return found;
    }
}

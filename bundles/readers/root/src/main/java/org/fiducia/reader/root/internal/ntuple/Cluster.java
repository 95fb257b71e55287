package org.fiducia.reader.root.internal.ntuple;

import org.fiducia.api.Nullable;

/**
 * Consecutive entries and the pages of all their columns.
 *
 * @param first entry number of the first
 * @param entries number of entries
 * @param columns pages by index of the column; null for one that is not used here; those that came later may be absent
 */
record Cluster(long first, long entries, Pages[] columns) {
    /** Entry number behind the last. */
    long end() {
        return first + entries;
    }

    /** The pages of a column; null when it is not used here. */
    @Nullable Pages pages(int column) {
        return column < columns.length ? columns[column] : null;
    }
}

package org.fiducia.reader.root.internal.ntuple;

/**
 * Consecutive entries of a cluster that are read at a time.
 *
 * @param cluster the cluster
 * @param from index of the first in it
 * @param size number of entries
 */
record Batch(Cluster cluster, long from, int size) {
    /** Entry number of one of them. */
    long entry(int index) {
        return cluster.first() + from + index;
    }
}

package org.fiducia.reader.root.internal.ntuple;

import java.util.Arrays;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.storage.DamagedException;

/**
 * The pages of a column in a cluster.
 *
 * @param ends number of elements up to the end of each page
 * @param positions of each page in the file
 * @param sizes bytes of each page in the file
 * @param checked whether a checksum follows it
 */
record Pages(long[] ends, long[] positions, long[] sizes, boolean[] checked) {
    /**
     * Reads the pages of a column.
     *
     * @param what the list in words, for messages
     * @return the pages; null when another form of the field has the values
     */
    static @Nullable Pages read(EnvelopeCursor.Items list, String what) {
        int count = list.items();
        EnvelopeCursor in = list.in();
        if (count > in.remaining() / 16) {
            throw new DamagedException(what + " claims " + count + " pages in " + in.remaining() + " bytes");
        }
        var pages = new Pages(new long[count], new long[count], new long[count], new boolean[count]);
        long end = 0;
        for (int i = 0; i < count; i++) {
            long elements = in.int32();
            if (elements == Integer.MIN_VALUE) {
                throw new DamagedException(what + " has a page of " + -elements + " elements");
            }
            Locator locator = Locator.read(in);
            end += Math.abs(elements);
            pages.ends[i] = end;
            pages.positions[i] = locator.position();
            pages.sizes[i] = locator.size();
            pages.checked[i] = elements < 0;
        }
        return in.int64() < 0 ? null : pages;
    }

    /** Number of elements. */
    long elements() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** First element of a page. */
    long start(int page) {
        return page == 0 ? 0 : ends[page - 1];
    }

    /** The page that holds an element. */
    int holding(long element) {
        int found = Arrays.binarySearch(ends, element);
        if (found < 0) {
            return -found - 1;
        }
        while (found < ends.length && ends[found] <= element) { // those without elements have the same end
            found++;
        }
        return found;
    }
}

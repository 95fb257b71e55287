package org.fiducia.reader.root.internal.tree;

import java.util.Arrays;
import java.util.List;
import org.fiducia.reader.root.internal.object.RootObject;

/**
 * Finds the baskets of a branch: those in the file, and those that were not yet written when the tree was, and stand in
 * its header. Each has a number; the one that was being filled is the last.
 */
final class BasketIndex {
    private BasketIndex() {}

    /** The baskets of a branch that says it has so many events. */
    static Branch.Baskets of(RootObject branch, long entries) {
        long[] positions = branch.wholes("fBasketSeek");
        long[] lengths = branch.wholes("fBasketBytes");
        long[] starts = branch.wholes("fBasketEntry");
        List<?> inHeader = branch.has("fBaskets") ? branch.list("fBaskets") : List.of();
        long writing = Math.max(0, branch.whole("fWriteBasket"));
        int slots = (int) Math.min(Math.max(writing, inHeader.size()), Integer.MAX_VALUE - 1);
        slots = Math.min(slots, Math.max(positions.length, inHeader.size()));

        var embedded = new Basket.Content[slots];
        var position = new long[slots];
        var length = new long[slots];
        var first = new long[slots + 1];
        int count = 0;
        for (int slot = 0; slot < slots; slot++) {
            boolean stored = slot < writing && slot < positions.length && positions[slot] != 0;
            Basket.Content content =
                    slot < inHeader.size() && inHeader.get(slot) instanceof Basket.Content c ? c : null;
            int held = content == null ? 0 : content.entries();
            if (!stored && held == 0) {
                continue;
            }
            embedded[count] = stored ? null : content;
            position[count] = stored ? positions[slot] : 0;
            length[count] = stored && slot < lengths.length ? lengths[slot] : 0;
            long told = slot < starts.length ? starts[slot] : 0;
            first[count] = slot > 0 && told == 0 ? first[count] : told;
            boolean toldNext = slot + 1 < starts.length && slot + 1 <= writing && starts[slot + 1] > 0;
            first[count + 1] = stored ? toldNext ? starts[slot + 1] : entries : first[count] + held;
            count++;
        }
        return new Branch.Baskets(
                Arrays.copyOf(position, count),
                Arrays.copyOf(length, count),
                Arrays.copyOf(first, count + 1),
                Arrays.asList(embedded).subList(0, count));
    }
}

package org.fiducia.reader.root.internal.object;

import org.fiducia.reader.root.internal.storage.ByteCursor;

/**
 * Reads a {@code TBranchClones}, the branch of a {@code TClonesArray} in ROOT 2, which ROOT streams by hand: the branch
 * that counts, and a plain branch for each member.
 */
final class ClonesBranch {
    /** Of the number of events and of bytes: three numbers of 64 bits. */
    private static final int SIZES = 3 * Long.BYTES;

    private ClonesBranch() {}

    static RootObject read(ObjectReader reader, ByteCursor in) {
        var object = new RootObject("TBranchClones");
        ObjectReader.Header header = reader.header();
        ObjectReader.Named named = reader.readNamed();
        object.put("fName", named.name());
        object.put("fTitle", named.title());
        in.skip(5 * Integer.BYTES); // compression, sizes and numbers of baskets, of which it has none
        int start = in.position();
        in.skip(Integer.BYTES + SIZES + Integer.BYTES);
        if (!ObjectReader.beginsObject(in.int32())) { // newer versions count events with 64 bits
            in.moveTo(start);
            in.skip(Long.BYTES + SIZES + Integer.BYTES);
        } else {
            in.moveTo(in.position() - Integer.BYTES);
        }
        object.put("fBranchCount", reader.readAny());
        object.put("fClassName", in.text());
        object.put("fBranches", reader.read("TObjArray"));
        if (header.end() >= 0) {
            in.moveTo(header.end());
        }
        return object;
    }
}

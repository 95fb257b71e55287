package org.fiducia.reader.root.internal.tree;

import java.util.Map;
import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.reader.root.internal.object.CompactReal;
import org.fiducia.reader.root.internal.object.RootObject;

/** Tells from a leaf of a plain branch ({@code TLeafX}) what its values are. */
final class LeafForm {
    /** A longer array in every event is not believed. */
    static final int LONGEST = 1 << 20;

    private final Map<String, String> branchOfLeaf;

    /** @param branchOfLeaf names of the branches that count, by the names of their leaves */
    LeafForm(Map<String, String> branchOfLeaf) {
        this.branchOfLeaf = branchOfLeaf;
    }

    /** Bytes per event of a leaf of fixed length; 0 for any other. */
    static int bytes(RootObject leaf) {
        NumberType value = type(leaf);
        long length = leaf.whole("fLen");
        boolean fixed = !counted(leaf) && length > 0 && length <= LONGEST;
        return value != null && fixed ? (int) length * value.size() : 0;
    }

    /** Type of the numbers of a leaf, null when it has none. */
    private static @Nullable NumberType type(RootObject leaf) {
        boolean unsigned = leaf.has("fIsUnsigned") && leaf.whole("fIsUnsigned") != 0;
        return switch (leaf.className()) {
            case "TLeafD32" -> new CompactNumber(CompactReal.double32(leaf.text("fTitle")));
            case "TLeafF16" -> new CompactNumber(CompactReal.float16(leaf.text("fTitle")));
            default -> Primitive.ofLeaf(leaf.className(), unsigned);
        };
    }

    private static boolean counted(RootObject leaf) {
        return leaf.has("fLeafCount");
    }

    /**
     * A leaf of numbers.
     *
     * @param branchTitle describes the leaves of the branch
     * @param offset bytes before it in each event
     * @param stride bytes of each event; −1 when it is alone
     */
    Described describe(RootObject leaf, String branchTitle, int offset, int stride) {
        NumberType value = type(leaf);
        if (value == null) {
            String type = leaf.className().equals("TLeafC") ? "text" : leaf.className();
            return Described.unreadable(type);
        }
        long length = leaf.whole("fLen");
        String title = value instanceof CompactNumber ? branchTitle : leaf.text("fTitle");
        String dimensions = dimensions(title, leaf.text("fName"));
        if (length > LONGEST) {
            return Described.unreadable(value.text(), "it claims " + length + " values in each event");
        }
        if (counted(leaf)) {
            String count = Objects.requireNonNull(
                            leaf.object("fLeafCount"), "a leaf that is counted has one that counts")
                    .text("fName");
            int factor = (int) Math.max(1, length);
            String type = value.text() + "[" + count + "]" + (factor > 1 ? "[" + factor + "]" : "");
            return new Described(type, new Layout.Jagged(value, 0, branchOfLeaf.getOrDefault(count, count), factor));
        }
        if (length < 1) { // ROOT did not find the leaf that counts; then baskets tell how many there are
            return stride < 0 && dimensions.matches("\\[\\s*[A-Za-z_].*")
                    ? new Described(value.text() + "[]", new Layout.Jagged(value, 0, "", 1))
                    : Described.unreadable(value.text(), "it claims " + length + " values in each event");
        }
        return Described.fixed(value, (int) length, offset, stride, !dimensions.isEmpty());
    }

    /** What stands in brackets after the name of a leaf, whose range may stand in brackets after its type. */
    private static String dimensions(String title, String leafName) {
        int slash = title.indexOf('/');
        String names = slash < 0 ? title : title.substring(0, slash);
        int own = Math.max(0, names.indexOf(leafName));
        int bracket = names.indexOf('[', own);
        return bracket < 0 ? "" : names.substring(bracket);
    }
}

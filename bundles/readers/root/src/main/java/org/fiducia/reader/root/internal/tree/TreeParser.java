package org.fiducia.reader.root.internal.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.reader.root.internal.object.ClassCatalog;
import org.fiducia.reader.root.internal.object.ObjectReader;
import org.fiducia.reader.root.internal.object.RootObject;
import org.fiducia.reader.root.internal.storage.DamagedException;
import org.fiducia.reader.root.internal.storage.StoredObject;

/** Turns the object of a tree into branches that can be read. */
final class TreeParser {
    private static final Set<String> TREES = Set.of("TTree", "TNtuple", "TNtupleD", "TChain");
    private static final int DEEPEST = 32;

    /** Codes of the kinds of {@code TBranchElement}. */
    private static final int COLLECTION_OF_CLONES = 3;

    private static final int COLLECTION = 4;
    private static final int MEMBER_OF_CLONES = 31;
    private static final int MEMBER_OF_COLLECTION = 41;

    private final List<Branch> branches = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Layouts of branches that count, by the name of their leaf. */
    private final Map<String, String> branchOfLeaf = new HashMap<>();

    private TreeParser() {}

    /** Whether objects of a class are trees. */
    static boolean isTree(String className) {
        return TREES.contains(className);
    }

    /** Reads a tree. */
    static Tree parse(String name, StoredObject stored, ClassCatalog catalog) {
        var reader = new ObjectReader(catalog, stored, Map.of("TBasket", Basket::readEmbedded));
        if (!(reader.read(stored.key().className()) instanceof RootObject tree)) {
            throw new DamagedException("the tree " + name + " cannot be read");
        }
        long entries = tree.whole("fEntries");
        if (entries < 0) {
            throw new DamagedException("the tree " + name + " claims " + entries + " events");
        }
        var parser = new TreeParser();
        parser.collectCounters(tree.list("fBranches"), 0);
        parser.collect(tree.list("fBranches"), "", 0);
        return new Tree(name, entries, parser.branches);
    }

    private static List<RootObject> objects(List<?> list) {
        var objects = new ArrayList<RootObject>(list.size());
        for (Object item : list) {
            if (item instanceof RootObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    private void collectCounters(List<?> list, int depth) {
        if (depth > DEEPEST) {
            throw new DamagedException("branches are nested more than " + DEEPEST + " deep");
        }
        for (RootObject branch : objects(list)) {
            List<RootObject> leaves = objects(branch.list("fLeaves"));
            for (RootObject leaf : leaves) {
                branchOfLeaf.putIfAbsent(
                        leaf.text("fName"),
                        leaves.size() == 1 ? branch.text("fName") : branch.text("fName") + "." + leaf.text("fName"));
            }
            collectCounters(branch.list("fBranches"), depth + 1);
        }
    }

    private void collect(List<?> list, String parent, int depth) {
        for (RootObject branch : objects(list)) {
            List<?> children = branch.list("fBranches");
            String own = branch.text("fName");
            String name = names.contains(own) && !parent.isEmpty() ? parent + "/" + own : own;
            boolean counts = branch.className().equals("TBranchElement") && isCollection(branch.whole("fType"));
            if (children.isEmpty() || counts) {
                add(branch, name);
            }
            collect(children, name, depth + 1);
        }
    }

    private void add(RootObject branch, String name) {
        List<RootObject> leaves = objects(branch.list("fLeaves"));
        long entries = branch.whole("fEntries");
        long bytes = branch.has("fTotBytes") ? branch.whole("fTotBytes") : 0;
        Branch.Baskets baskets = baskets(branch, entries);
        if (!branch.className().equals("TBranch") || leaves.size() <= 1) {
            Described described = branch.className().equals("TBranch")
                    ? leaves.isEmpty() ? Described.unreadable("nothing") : plain(leaves.get(0), 0, -1)
                    : branch.className().equals("TBranchElement")
                            ? element(branch, leaves)
                            : Described.unreadable(className(branch));
            add(name, described, branch, entries, bytes, baskets);
            return;
        }
        int stride = 0;
        for (RootObject leaf : leaves) {
            stride += leafBytes(leaf);
        }
        int offset = 0;
        for (RootObject leaf : leaves) {
            boolean apart = leaves.stream().allMatch(l -> leafBytes(l) > 0);
            Described described =
                    apart ? plain(leaf, offset, stride) : Described.unreadable("leaf of " + leaf.className());
            add(name + "." + leaf.text("fName"), described, branch, entries, bytes / leaves.size(), baskets);
            offset += leafBytes(leaf);
        }
    }

    private void add(String name, Described d, RootObject branch, long entries, long bytes, Branch.Baskets baskets) {
        names.add(name);
        branches.add(new Branch(name, d.type, branch.text("fTitle"), d.layout, entries, bytes, baskets));
    }

    private record Described(String type, Layout layout) {
        static Described unreadable(String type) {
            return new Described(type, new Layout.Unreadable());
        }
    }

    /** Bytes per event of a leaf of fixed length; 0 for any other. */
    private static int leafBytes(RootObject leaf) {
        Primitive value = Primitive.ofLeaf(leaf.className(), false);
        int length = leaf.count("fLen");
        return value == null || leaf.object("fLeafCount") != null || length > 1 << 20 ? 0 : length * value.size();
    }

    /** A leaf of numbers. */
    private Described plain(RootObject leaf, int offset, int stride) {
        Primitive value = Primitive.ofLeaf(leaf.className(), leaf.whole("fIsUnsigned") != 0);
        int length = leaf.count("fLen");
        if (value == null || length < 1 || length > 1 << 20) {
            return Described.unreadable(leafType(leaf));
        }
        RootObject counter = leaf.object("fLeafCount");
        if (counter != null) {
            String count = counter.text("fName");
            String type = value.text() + "[" + count + "]" + (length > 1 ? "[" + length + "]" : "");
            return new Described(type, new Layout.Jagged(value, 0, branchOfLeaf.getOrDefault(count, count), length));
        }
        return fixed(value, length, offset, stride, leaf.text("fTitle").contains("["));
    }

    private static Described fixed(Primitive value, int length, int offset, int stride, boolean array) {
        int bytes = stride < 0 ? length * value.size() : stride;
        boolean several = array || length > 1;
        return new Described(
                value.text() + (several ? "[" + length + "]" : ""),
                new Layout.Fixed(value, length, offset, bytes, several));
    }

    private static String leafType(RootObject leaf) {
        return switch (leaf.className()) {
            case "TLeafC" -> "text";
            case "TLeafD32" -> "Double32_t";
            case "TLeafF16" -> "Float16_t";
            default -> leaf.className();
        };
    }

    /** A branch of a class, of its member, or of a container. */
    private Described element(RootObject branch, List<RootObject> leaves) {
        int kind = (int) branch.whole("fType");
        int code = (int) branch.whole("fStreamerType");
        String className = className(branch);
        if (isCollection(kind)) {
            return fixed(Primitive.INT32, 1, 0, -1, false);
        }
        if (leaves.size() != 1) {
            return Described.unreadable(className);
        }
        int length = leaves.get(0).count("fLen");
        boolean array = code > 20 && code < 40;
        Primitive value = Primitive.coded(array ? code - 20 : code);
        if (kind == MEMBER_OF_CLONES || kind == MEMBER_OF_COLLECTION) {
            return value == null
                    ? Described.unreadable(className)
                    : new Described(value.text() + "[]", new Layout.Jagged(value, 0, "", Math.max(1, length)));
        }
        if (kind != 0) {
            return Described.unreadable(className);
        }
        if (value != null && length >= 1 && length <= 1 << 20) {
            return fixed(value, length, 0, -1, array);
        }
        if (code > 40 && code < 60 && Primitive.coded(code - 40) != null) {
            value = Primitive.coded(code - 40);
            return new Described(value.text() + "[]", new Layout.Jagged(value, 1, "", 1));
        }
        value = Primitive.named(contained(className));
        return value == null
                ? Described.unreadable(className)
                : new Described(className, new Layout.Jagged(value, Layout.Jagged.CONTAINER, "", 1));
    }

    private static boolean isCollection(long kind) {
        return kind == COLLECTION || kind == COLLECTION_OF_CLONES;
    }

    private static String className(RootObject branch) {
        String name = branch.has("fClassName") ? branch.text("fClassName") : "";
        return name.isEmpty() ? branch.className() : name;
    }

    /** What a vector holds; empty for any other class. */
    private static String contained(String className) {
        for (String container : List.of("vector<", "std::vector<", "ROOT::VecOps::RVec<", "ROOT::RVec<")) {
            if (className.startsWith(container) && className.endsWith(">")) {
                return className
                        .substring(container.length(), className.length() - 1)
                        .strip();
            }
        }
        return "";
    }

    private static Branch.Baskets baskets(RootObject branch, long entries) {
        long[] positions = branch.wholes("fBasketSeek");
        long[] lengths = branch.wholes("fBasketBytes");
        long[] starts = branch.wholes("fBasketEntry");
        int slots = Math.min(positions.length, Math.min(lengths.length, starts.length));
        int written = (int) Math.min(slots, Math.max(0, branch.whole("fWriteBasket")));
        int stored = 0;
        while (stored < written && positions[stored] != 0) {
            stored++;
        }
        var embedded = new ArrayList<Basket.Content>();
        for (Object item : branch.list("fBaskets")) {
            if (item instanceof Basket.Content content && content.entries() > 0) {
                embedded.add(content);
            }
        }
        var first = new long[stored + embedded.size() + 1];
        System.arraycopy(starts, 0, first, 0, stored);
        long inHeader = 0;
        for (Basket.Content content : embedded) {
            inHeader += content.entries();
        }
        first[stored] = stored < starts.length && stored > 0 ? starts[stored] : entries - inHeader;
        for (int i = 0; i < embedded.size(); i++) {
            first[stored + i + 1] = first[stored + i] + embedded.get(i).entries();
        }
        return new Branch.Baskets(positions, lengths, first, embedded);
    }
}

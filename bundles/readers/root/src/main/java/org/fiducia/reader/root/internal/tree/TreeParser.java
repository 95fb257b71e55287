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
import org.fiducia.reader.root.internal.storage.UnreadableException;

/** Turns the object of a tree into branches. One that cannot be read, or is damaged, is listed with the reason. */
final class TreeParser {
    private static final Set<String> TREES = Set.of("TTree", "TNtuple", "TNtupleD");
    private static final int DEEPEST = 32;

    private final List<Branch> branches = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Names of branches that count, by the name of their leaf. */
    private final Map<String, String> branchOfLeaf = new HashMap<>();

    private final LeafForm leafForm = new LeafForm(branchOfLeaf);
    private final ElementForm elementForm;

    private TreeParser(ClassCatalog catalog) {
        elementForm = new ElementForm(catalog);
    }

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
        var parser = new TreeParser(catalog);
        List<RootObject> first = children(tree);
        parser.collectCounters(first, 0);
        parser.collect(first, "");
        return new Tree(name, entries, parser.branches, friends(tree));
    }

    private static List<String> friends(RootObject tree) {
        var friends = new ArrayList<String>();
        for (RootObject friend : objects(tree, "fFriends")) {
            String alias = friend.has("fName") ? friend.text("fName") : "";
            String own = friend.has("fTreeName") ? friend.text("fTreeName") : alias;
            String file = friend.has("fTitle") ? friend.text("fTitle") : "";
            friends.add(own
                    + (alias.isEmpty() || alias.equals(own) ? "" : " (as " + alias + ")")
                    + (file.isEmpty() ? "" : " in " + file));
        }
        return friends;
    }

    private static List<RootObject> objects(RootObject owner, String name) {
        List<?> list = owner.has(name) ? owner.list(name) : List.of();
        if (list.isEmpty()) {
            return List.of();
        }
        var objects = new ArrayList<RootObject>(list.size());
        for (Object item : list) {
            if (item instanceof RootObject object) {
                objects.add(object);
            }
        }
        return objects;
    }

    /** The branches below a tree or branch, of which one of old clones counts the values of the others. */
    private static List<RootObject> children(RootObject parent) {
        List<RootObject> children = objects(parent, "fBranches");
        if (parent.className().equals("TBranchClones") && parent.object("fBranchCount") != null) {
            var all = new ArrayList<RootObject>();
            all.add(parent.object("fBranchCount"));
            all.addAll(children);
            return all;
        }
        return children;
    }

    private static List<RootObject> leaves(RootObject branch) {
        return objects(branch, "fLeaves");
    }

    private void collectCounters(List<RootObject> list, int depth) {
        if (depth > DEEPEST) {
            throw new DamagedException("branches are nested more than " + DEEPEST + " deep");
        }
        for (RootObject branch : list) {
            List<RootObject> leaves = leaves(branch);
            for (RootObject leaf : leaves) {
                if (leaf.has("fName") && branch.has("fName")) {
                    String own = leaf.text("fName");
                    String parent = branch.text("fName");
                    branchOfLeaf.putIfAbsent(own, leaves.size() == 1 ? parent : parent + "." + own);
                }
            }
            collectCounters(children(branch), depth + 1);
        }
    }

    private void collect(List<RootObject> list, String path) {
        int number = 0;
        for (RootObject branch : list) {
            number++;
            String own = branch.has("fName") ? branch.text("fName") : "branch" + number;
            String name = names.contains(own) && !path.isEmpty() ? path + "/" + own : own;
            List<RootObject> children = children(branch);
            try {
                if (children.isEmpty() || ElementForm.counts(branch)) {
                    add(branch, name);
                }
            } catch (UnreadableException | DamagedException e) {
                addUnreadable(branch, name, String.valueOf(e.getMessage()));
            }
            collect(children, name);
        }
    }

    private void addUnreadable(RootObject branch, String name, String reason) {
        String title = branch.has("fTitle") ? branch.text("fTitle") : "";
        var none = new Branch.Baskets(new long[0], new long[0], new long[1], List.of());
        names.add(name);
        branches.add(new Branch(name, ElementForm.className(branch), title, new Layout.Unreadable(reason), 0, 0, none));
    }

    private void add(RootObject branch, String name) {
        if (!branch.unread().isEmpty()) {
            throw new UnreadableException(branch.unread());
        }
        List<RootObject> leaves = leaves(branch);
        long entries = branch.whole("fEntries");
        long bytes = branch.has("fTotBytes") ? branch.whole("fTotBytes") : 0;
        Branch.Baskets baskets = BasketIndex.of(branch, entries);
        if (!branch.className().equals("TBranch") || leaves.size() <= 1) {
            Described described = switch (branch.className()) {
                case "TBranch" ->
                    leaves.isEmpty()
                            ? Described.unreadable("nothing", "it has no values of its own")
                            : leafForm.describe(leaves.get(0), branch.text("fTitle"), 0, -1);
                case "TBranchElement" -> elementForm.describe(branch, leaves);
                default -> Described.unreadable(ElementForm.className(branch));
            };
            add(name, described, branch, entries, bytes, baskets);
            return;
        }
        long stride = 0;
        boolean apart = true;
        for (RootObject leaf : leaves) {
            int size = LeafForm.bytes(leaf);
            stride += size;
            apart &= size > 0 && stride < Integer.MAX_VALUE;
        }
        int offset = 0;
        for (RootObject leaf : leaves) {
            Described described = apart
                    ? leafForm.describe(leaf, branch.text("fTitle"), offset, (int) stride)
                    : Described.unreadable(
                            leaf.className(), "it shares a branch with another leaf that has no fixed length");
            add(name + "." + leaf.text("fName"), described, branch, entries, bytes / leaves.size(), baskets);
            offset += LeafForm.bytes(leaf);
        }
    }

    private void add(String name, Described d, RootObject branch, long entries, long bytes, Branch.Baskets baskets) {
        names.add(name);
        branches.add(new Branch(name, d.type(), branch.text("fTitle"), d.layout(), entries, bytes, baskets));
    }
}

package org.fiducia.reader.root.internal.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.event.TreeInfo;

/**
 * A tree.
 *
 * @param name name, with its directory where it has one
 * @param entries number of events
 * @param branches in the file's order
 * @param friends trees that belong to its events, in words
 */
record Tree(String name, long entries, List<Branch> branches, List<String> friends) {
    Tree {
        branches = List.copyOf(branches);
    }

    /** For the user. */
    TreeInfo info() {
        return new TreeInfo(
                name, entries, branches.stream().map(b -> b.info(entries)).toList());
    }

    /** The branches by name; the first of a name counts. */
    Map<String, Branch> byName() {
        var map = new LinkedHashMap<String, Branch>();
        for (Branch branch : branches) {
            map.putIfAbsent(branch.name(), branch);
        }
        return map;
    }
}

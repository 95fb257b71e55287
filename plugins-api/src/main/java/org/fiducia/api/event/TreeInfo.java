package org.fiducia.api.event;

import java.util.List;
import java.util.Optional;

/**
 * A tree (table of events) in a file.
 *
 * @param name name, with its directory where it has one
 * @param entries number of events
 * @param branches its branches in the file's order
 */
public record TreeInfo(String name, long entries, List<BranchInfo> branches) {
    public TreeInfo {
        branches = List.copyOf(branches);
    }

    /** A branch by name. */
    public Optional<BranchInfo> branch(String branch) {
        return branches.stream().filter(b -> b.name().equals(branch)).findFirst();
    }
}

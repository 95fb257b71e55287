package org.fiducia.reader.root.internal.ntuple;

import org.fiducia.api.Nullable;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;

/**
 * What an RNTuple has under a name.
 *
 * @param name name by which it is read
 * @param type type in words
 * @param title the file's description
 * @param level what there is one value of
 * @param value where they come from
 * @param kind how they are held once read; null when they cannot be
 * @param unsigned whether they are integers of 64 bits without sign
 */
public record NtupleBranch(
        String name,
        String type,
        String title,
        Level level,
        Value value,
        @Nullable Column.Kind kind,
        boolean unsigned) {
    /** Why it cannot be read; empty when it can. */
    public String reason() {
        return value instanceof Value.Unreadable unreadable ? unreadable.reason() : "";
    }

    /** For the user. */
    BranchInfo info() {
        return new BranchInfo(name, type, kind, level.jagged(), title, reason());
    }

    /** The same under another name. */
    NtupleBranch named(String other) {
        return new NtupleBranch(other, type, title, level, value, kind, unsigned);
    }
}

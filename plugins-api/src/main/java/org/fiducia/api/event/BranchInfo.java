package org.fiducia.api.event;

import java.util.Objects;
import org.fiducia.api.Nullable;

/**
 * A branch of a tree as its file describes it.
 *
 * @param name name
 * @param type type in the file's own words, e.g. {@code float[nMuon]} or {@code vector<float>}
 * @param kind how its values are held once read; null when this reader cannot read it
 * @param jagged several values per event
 * @param title the file's description, may be empty
 * @param reason why it cannot be read; empty when it can, or when the type tells
 */
public record BranchInfo(
        String name, String type, @Nullable Column.Kind kind, boolean jagged, String title, String reason) {
    public BranchInfo {
        Objects.requireNonNull(reason);
    }

    /** A branch that can be read, or whose type tells why it cannot. */
    public BranchInfo(String name, String type, @Nullable Column.Kind kind, boolean jagged, String title) {
        this(name, type, kind, jagged, title, "");
    }
}

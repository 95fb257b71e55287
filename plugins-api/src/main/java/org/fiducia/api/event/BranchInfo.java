package org.fiducia.api.event;

/**
 * A branch of a tree as its file describes it.
 *
 * @param name name
 * @param type type in the file's own words, e.g. {@code float[nMuon]} or {@code vector<float>}
 * @param kind how its values are held once read; null when this reader cannot read it
 * @param jagged several values per event
 * @param title the file's description, may be empty
 */
public record BranchInfo(String name, String type, Column.Kind kind, boolean jagged, String title) {}

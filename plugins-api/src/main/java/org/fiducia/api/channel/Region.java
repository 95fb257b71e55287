package org.fiducia.api.channel;

/**
 * A region of the selection.
 *
 * @param id short name, e.g. {@code SR} or {@code 2P2F}
 * @param title for people
 * @param signal whether the cross section is measured in it; all others are control regions
 */
public record Region(String id, String title, boolean signal) {}

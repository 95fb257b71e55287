package org.fiducia.scalefactors.tagandprobe;

/**
 * Something that was not used.
 *
 * @param what name of the bin or histogram
 * @param why the reason, for people
 */
record Skipped(String what, String why) {}

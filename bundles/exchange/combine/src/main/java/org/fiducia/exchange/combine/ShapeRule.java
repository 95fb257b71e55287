package org.fiducia.exchange.combine;

/**
 * Where histograms are.
 *
 * @param process a name or *
 * @param channel a name or *
 * @param file relative to the folder of the card; {@link #FAKE} for a channel that is a count
 * @param name of the histogram, with keywords in it
 * @param varied name of the histograms at ±1σ of a nuisance; empty for none
 */
record ShapeRule(Line line, String process, String channel, String file, String name, String varied) {
    static final String FAKE = "FAKE";
    static final String ANY = "*";

    boolean fake() {
        return file.equals(FAKE);
    }
}

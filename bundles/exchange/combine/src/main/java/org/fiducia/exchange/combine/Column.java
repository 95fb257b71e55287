package org.fiducia.exchange.combine;

/**
 * A process in a channel.
 *
 * @param signal whether the signal strength multiplies it
 * @param rate events, ≥ 0; {@link #FROM_SHAPE} for the integral of its histogram
 * @param line with the rate
 */
record Column(String channel, String process, boolean signal, double rate, Line line) {
    /** Rate of a process whose histogram says how many events it expects. */
    static final double FROM_SHAPE = -1;

    /** For messages. */
    String place() {
        return "process " + process + " of channel " + channel;
    }
}

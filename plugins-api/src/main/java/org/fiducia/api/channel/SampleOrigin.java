package org.fiducia.api.channel;

/**
 * Of what sample events are.
 *
 * @param role of the sample
 * @param sample its name
 * @param process what was simulated; {@code data} for data
 * @param era data-taking period; empty for simulation that stands for several
 * @param dataSet primary data set of data; empty for simulation, and where the card names none
 */
public record SampleOrigin(Role role, String sample, String process, String era, String dataSet) {}

package org.fiducia.api.channel;

/**
 * A class of candidates with its own resolution and branching fraction: a final state such as 4μ, or a class of an
 * analysis with photons.
 *
 * @param id short name, e.g. {@code 2e2mu}
 * @param title for axes and legends, LaTeX between dollar signs
 */
public record Category(String id, String title) {}

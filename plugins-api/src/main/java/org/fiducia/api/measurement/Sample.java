package org.fiducia.api.measurement;

import org.fiducia.api.channel.Role;

/**
 * A set of events of one origin.
 *
 * @param name unique in the analysis
 * @param process e.g. {@code ggH}; samples of one process add up
 * @param role data, signal or background
 * @param mass mass of the simulated resonance, GeV; NaN where there is none
 * @param era era it belongs to; empty when it stands for every era
 * @param scale events per fb⁻¹ and unit weight (cross section in fb over sum of generator weights); 1 for data
 */
public record Sample(String name, String process, Role role, double mass, String era, double scale) {
    /** Whether it stands for an era. */
    public boolean serves(Era other) {
        return era.isEmpty() || era.equals(other.name());
    }
}

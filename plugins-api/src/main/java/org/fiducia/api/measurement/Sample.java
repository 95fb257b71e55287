package org.fiducia.api.measurement;

import java.util.List;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.Role;

/**
 * A set of events of one origin.
 *
 * @param name unique in the analysis
 * @param process e.g. {@code ggH}; samples of one process add up
 * @param role data, signal or background
 * @param point what was simulated, e.g. the mass of the resonance; none where there is nothing of the kind
 * @param era era it belongs to; empty when it stands for every era
 * @param scale events per fb⁻¹ and unit weight (cross section in fb over sum of generator weights); 1 for data
 * @param variations alternative weights that its events have; empty for none
 */
public record Sample(
        String name, String process, Role role, Point point, String era, double scale, List<Variation> variations) {
    public Sample {
        variations = List.copyOf(variations);
    }

    /** A sample without alternative weights. */
    public Sample(String name, String process, Role role, Point point, String era, double scale) {
        this(name, process, role, point, era, scale, List.of());
    }

    /**
     * An alternative weight.
     *
     * @param name name of the list of weights
     * @param index place in that list
     * @param mean mean over all generated events, relative to the nominal weight: what it does to the cross section; 1 for an
     *     alternative of a correction, which changes no cross section
     * @param label what it is called in that list, e.g. {@code up}; empty where it has a place alone
     * @param side what it is a weight of: of the event, or of what is reconstructed of it and not of what was generated
     */
    public record Variation(String name, int index, double mean, String label, Side side) {
        /** A weight of the event that has no name of its own. */
        public Variation(String name, int index, double mean) {
            this(name, index, mean, "", Side.EVENT);
        }
    }

    /** Whether it stands for an era. */
    public boolean serves(Era other) {
        return era.isEmpty() || era.equals(other.name());
    }
}

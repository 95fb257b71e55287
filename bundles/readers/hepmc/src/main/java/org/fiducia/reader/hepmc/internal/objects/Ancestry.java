package org.fiducia.reader.hepmc.internal.objects;

import java.util.Arrays;
import org.fiducia.reader.hepmc.internal.text.GeneratedEvent;

/** What the particles of an event descend from. One belongs to one thread and is used for one event after the other. */
final class Ancestry {
    private static final int HADRON = 1;
    private static final int TAU = 2;
    private static final int HIGGS = 4;
    private static final int KNOWN = 8;
    private static final int ENTERED = 16;
    private static final int VECTOR = 32;
    private static final int TOP = 64;
    private static final int KINDS = HADRON | TAU | HIGGS | VECTOR | TOP;

    private GeneratedEvent event = new GeneratedEvent();

    /** What is above each vertex, as far as somebody asked. */
    private int[] above = new int[0];

    private int[] stack = new int[64];

    /** Begins with another event. */
    void of(GeneratedEvent other) {
        event = other;
        if (above.length < event.vertices) {
            above = new int[2 * event.vertices];
        }
        Arrays.fill(above, 0, event.vertices, 0);
    }

    /** Whether a hadron is among the ancestors; those of the beams are none. */
    boolean hasHadron(int particle) {
        return (ancestors(particle) & HADRON) != 0;
    }

    /** Whether a tau lepton is among the ancestors. */
    boolean hasTau(int particle) {
        return (ancestors(particle) & TAU) != 0;
    }

    /** Whether a Higgs boson is among the ancestors. */
    boolean hasHiggs(int particle) {
        return (ancestors(particle) & HIGGS) != 0;
    }

    /** Whether a W or a Z is among the ancestors. */
    boolean hasVector(int particle) {
        return (ancestors(particle) & VECTOR) != 0;
    }

    /** Whether a top quark is among the ancestors. */
    boolean hasTop(int particle) {
        return (ancestors(particle) & TOP) != 0;
    }

    /** Whether a photon is one into which a Higgs boson decays, however often the generator copied it since. */
    boolean isPhotonOfHiggs(int photon) {
        int particle = photon;
        for (int steps = 0; steps < event.particles; steps++) {
            int vertex = event.origin[particle];
            if (vertex < 0 || event.incomingEnd[vertex] == event.incomingBegin(vertex)) {
                return false;
            }
            particle = event.incoming[event.incomingBegin(vertex)];
            if (event.pdg[particle] != PdgCode.PHOTON) {
                return event.pdg[particle] == PdgCode.HIGGS;
            }
        }
        return false;
    }

    private int ancestors(int particle) {
        int vertex = event.origin[particle];
        return vertex < 0 ? 0 : above(vertex);
    }

    private int above(int first) {
        if ((above[first] & KNOWN) != 0) {
            return above[first];
        }
        int depth = 0;
        stack[depth++] = first;
        while (depth > 0) {
            int vertex = stack[depth - 1];
            if ((above[vertex] & ENTERED) != 0) {
                above[vertex] = KNOWN | gathered(vertex);
                depth--;
                continue;
            }
            above[vertex] |= ENTERED;
            for (int i = event.incomingBegin(vertex); i < event.incomingEnd[vertex]; i++) {
                int next = event.origin[event.incoming[i]];
                if (next >= 0 && (above[next] & (KNOWN | ENTERED)) == 0) {
                    stack = depth == stack.length ? Arrays.copyOf(stack, 2 * depth) : stack;
                    stack[depth++] = next;
                }
            }
        }
        return above[first];
    }

    /** What goes into a vertex, and what is above that. */
    private int gathered(int vertex) {
        int kinds = 0;
        for (int i = event.incomingBegin(vertex); i < event.incomingEnd[vertex]; i++) {
            int parent = event.incoming[i];
            int code = event.pdg[parent];
            int origin = event.origin[parent];
            boolean beam = event.status[parent] == GeneratedEvent.BEAM || origin < 0;
            kinds |= !beam && PdgCode.isHadron(code) ? HADRON : 0;
            kinds |= Math.abs(code) == PdgCode.TAU ? TAU : 0;
            kinds |= code == PdgCode.HIGGS ? HIGGS : 0;
            kinds |= PdgCode.isVector(code) ? VECTOR : 0;
            kinds |= Math.abs(code) == PdgCode.TOP ? TOP : 0;
            kinds |= origin < 0 ? 0 : above[origin] & KINDS;
        }
        return kinds;
    }
}

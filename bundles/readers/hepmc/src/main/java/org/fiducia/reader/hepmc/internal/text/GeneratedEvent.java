package org.fiducia.reader.hepmc.internal.text;

import java.util.Arrays;

/**
 * One event of a generator: its particles, the vertices where they come from, weights and cross section. The same instance is
 * filled again for the next event. Particles and vertices have numbers from 0 in the order in which they were added; momenta,
 * in GeV, are kept of stable particles only.
 */
public final class GeneratedEvent {
    /** Status of a particle that the generator leaves as it is. */
    public static final int STABLE = 1;

    /** Status of a particle of the beams. */
    public static final int BEAM = 4;

    /** A particle that comes from nowhere. */
    public static final int NONE = -1;

    private static final int PARTICLES = 4096;

    /** Number of the event in the file's words. */
    public long id;

    /** Number of particles. */
    public int particles;

    /** PDG code of each particle. */
    public int[] pdg = new int[PARTICLES];

    /** Status of each particle. */
    public int[] status = new int[PARTICLES];

    /** Vertex that each particle comes from, {@link #NONE} for none. */
    public int[] origin = new int[PARTICLES];

    /** Components of the momenta of stable particles, GeV. */
    public double[] px = new double[PARTICLES];

    public double[] py = new double[PARTICLES];
    public double[] pz = new double[PARTICLES];
    public double[] e = new double[PARTICLES];

    /** Number of vertices. */
    public int vertices;

    /** Of each vertex, where its incoming particles end in {@link #incoming}; they begin where those before end. */
    public int[] incomingEnd = new int[PARTICLES];

    /** Numbers of the particles that go into the vertices, one vertex after the other. */
    public int[] incoming = new int[PARTICLES];

    /** Weights, in the order of the file. */
    public double[] weights = new double[0];

    /** Cross section, pb; NaN where the event does not tell. */
    public double crossSection;

    /** Empties it. */
    void clear() {
        particles = 0;
        vertices = 0;
        weights = new double[0];
        crossSection = Double.NaN;
    }

    /** Adds a particle without momentum. */
    int add(int code, int state, int from) {
        if (particles == pdg.length) {
            int size = 2 * particles;
            pdg = Arrays.copyOf(pdg, size);
            status = Arrays.copyOf(status, size);
            origin = Arrays.copyOf(origin, size);
            px = Arrays.copyOf(px, size);
            py = Arrays.copyOf(py, size);
            pz = Arrays.copyOf(pz, size);
            e = Arrays.copyOf(e, size);
        }
        pdg[particles] = code;
        status[particles] = state;
        origin[particles] = from;
        return particles++;
    }

    /** Adds a vertex into which nothing goes yet. */
    int addVertex() {
        if (vertices == incomingEnd.length) {
            incomingEnd = Arrays.copyOf(incomingEnd, 2 * vertices);
        }
        incomingEnd[vertices] = incomingBegin(vertices);
        return vertices++;
    }

    /** Lets a particle go into the vertex that was added last. */
    void addIncoming(int particle) {
        int at = incomingEnd[vertices - 1]++;
        if (at == incoming.length) {
            incoming = Arrays.copyOf(incoming, 2 * at);
        }
        incoming[at] = particle;
    }

    /** Where the incoming particles of a vertex begin. */
    public int incomingBegin(int vertex) {
        return vertex == 0 ? 0 : incomingEnd[vertex - 1];
    }

    /** Transverse momentum of a stable particle, GeV. */
    public double pt(int particle) {
        return Math.sqrt(px[particle] * px[particle] + py[particle] * py[particle]);
    }
}

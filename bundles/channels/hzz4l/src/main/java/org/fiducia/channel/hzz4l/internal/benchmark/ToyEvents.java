package org.fiducia.channel.hzz4l.internal.benchmark;

import java.util.Arrays;
import java.util.LinkedHashMap;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;

/**
 * The events of workload W4: pairs of leptons, mostly of one flavour, opposite in charge and roughly back to back, with a
 * long tail in transverse momentum. They come from SplitMix64 seeded with the number of the event, so every program makes
 * the same ones: event e starts at state e · 0xD1342543DE82EF95 + 12345 and draws one number for the count of its leptons,
 * then eight per lepton. All values are rounded to 32 bits.
 */
final class ToyEvents {
    /** Numbers drawn per lepton. */
    private static final int DRAWS = 8;
    /** The π of the workload's definition. */
    private static final double PI = 3.141592;

    /** The lepton masses of the workload's definition, GeV. */
    private static final double MUON_MASS = 0.105658;

    private static final double ELECTRON_MASS = 0.000511;

    private static final int MUON = 13;
    private static final int ELECTRON = 11;

    final int[] offsets;
    float[] pt = {};
    float[] eta = {};
    float[] phi = {};
    float[] sip = {};
    float[] iso = {};
    byte[] id = {};
    byte[] tight = {};
    private final double[] u = new double[DRAWS];

    /** Makes the events [first, first + count). */
    ToyEvents(long first, int count) {
        offsets = new int[count + 1];
        resize(4 * count);
        for (int e = 0; e < count; e++) {
            make(e, first + e);
        }
        resize(offsets[count]);
    }

    private void resize(int length) {
        pt = Arrays.copyOf(pt, length);
        eta = Arrays.copyOf(eta, length);
        phi = Arrays.copyOf(phi, length);
        sip = Arrays.copyOf(sip, length);
        iso = Arrays.copyOf(iso, length);
        id = Arrays.copyOf(id, length);
        tight = Arrays.copyOf(tight, length);
    }

    private void make(int index, long event) {
        long state = event * 0xD1342543DE82EF95L + 12345;
        state += 0x9E3779B97F4A7C15L;
        int leptons = leptons(uniform(state));
        int start = offsets[index];
        if (start + leptons > pt.length) {
            resize(2 * pt.length + leptons);
        }
        double pairPhi = 0;
        int pairId = 0;
        for (int l = 0; l < leptons; l++) {
            for (int k = 0; k < DRAWS; k++) {
                state += 0x9E3779B97F4A7C15L;
                u[k] = uniform(state);
            }
            int i = start + l;
            if (l % 2 == 0) {
                pairId = (u[0] < 0.5 ? ELECTRON : MUON) * (u[1] < 0.5 ? -1 : 1);
                pairPhi = PI * (2 * u[2] - 1);
                id[i] = (byte) pairId;
                phi[i] = (float) pairPhi;
                pt[i] = (float) (5 + 14 * u[3] / (1.05 - u[3]));
            } else {
                int flavour = Math.abs(pairId);
                id[i] = (byte) ((u[0] < 0.93 ? flavour : ELECTRON + MUON - flavour)
                        * (u[1] < 0.96 ? -Integer.signum(pairId) : Integer.signum(pairId)));
                double opposite = pairPhi + PI + 1.6 * (u[2] - 0.5);
                phi[i] = (float) (opposite > PI ? opposite - 2 * PI : opposite);
                pt[i] = (float) (4 + 14 * u[3] / (1.05 - u[3]));
            }
            eta[i] = (float) (5.2 * u[4] - 2.6);
            iso[i] = (float) (u[5] < 0.9 ? 0.3 * u[5] : 0.3 + 2 * (u[5] - 0.9));
            sip[i] = (float) (u[6] < 0.95 ? 3.5 * u[6] : 4 + 20 * (u[6] - 0.95));
            tight[i] = (byte) (u[7] < 0.93 ? 1 : 0);
        }
        offsets[index + 1] = start + leptons;
    }

    private static int leptons(double u) {
        return u < 0.3 ? 2 : u < 0.5 ? 3 : u < 0.8 ? 4 : u < 0.93 ? 5 : 6;
    }

    /** Output function of SplitMix64, as a number in [0, 1). */
    private static double uniform(long state) {
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-53;
    }

    /** Events [from, to) as a batch with the columns of the channel. */
    EventBatch batch(int from, int to) {
        var columns = new LinkedHashMap<String, Column>();
        add(columns, "Muon", MUON, from, to);
        add(columns, "Electron", ELECTRON, from, to);
        return new EventBatch("W4", from, to - from, columns);
    }

    private void add(LinkedHashMap<String, Column> columns, String collection, int flavour, int from, int to) {
        var ends = new int[to - from + 1];
        var index = new int[offsets[to] - offsets[from]];
        int n = 0;
        for (int e = from; e < to; e++) {
            for (int i = offsets[e]; i < offsets[e + 1]; i++) {
                if (Math.abs(id[i]) == flavour) {
                    index[n++] = i;
                }
            }
            ends[e - from + 1] = n;
        }
        index = Arrays.copyOf(index, n);
        var charge = new long[n];
        var passes = new long[n];
        for (int k = 0; k < n; k++) {
            charge[k] = id[index[k]] > 0 ? -1 : 1;
            passes[k] = tight[index[k]];
        }
        columns.put(collection + "_pt", reals(collection + "_pt", ends, pt, index));
        columns.put(collection + "_eta", reals(collection + "_eta", ends, eta, index));
        columns.put(collection + "_phi", reals(collection + "_phi", ends, phi, index));
        columns.put(collection + "_sip3d", reals(collection + "_sip3d", ends, sip, index));
        columns.put(collection + "_pfRelIso03_all", reals(collection + "_pfRelIso03_all", ends, iso, index));
        var mass = new double[n];
        Arrays.fill(mass, flavour == MUON ? MUON_MASS : ELECTRON_MASS);
        columns.put(collection + "_mass", Column.reals(collection + "_mass", ends, mass));
        columns.put(collection + "_charge", Column.integers(collection + "_charge", ends, charge));
        columns.put(collection + "_tightId", Column.integers(collection + "_tightId", ends, passes));
    }

    private static Column reals(String name, int[] ends, float[] values, int[] index) {
        var chosen = new double[index.length];
        for (int k = 0; k < index.length; k++) {
            chosen[k] = values[index[k]];
        }
        return Column.reals(name, ends, chosen);
    }
}

package org.fiducia.channel.hgg.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import org.fiducia.api.channel.Candidate;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.objects.jets.CandidateJets;

/**
 * Candidates as bytes: version, photons, jets. What was read of a photon is stored as 32-bit numbers where these hold it
 * exactly, its correction only where there is one; everything else is computed again.
 */
final class CandidateFormat {
    private static final int VERSION = 1;

    private static final int WIDE = 1;
    private static final int CORRECTED = 1 << 1;

    private CandidateFormat() {}

    static void write(Candidate candidate, DataOutput out) throws IOException {
        if (!(candidate instanceof Diphoton pair)) {
            throw new InvalidObjectException("not a candidate of this channel: " + candidate);
        }
        out.writeByte(VERSION);
        write(pair.leading(), out);
        write(pair.subleading(), out);
        pair.associated().write(out);
    }

    static Diphoton read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new InvalidObjectException("candidate of format " + version + ", only " + VERSION + " is known");
        }
        return new Diphoton(readPhoton(in), readPhoton(in), CandidateJets.read(in));
    }

    private static void write(Photon photon, DataOutput out) throws IOException {
        double[] values = {photon.rawPt(), photon.eta(), photon.phi(), photon.r9(), photon.energyErr(), photon.mvaID()};
        boolean wide = false;
        for (double value : values) {
            wide |= Double.compare(value, (float) value) != 0;
        }
        boolean corrected = photon.factor() != 1 || photon.resolution() != 0;
        out.writeByte((wide ? WIDE : 0) | (corrected ? CORRECTED : 0));
        for (double value : values) {
            if (wide) {
                out.writeDouble(value);
            } else {
                out.writeFloat((float) value);
            }
        }
        if (corrected) {
            out.writeDouble(photon.factor());
            out.writeDouble(photon.resolution());
        }
    }

    private static Photon readPhoton(DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        double[] values = new double[6];
        for (int k = 0; k < values.length; k++) {
            values[k] = (flags & WIDE) != 0 ? in.readDouble() : in.readFloat();
        }
        boolean corrected = (flags & CORRECTED) != 0;
        double factor = corrected ? in.readDouble() : 1;
        double resolution = corrected ? in.readDouble() : 0;
        return new Photon(values[0], values[1], values[2], values[3], values[4], values[5], factor, resolution);
    }
}

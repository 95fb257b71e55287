package org.fiducia.channel.hzz4l.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import org.fiducia.api.channel.Candidate;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Photon;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.fiducia.objects.jets.CandidateJets;

/**
 * Candidates as bytes: version, type, leptons, jets. Only what was read of the leptons is stored, as 32-bit numbers where
 * these hold it exactly; everything else is computed again and so comes back the same to the last bit.
 */
final class CandidateFormat {
    private static final int VERSION = 3;
    private static final int FOUR_LEPTON = 4;
    private static final int Z_PLUS_LEPTON = 3;

    private static final int MUON = 1;
    private static final int TIGHT = 1 << 1;
    private static final int PHOTON = 1 << 2;
    private static final int WIDE = 1 << 3;
    private static final int OTHER_MASS = 1 << 4;
    private static final int CHARGE = 1 << 5;

    private CandidateFormat() {}

    static void write(Candidate candidate, DataOutput out) throws IOException {
        out.writeByte(VERSION);
        if (candidate instanceof FourLepton four) {
            out.writeByte(FOUR_LEPTON);
            write(four.z1(), out);
            write(four.z2(), out);
            new CandidateJets(four.jets(), four.softJets(), four.minJetPt(), four.generatedJetPt()).write(out);
        } else if (candidate instanceof ZPlusLepton three) {
            out.writeByte(Z_PLUS_LEPTON);
            write(three.z(), out);
            write(three.lepton(), out);
            CandidateJets.write(three.jets(), out);
        } else {
            throw new InvalidObjectException("not a candidate of this channel: " + candidate);
        }
    }

    static Candidate read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new InvalidObjectException("candidate of format " + version + ", only " + VERSION + " is known");
        }
        int type = in.readUnsignedByte();
        return switch (type) {
            case FOUR_LEPTON -> readFourLepton(in);
            case Z_PLUS_LEPTON -> new ZPlusLepton(readZ(in), readLepton(in), CandidateJets.readJets(in));
            default -> throw new InvalidObjectException("candidate of unknown type " + type);
        };
    }

    private static FourLepton readFourLepton(DataInput in) throws IOException {
        Z z1 = readZ(in);
        Z z2 = readZ(in);
        CandidateJets jets = CandidateJets.read(in);
        return new FourLepton(z1, z2, jets.selected(), jets.soft(), jets.minPt(), jets.generatedPt());
    }

    private static void write(Z z, DataOutput out) throws IOException {
        write(z.minus(), out);
        write(z.plus(), out);
    }

    private static Z readZ(DataInput in) throws IOException {
        return new Z(readLepton(in), readLepton(in));
    }

    private static void write(Lepton lepton, DataOutput out) throws IOException {
        Photon fsr = lepton.fsr();
        boolean otherMass = lepton.mass() != lepton.flavour().mass();
        boolean wide = !(narrow(lepton.pt(), lepton.eta(), lepton.phi())
                && (!otherMass || narrow(lepton.mass()))
                && (fsr == null || narrow(fsr.pt(), fsr.eta(), fsr.phi())));
        out.writeByte((lepton.flavour() == Flavour.MUON ? MUON : 0)
                | (lepton.tight() ? TIGHT : 0)
                | (fsr != null ? PHOTON : 0)
                | (wide ? WIDE : 0)
                | (otherMass ? OTHER_MASS : 0)
                | (lepton.charge() + 1) * CHARGE);
        writeNumbers(out, wide, lepton.pt(), lepton.eta(), lepton.phi());
        if (otherMass) {
            writeNumbers(out, wide, lepton.mass());
        }
        if (fsr != null) {
            writeNumbers(out, wide, fsr.pt(), fsr.eta(), fsr.phi());
        }
    }

    private static Lepton readLepton(DataInput in) throws IOException {
        int flags = in.readUnsignedByte();
        boolean wide = (flags & WIDE) != 0;
        Flavour flavour = (flags & MUON) != 0 ? Flavour.MUON : Flavour.ELECTRON;
        double pt = readNumber(in, wide);
        double eta = readNumber(in, wide);
        double phi = readNumber(in, wide);
        double mass = (flags & OTHER_MASS) != 0 ? readNumber(in, wide) : flavour.mass();
        Photon fsr = (flags & PHOTON) == 0
                ? null
                : new Photon(readNumber(in, wide), readNumber(in, wide), readNumber(in, wide));
        return new Lepton(flavour, flags / CHARGE - 1, pt, eta, phi, mass, (flags & TIGHT) != 0, fsr);
    }

    private static boolean narrow(double... values) {
        for (double value : values) {
            if (value != (float) value) {
                return false;
            }
        }
        return true;
    }

    private static void writeNumbers(DataOutput out, boolean wide, double... values) throws IOException {
        for (double value : values) {
            if (wide) {
                out.writeDouble(value);
            } else {
                out.writeFloat((float) value);
            }
        }
    }

    private static double readNumber(DataInput in, boolean wide) throws IOException {
        return wide ? in.readDouble() : in.readFloat();
    }
}

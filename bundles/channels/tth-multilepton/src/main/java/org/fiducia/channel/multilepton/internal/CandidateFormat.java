package org.fiducia.channel.multilepton.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.channel.multilepton.Jet;
import org.fiducia.channel.multilepton.Lepton;
import org.fiducia.channel.multilepton.MultileptonCandidate;
import org.fiducia.channel.multilepton.Tau;

/** Candidates as bytes: version, number of the event, objects. Everything else is computed again. */
final class CandidateFormat {
    private static final int VERSION = 1;

    private CandidateFormat() {}

    static void write(Candidate candidate, DataOutput out) throws IOException {
        if (!(candidate instanceof MultileptonCandidate event)) {
            throw new InvalidObjectException("not a candidate of this channel: " + candidate);
        }
        out.writeByte(VERSION);
        out.writeLong(event.event());
        out.writeByte(event.leptons().size());
        for (Lepton lepton : event.leptons()) {
            momentum(out, lepton.pt(), lepton.eta(), lepton.phi());
            out.writeByte(lepton.charge());
            out.writeBoolean(lepton.electron());
            out.writeBoolean(lepton.tight());
            out.writeBoolean(lepton.conversion());
            out.writeByte(lepton.truth().ordinal());
        }
        out.writeByte(event.taus().size());
        for (Tau tau : event.taus()) {
            momentum(out, tau.pt(), tau.eta(), tau.phi());
            out.writeByte(tau.charge());
            out.writeByte(tau.prongs());
            out.writeBoolean(tau.tight());
            out.writeByte(tau.truth().ordinal());
        }
        out.writeShort(event.allJets().size());
        for (Jet jet : event.allJets()) {
            momentum(out, jet.pt(), jet.eta(), jet.phi());
            out.writeBoolean(jet.btag());
        }
        out.writeDouble(event.met());
        out.writeUTF(event.scoredAs());
    }

    private static void momentum(DataOutput out, double pt, double eta, double phi) throws IOException {
        out.writeDouble(pt);
        out.writeDouble(eta);
        out.writeDouble(phi);
    }

    static MultileptonCandidate read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new InvalidObjectException("candidate of format " + version + ", only " + VERSION + " is known");
        }
        long number = in.readLong();
        List<Lepton> leptons = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            leptons.add(new Lepton(
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readByte(),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readBoolean(),
                    truth(Lepton.Truth.values(), in.readUnsignedByte())));
        }
        List<Tau> taus = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            taus.add(new Tau(
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readByte(),
                    in.readByte(),
                    in.readBoolean(),
                    truth(Tau.Truth.values(), in.readUnsignedByte())));
        }
        List<Jet> jets = new ArrayList<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            jets.add(new Jet(in.readDouble(), in.readDouble(), in.readDouble(), in.readBoolean()));
        }
        return new MultileptonCandidate(number, leptons, taus, jets, in.readDouble(), in.readUTF());
    }

    private static <T> T truth(T[] values, int index) throws IOException {
        if (index >= values.length) {
            throw new InvalidObjectException("an object with truth " + index);
        }
        return values[index];
    }
}

package org.fiducia.channel.higgs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.higgs.HiggsCandidate.Besides;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.jets.JetCuts;
import org.fiducia.objects.production.Produced.VectorDecay;
import org.osgi.service.component.annotations.Component;

/**
 * Higgs bosons that were reconstructed elsewhere, with what was produced beside them, and every generated one: the phase space is total. Columns {@code
 * mass}, {@code H_pt}, {@code H_rapidity}, {@code H_phi}, {@code leptonCount}, {@code V_pt}, {@code met_pt}, {@code Jet_*}; of simulation {@code weight}, {@code
 * selected}; of signal {@code GenH_*}, {@code GenV_pt}, {@code GenV_decay} (0 none, 1 quarks, 2 ℓν, 3 ℓℓ, 4 νν), {@code GenJet_*}. Of a generator alone: {@code GenH_*}, {@code GenV_*}, {@code
 * GenAssociatedJet_*}, {@code genWeight}. Settings: {@code
 * categories} by conditions, {@code jets}, {@code window} of the mass in the cutflow.
 */
@Component(service = Channel.class)
public final class HiggsChannel implements Channel {
    private static final int VERSION = 1;
    private static final List<Region> REGIONS = List.of(new Region("SR", "signal region", true));

    @Override
    public String id() {
        return "higgs";
    }

    @Override
    public String title() {
        return "H, with what was produced beside it";
    }

    @Override
    public Class<? extends Candidate> candidateType() {
        return HiggsCandidate.class;
    }

    @Override
    public List<Category> categories() {
        return categories(Settings.none());
    }

    @Override
    public List<Category> categories(Settings settings) {
        return HiggsCategories.of(settings).list();
    }

    @Override
    public List<Region> regions() {
        return REGIONS;
    }

    @Override
    public String fitVariable() {
        return "mass";
    }

    @Override
    public Selector selector(Settings settings) {
        var categories = HiggsCategories.of(settings);
        JetCuts jets = JetCuts.of(settings.block("jets"));
        double[] window = settings.reals("window", 105, 160);
        settings.refuseUnknown();
        if (window.length != 2 || !(window[0] < window[1])) {
            throw settings.wrong("window", "two rising masses in GeV");
        }
        return new HiggsSelector(jets, window[0], window[1], categories);
    }

    @Override
    public Optional<Selector> generated(Settings settings) {
        return Optional.of(new GeneratedSelector());
    }

    @Override
    public List<String> fiducialDefinition(Settings settings) {
        return List.of("Every Higgs boson that is produced: the phase space is not restricted");
    }

    @Override
    public void write(Candidate candidate, DataOutput out) throws IOException {
        if (!(candidate instanceof HiggsCandidate higgs)) {
            throw new InvalidObjectException("not a candidate of this channel: " + candidate);
        }
        out.writeByte(VERSION);
        out.writeDouble(higgs.mass());
        out.writeDouble(higgs.pt());
        out.writeDouble(higgs.rapidity());
        out.writeDouble(higgs.phi());
        higgs.associated().write(out);
        Besides besides = higgs.besides();
        out.writeInt(besides.leptons());
        out.writeInt(besides.bJets());
        out.writeDouble(besides.vectorPt());
        out.writeDouble(besides.missingPt());
        out.writeByte(besides.vectorDecay().ordinal());
    }

    @Override
    public Candidate read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new InvalidObjectException("candidate of format " + version + ", only " + VERSION + " is known");
        }
        return new HiggsCandidate(
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                CandidateJets.read(in),
                new Besides(
                        in.readInt(),
                        in.readInt(),
                        in.readDouble(),
                        in.readDouble(),
                        VectorDecay.values()[in.readUnsignedByte()]));
    }
}

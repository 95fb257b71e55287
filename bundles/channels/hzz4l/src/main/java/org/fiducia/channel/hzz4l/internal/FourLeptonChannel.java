package org.fiducia.channel.hzz4l.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.hzz4l.FourLepton;
import org.osgi.service.component.annotations.Component;

/** The channel H → ZZ → 4ℓ with ℓ = e, μ. */
@Component(service = Channel.class)
public final class FourLeptonChannel implements Channel {
    static final int REGION_SR = 0;
    static final int REGION_2P2F = 1;
    static final int REGION_3P1F = 2;
    static final int REGION_SS = 3;
    static final int REGION_ZL = 4;

    static final List<Category> CATEGORIES =
            List.of(new Category("4e", "$4e$"), new Category("4mu", "$4\\mu$"), new Category("2e2mu", "$2e2\\mu$"));

    private static final List<Region> REGIONS = List.of(
            new Region("SR", "signal region", true),
            new Region("2P2F", "Z and two failing leptons of opposite sign", false),
            new Region("3P1F", "Z, a passing and a failing lepton of opposite sign", false),
            new Region("SS", "Z and two leptons of the same sign", false),
            new Region("ZL", "Z and one lepton", false));

    /** Final state of two pairs. */
    static int category(boolean firstIsMuon, boolean secondIsMuon) {
        return firstIsMuon != secondIsMuon ? 2 : firstIsMuon ? 1 : 0;
    }

    @Override
    public String id() {
        return "hzz4l";
    }

    @Override
    public String title() {
        return "$H \\to ZZ \\to 4\\ell$";
    }

    @Override
    public Class<? extends Candidate> candidateType() {
        return FourLepton.class;
    }

    @Override
    public List<Category> categories() {
        return CATEGORIES;
    }

    @Override
    public List<Region> regions() {
        return REGIONS;
    }

    @Override
    public String fitVariable() {
        return "m4l";
    }

    /** Intervals of 5 GeV from the least mass of a candidate to what lies above two Z. */
    @Override
    public double[] surroundings() {
        return IntStream.rangeClosed(0, 46).mapToDouble(i -> 70 + 5.0 * i).toArray();
    }

    @Override
    public Selector selector(Settings settings) {
        return new EventSelector(SelectionCuts.of(settings));
    }

    @Override
    public List<String> fiducialDefinition(Settings settings) {
        return FiducialText.of(SelectionCuts.of(settings).fiducial());
    }

    @Override
    public Optional<Selector> generated(Settings settings) {
        return Optional.of(new GeneratedSelector(SelectionCuts.of(settings).fiducial()));
    }

    @Override
    public void write(Candidate candidate, DataOutput out) throws IOException {
        CandidateFormat.write(candidate, out);
    }

    @Override
    public Candidate read(DataInput in) throws IOException {
        return CandidateFormat.read(in);
    }
}

package org.fiducia.channel.multilepton.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Selector;
import org.fiducia.channel.multilepton.MultileptonCandidate;
import org.osgi.service.component.annotations.Component;

/**
 * The channel tH and ttH with H → ττ in events with leptons and hadronic τ decays: two leptons of one sign and a τ, or a
 * lepton and two τ, and the control regions of their misidentified objects.
 */
@Component(service = Channel.class)
public final class MultileptonChannel implements Channel {
    /** What is generated is one class, whatever of it is selected. */
    private static final String GENERATED = "tH";

    private static final List<Category> CATEGORIES = List.of(
            new Category(MultileptonCandidate.TWO_LEPTONS, "$2\\ell\\,1\\tau_h$", GENERATED),
            new Category(MultileptonCandidate.ONE_LEPTON, "$1\\ell\\,2\\tau_h$", GENERATED));

    @Override
    public String id() {
        return "tth-multilepton";
    }

    @Override
    public String title() {
        return "$tH, t\\bar{t}H$, $H \\to \\tau\\tau$ with leptons and $\\tau_h$";
    }

    @Override
    public Class<? extends Candidate> candidateType() {
        return MultileptonCandidate.class;
    }

    @Override
    public List<Category> categories() {
        return CATEGORIES;
    }

    @Override
    public List<Region> regions() {
        return EventRegion.ALL;
    }

    @Override
    public String fitVariable() {
        return "score";
    }

    @Override
    public Selector selector(Settings settings) {
        return new MultileptonSelector(SelectionCuts.of(settings));
    }

    @Override
    public List<String> fiducialDefinition(Settings settings) {
        return List.of("Every generated event: no requirement on the particles of its final state");
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

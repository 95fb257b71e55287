package org.fiducia.channel.hzz4l.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.JetColumns;

/** Selects four-lepton candidates with the cuts of a card. */
final class EventSelector implements Selector {
    /** Number of cuts before those of {@link ZzFinder#CUTS}. */
    static final int EVENT_CUTS = 2;

    private final SelectionCuts cuts;
    private final List<String> names;

    EventSelector(SelectionCuts cuts) {
        this.cuts = cuts;
        var all = new ArrayList<String>(List.of("all", "4 tight leptons"));
        all.addAll(List.of(ZzFinder.CUTS));
        all.add("m(4l) in window");
        names = List.copyOf(all);
    }

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new ArrayList<ColumnSpec>();
        columns.addAll(LeptonColumns.specs(Flavour.MUON));
        columns.addAll(LeptonColumns.specs(Flavour.ELECTRON));
        columns.addAll(PhotonColumns.SPECS);
        columns.addAll(JetColumns.specs("Jet"));
        columns.add(weight(role));
        if (role == Role.SIGNAL) {
            columns.addAll(GeneratorColumns.SPECS);
            columns.addAll(LeptonMatch.SPECS);
        }
        if (role != Role.DATA) {
            columns.addAll(JetColumns.specs("GenJet"));
        }
        return columns;
    }

    static ColumnSpec weight(Role role) {
        return role == Role.DATA
                ? ColumnSpec.integer("prescale").or(1)
                : ColumnSpec.real("genWeight").or(1);
    }

    @Override
    public List<String> cuts() {
        return names;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        new BatchSelection(batch, role, sink).run(batch.size());
    }

    /** The selection of one batch: its columns, the working space for one event, and where the result goes. */
    private final class BatchSelection implements ControlRegionFinder.Found {
        private final Sink sink;
        private final LeptonColumns muons;
        private final LeptonColumns electrons;
        private final PhotonColumns photons;
        private final JetColumns jets;
        private final Optional<JetColumns> generatorJets;
        private final @Nullable GeneratorColumns generator;
        private final @Nullable LeptonMatch match;
        private final double[] weights;
        private final LeptonBuffer leptons = new LeptonBuffer();
        private final LeptonBuffer dressed = new LeptonBuffer();
        private final ZzFinder finder = new ZzFinder(cuts.candidate());
        private final ControlRegionFinder regionFinder = new ControlRegionFinder(cuts.candidate());
        private final FiducialFinder fiducialFinder = new FiducialFinder(cuts.fiducial());
        private int event;

        BatchSelection(EventBatch batch, Role role, Sink sink) {
            var columns = new BatchColumns(batch);
            this.sink = sink;
            muons = new LeptonColumns(columns, Flavour.MUON, cuts.muons());
            electrons = new LeptonColumns(columns, Flavour.ELECTRON, cuts.electrons());
            photons = new PhotonColumns(columns, cuts.photons());
            jets = new JetColumns(columns, "Jet", cuts.jets());
            weights = columns.reals(weight(role).name(), batch.size(), 1);
            generator = role == Role.SIGNAL ? new GeneratorColumns(columns, cuts.fiducial()) : null;
            match = generator == null ? null : new LeptonMatch(columns, generator);
            generatorJets = role == Role.DATA
                    ? Optional.empty()
                    : Optional.of(
                            new JetColumns(columns, "GenJet", cuts.fiducial().jets()));
        }

        void run(int size) {
            for (event = 0; event < size; event++) {
                select();
            }
        }

        private void select() {
            double weight = weights[event];
            sink.begin(event);
            sink.pass(0, -1, weight);
            boolean fiducial = generator != null && fiducial(generator);
            boolean selected = findLeptons() && reconstructed(weight, fiducial);
            if (!selected) {
                if (fiducial) {
                    sink.keep(new SelectedEvent(
                            weight, -1, -1, null, fiducialFinder.category, fiducialCandidate(), false));
                }
                if (cuts.regions().enabled() && ControlRegionFinder.possible(leptons)) {
                    regionFinder.find(leptons, this);
                }
            }
        }

        /** Fills the loose leptons of the event; false when there are too few for anything. */
        private boolean findLeptons() {
            leptons.clear();
            int needed = cuts.regions().enabled() ? 3 : 4;
            if (muons.count(event) + electrons.count(event) < needed) {
                return false;
            }
            muons.addLoose(event, leptons);
            electrons.addLoose(event, leptons);
            photons.attach(event, leptons);
            muons.markTight(event, leptons);
            electrons.markTight(event, leptons);
            return true;
        }

        private boolean fiducial(GeneratorColumns generator) {
            generator.fill(event, dressed);
            return fiducialFinder.find(event, dressed, generator);
        }

        /** Looks for a signal candidate and keeps it. */
        private boolean reconstructed(double weight, boolean fiducial) {
            if (leptons.tightCount < 4) {
                return false;
            }
            sink.pass(1, -1, weight);
            boolean found = finder.find(leptons);
            for (int cut = 0; cut < finder.passed; cut++) {
                sink.pass(EVENT_CUTS + cut, finder.category, weight);
            }
            if (!found) {
                return false;
            }
            if (cuts.candidate().window().holds(finder.mass)) {
                sink.pass(names.size() - 1, finder.category, weight);
            }
            sink.keep(new SelectedEvent(
                    weight,
                    FourLeptonChannel.REGION_SR,
                    finder.category,
                    finder.candidate(leptons, jets, generatorJets, event),
                    fiducial ? fiducialFinder.category : -1,
                    fiducial ? fiducialCandidate() : null,
                    match != null && resonant(match)));
            return true;
        }

        private boolean resonant(LeptonMatch leptonMatch) {
            return leptonMatch.ofHiggs(event, leptons, finder.z1Minus)
                    && leptonMatch.ofHiggs(event, leptons, finder.z1Plus)
                    && leptonMatch.ofHiggs(event, leptons, finder.z2Minus)
                    && leptonMatch.ofHiggs(event, leptons, finder.z2Plus);
        }

        private FourLepton fiducialCandidate() {
            return fiducialFinder.candidate(dressed, generatorJets.orElseThrow(), event);
        }

        @Override
        public void zPlusTwo(int region, int category, int z1Minus, int z1Plus, int first, int second) {
            var candidate = ControlRegionFinder.four(leptons, jets, event, z1Minus, z1Plus, first, second);
            sink.keep(new SelectedEvent(weights[event], region, category, candidate, -1, null, false));
        }

        @Override
        public void zPlusOne(int category, int zMinus, int zPlus, int lepton) {
            var candidate = ControlRegionFinder.three(leptons, jets, event, zMinus, zPlus, lepton);
            sink.keep(new SelectedEvent(
                    weights[event], FourLeptonChannel.REGION_ZL, category, candidate, -1, null, false));
        }
    }
}

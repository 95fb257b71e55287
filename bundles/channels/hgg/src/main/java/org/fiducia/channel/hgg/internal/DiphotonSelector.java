package org.fiducia.channel.hgg.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.hgg.Diphoton;
import org.fiducia.channel.hgg.Photon;
import org.fiducia.objects.categories.Categories;
import org.fiducia.objects.columns.BatchColumns;
import org.fiducia.objects.jets.JetColumns;
import org.fiducia.objects.photon.PhotonEnergy.Correction;

/** Selects pairs of photons with the cuts of a card. */
final class DiphotonSelector implements Selector {
    private static final List<String> CUTS =
            List.of("all", "2 photons", "identification", "pT/m", "category", "m in window");

    private final SelectionCuts cuts;
    private final Categories<Diphoton> categories;
    private final Optional<Correction> energy;

    /** @param energy corrects the energies of photons */
    DiphotonSelector(SelectionCuts cuts, Categories<Diphoton> categories, Optional<Correction> energy) {
        this.cuts = cuts;
        this.categories = categories;
        this.energy = energy;
    }

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new ArrayList<>(PhotonColumns.specs(role, energy.isPresent()));
        columns.addAll(JetColumns.specs("Jet"));
        columns.add(weight(role));
        if (role == Role.SIGNAL) {
            columns.addAll(GeneratorColumns.SPECS);
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
        return CUTS;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        var selection = new BatchSelection(batch, role, sink);
        for (int event = 0; event < batch.size(); event++) {
            selection.select(event);
        }
    }

    /** The selection of one batch: its columns, and where the result goes. */
    private final class BatchSelection {
        private final Sink sink;
        private final PhotonColumns photons;
        private final JetColumns jets;
        private final Optional<JetColumns> generatorJets;
        private final Optional<GeneratorColumns> generator;
        private final double[] weights;

        BatchSelection(EventBatch batch, Role role, Sink sink) {
            var columns = new BatchColumns(batch);
            this.sink = sink;
            photons = new PhotonColumns(
                    batch, columns, role, cuts.photons(), energy, DiphotonCategories.needResolution(categories));
            jets = new JetColumns(columns, "Jet", cuts.jets());
            weights = columns.reals(weight(role).name(), batch.size(), 1);
            generatorJets = role == Role.DATA
                    ? Optional.empty()
                    : Optional.of(
                            new JetColumns(columns, "GenJet", cuts.fiducial().jets()));
            generator = role == Role.SIGNAL
                    ? Optional.of(new GeneratorColumns(columns, cuts.fiducial(), generatorJets.orElseThrow()))
                    : Optional.empty();
        }

        void select(int event) {
            sink.begin(event);
            sink.pass(0, -1, weights[event]);
            Diphoton fiducial =
                    generator.flatMap(columns -> columns.fiducial(event)).orElse(null);
            Diphoton pair = pair(event);
            int category = pair == null ? -1 : categories.of(pair);
            if (pair != null && category >= 0) {
                sink.pass(4, category, weights[event]);
                double mass = pair.mass();
                if (mass > cuts.pair().lo() && mass < cuts.pair().hi()) {
                    sink.pass(5, category, weights[event]);
                }
            }
            if (fiducial != null || category >= 0) {
                sink.keep(new SelectedEvent(
                        weights[event],
                        category < 0 ? -1 : DiphotonChannel.REGION_SR,
                        category,
                        category < 0 ? null : pair,
                        fiducial == null ? -1 : 0,
                        fiducial,
                        category >= 0 && generator.isPresent()));
            }
        }

        /** The two good photons of highest corrected transverse momentum, where they pass the cuts. */
        private @Nullable Diphoton pair(int event) {
            List<Photon> accepted = photons.accepted(event);
            if (accepted.size() < 2) {
                return null;
            }
            sink.pass(1, -1, weights[event]);
            accepted.removeIf(photon -> !(photon.mvaID() > cuts.photons().minMvaID()));
            if (accepted.size() < 2) {
                return null;
            }
            sink.pass(2, -1, weights[event]);
            accepted.sort((a, b) -> Double.compare(b.pt(), a.pt())); // of equal ones the first of the file
            var two = new PhotonPair(accepted.get(0), accepted.get(1));
            double mass = two.mass();
            if (!(two.leading().pt() > cuts.pair().leading() * mass
                    && two.subleading().pt() > cuts.pair().subleading() * mass)) {
                return null;
            }
            sink.pass(3, -1, weights[event]);
            return new Diphoton(two.leading(), two.subleading(), jets.ofCandidate(event, two, generatorJets));
        }
    }
}

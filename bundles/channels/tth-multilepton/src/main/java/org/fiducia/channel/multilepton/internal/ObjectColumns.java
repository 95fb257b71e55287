package org.fiducia.channel.multilepton.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.channel.multilepton.Jet;
import org.fiducia.channel.multilepton.Lepton;
import org.fiducia.channel.multilepton.Tau;
import org.fiducia.objects.columns.BatchColumns;

/** Leptons, τ and jets in a batch of events. */
final class ObjectColumns {
    private static final int ELECTRON = 11;
    private static final int MUON = 13;

    private final SelectionCuts cuts;
    private final BatchColumns batch;
    private final boolean simulation;
    private final Collection leptons;
    private final long[] leptonCharge;
    private final long[] pdgId;
    private final long[] leptonTight;
    private final long[] conversion;
    private final long[] leptonTruth;
    private final Collection taus;
    private final long[] tauCharge;
    private final long[] prongs;
    private final long[] tauTight;
    private final long[] tauTruth;
    private final Collection jets;
    private final long[] btag;

    ObjectColumns(BatchColumns batch, Role role, SelectionCuts cuts) {
        this.cuts = cuts;
        this.batch = batch;
        simulation = role != Role.DATA;
        leptons = new Collection(batch, "Lepton");
        leptonCharge = leptons.integers(batch, "charge");
        pdgId = leptons.integers(batch, "pdgId");
        leptonTight = leptons.integers(batch, "tight");
        conversion = leptons.integers(batch, "conversion");
        leptonTruth = simulation ? leptons.integers(batch, "truth") : new long[0];
        taus = new Collection(batch, "Tau");
        tauCharge = taus.integers(batch, "charge");
        prongs = taus.integers(batch, "prongs");
        tauTight = taus.integers(batch, "tight");
        tauTruth = simulation ? taus.integers(batch, "truth") : new long[0];
        jets = new Collection(batch, "Jet");
        btag = jets.integers(batch, "btag");
    }

    /** What it reads. */
    static List<ColumnSpec> specs(Role role) {
        var specs = new ArrayList<ColumnSpec>();
        for (String collection : List.of("Lepton", "Tau", "Jet")) {
            for (String field : List.of("pt", "eta", "phi")) {
                specs.add(ColumnSpec.reals(collection + "_" + field));
            }
        }
        var flags = new ArrayList<>(List.of(
                "Lepton_charge",
                "Lepton_pdgId",
                "Lepton_tight",
                "Lepton_conversion",
                "Tau_charge",
                "Tau_prongs",
                "Tau_tight",
                "Jet_btag"));
        if (role != Role.DATA) {
            flags.addAll(List.of("Lepton_truth", "Tau_truth"));
        }
        flags.forEach(name -> specs.add(ColumnSpec.integers(name)));
        return specs;
    }

    /** A collection: where the objects of each event are, and their momenta. */
    private static final class Collection {
        private final String name;
        private final int[] offsets;
        private final double[] pt;
        private final double[] eta;
        private final double[] phi;

        Collection(BatchColumns batch, String name) {
            this.name = name;
            offsets = batch.offsets(name + "_pt");
            pt = batch.reals(name + "_pt", size());
            eta = batch.reals(name + "_eta", size());
            phi = batch.reals(name + "_phi", size());
        }

        int size() {
            return offsets[offsets.length - 1];
        }

        long[] integers(BatchColumns batch, String field) {
            return batch.integers(name + "_" + field, size());
        }
    }

    /** Leptons of an event by falling transverse momentum. */
    List<Lepton> leptons(int event) {
        var found = new ArrayList<Lepton>();
        for (int k = leptons.offsets[event]; k < leptons.offsets[event + 1]; k++) {
            if (leptons.pt[k] >= cuts.leptonPt() && Math.abs(leptons.eta[k]) <= cuts.leptonEta()) {
                found.add(new Lepton(
                        leptons.pt[k],
                        leptons.eta[k],
                        leptons.phi[k],
                        charge(event, leptonCharge[k]),
                        electron(event, pdgId[k]),
                        leptonTight[k] != 0,
                        conversion[k] != 0,
                        simulation ? leptonTruth(event, leptonTruth[k]) : Lepton.Truth.UNKNOWN));
            }
        }
        found.sort(Comparator.comparingDouble(Lepton::pt).reversed());
        return found;
    }

    private int charge(int event, long charge) {
        if (charge != 1 && charge != -1) {
            throw batch.damaged(event, "an object of the charge " + charge);
        }
        return (int) charge;
    }

    private boolean electron(int event, long id) {
        if (Math.abs(id) != ELECTRON && Math.abs(id) != MUON) {
            throw batch.damaged(event, "a lepton with pdgId " + id);
        }
        return Math.abs(id) == ELECTRON;
    }

    private Lepton.Truth leptonTruth(int event, long truth) {
        if (truth == 1) {
            return Lepton.Truth.REAL;
        } else if (truth == 2) {
            return Lepton.Truth.HEAVY_FLAVOUR;
        } else if (truth == 3) {
            return Lepton.Truth.CONVERSION;
        }
        throw batch.damaged(event, "a lepton with truth " + truth);
    }

    /** τ of an event by falling transverse momentum. */
    List<Tau> taus(int event) {
        var found = new ArrayList<Tau>();
        for (int k = taus.offsets[event]; k < taus.offsets[event + 1]; k++) {
            if (taus.pt[k] >= cuts.tauPt() && Math.abs(taus.eta[k]) <= cuts.tauEta()) {
                if (prongs[k] != 1 && prongs[k] != 3) {
                    throw batch.damaged(event, "a τ with " + prongs[k] + " prongs");
                }
                found.add(new Tau(
                        taus.pt[k],
                        taus.eta[k],
                        taus.phi[k],
                        charge(event, tauCharge[k]),
                        (int) prongs[k],
                        tauTight[k] != 0,
                        simulation ? tauTruth(event, tauTruth[k]) : Tau.Truth.UNKNOWN));
            }
        }
        found.sort(Comparator.comparingDouble(Tau::pt).reversed());
        return found;
    }

    private Tau.Truth tauTruth(int event, long truth) {
        if (truth == 1) {
            return Tau.Truth.REAL;
        } else if (truth == 2) {
            return Tau.Truth.JET;
        }
        throw batch.damaged(event, "a τ with truth " + truth);
    }

    /** Jets of an event by falling transverse momentum. */
    List<Jet> jets(int event) {
        var found = new ArrayList<Jet>();
        for (int k = jets.offsets[event]; k < jets.offsets[event + 1]; k++) {
            if (jets.pt[k] >= cuts.jetPt()
                    && Math.abs(jets.eta[k]) <= cuts.jets().eta()) {
                found.add(new Jet(jets.pt[k], jets.eta[k], jets.phi[k], btag[k] != 0));
            }
        }
        found.sort(Comparator.comparingDouble(Jet::pt).reversed());
        return found;
    }
}

package org.fiducia.reader.hepmc.internal.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.reader.hepmc.internal.text.GeneratedEvent;

/**
 * The Higgs boson of an event and what was produced beside it, as template cross sections have it (arXiv:1610.07922): jets are made of all stable
 * particles but those that descend from the Higgs boson, or from a vector boson that decays to leptons; in events with top quarks, but all leptons and
 * neutrinos that descend from no hadron.
 *
 * @param higgs sum of the stable particles that descend from it; {@link FourMomentum#ZERO} where there is none
 * @param vector likewise of the vector boson beside it, where it decays to leptons
 * @param decay of the vector boson: 0 none, 1 quarks, 2 a charged lepton and a neutrino, 3 charged leptons, 4 neutrinos
 * @param jets anti-kT, R = 0.4, by falling transverse momentum
 */
public record Associated(FourMomentum higgs, FourMomentum vector, int decay, List<FourMomentum> jets) {
    private static final int QUARKS = 1;
    private static final int LEPTON_NEUTRINO = 2;
    private static final int LEPTONS = 3;
    private static final int NEUTRINOS = 4;

    public Associated {
        jets = List.copyOf(jets);
    }

    /**
     * That of an event.
     *
     * @param ancestry of its particles
     * @param antiKt makes jets
     * @param leastPt of jets that are kept, GeV
     */
    static Associated of(GeneratedEvent event, Ancestry ancestry, AntiKt antiKt, double leastPt) {
        boolean tops = false;
        boolean charged = false;
        boolean neutral = false;
        boolean quarks = false;
        for (int p = 0; p < event.particles; p++) {
            int code = Math.abs(event.pdg[p]);
            tops |= code == PdgCode.TOP;
            if (isOfVector(event, ancestry, p)) {
                charged |= code == PdgCode.ELECTRON || code == PdgCode.MUON || code == PdgCode.TAU;
                neutral |= PdgCode.isNeutrino(code);
                quarks |= code > 0 && code < PdgCode.TOP;
            }
        }
        int decay = tops
                ? 0
                : charged && neutral ? LEPTON_NEUTRINO : charged ? LEPTONS : neutral ? NEUTRINOS : quarks ? QUARKS : 0;
        FourMomentum higgs = FourMomentum.ZERO;
        FourMomentum vector = FourMomentum.ZERO;
        antiKt.clear();
        for (int p = 0; p < event.particles; p++) {
            if (event.status[p] != GeneratedEvent.STABLE) {
                continue;
            }
            var p4 = new FourMomentum(event.px[p], event.py[p], event.pz[p], event.e[p]);
            if (ancestry.hasHiggs(p)) {
                higgs = higgs.plus(p4);
            } else if (decay > QUARKS && ancestry.hasVector(p)) {
                vector = vector.plus(p4);
            } else if (!(tops && isPromptLepton(event, ancestry, p))) {
                antiKt.add(event.px[p], event.py[p], event.pz[p], event.e[p]);
            }
        }
        antiKt.cluster();
        var jets = new ArrayList<FourMomentum>();
        for (int k = 0; k < antiKt.jets(); k++) {
            if (antiKt.pt2(k) > leastPt * leastPt) {
                double[] jet = antiKt.jet(k);
                jets.add(new FourMomentum(jet[0], jet[1], jet[2], jet[3]));
            }
        }
        jets.sort(Comparator.comparingDouble(FourMomentum::pt).reversed());
        return new Associated(higgs, vector, decay, jets);
    }

    /** Whether a particle is one into which a vector boson decays that descends from neither a Higgs boson nor a top quark. */
    private static boolean isOfVector(GeneratedEvent event, Ancestry ancestry, int particle) {
        int vertex = event.origin[particle];
        if (vertex < 0 || PdgCode.isVector(event.pdg[particle])) {
            return false;
        }
        for (int i = event.incomingBegin(vertex); i < event.incomingEnd[vertex]; i++) {
            int parent = event.incoming[i];
            if (PdgCode.isVector(event.pdg[parent]) && !ancestry.hasHiggs(parent) && !ancestry.hasTop(parent)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPromptLepton(GeneratedEvent event, Ancestry ancestry, int particle) {
        int code = event.pdg[particle];
        return (PdgCode.isLightLepton(code) || PdgCode.isNeutrino(code)) && !ancestry.hasHadron(particle);
    }
}

package org.fiducia.reader.hepmc.internal.objects;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.reader.hepmc.internal.text.GeneratedEvent;

/**
 * What is measured of the particles of an event. Prompt is what has no hadron among its ancestors. A prompt photon dresses the
 * prompt electron or muon that is nearest to it, within {@link #DRESSING} of its direction without photons. Isolation sums the
 * transverse momenta of stable particles within {@link #ISOLATION}, without neutrinos, prompt leptons and the photons that
 * dress; jets are made of the same particles. One belongs to one thread.
 */
public final class EventObjects {
    /** Largest distance of a photon that dresses a lepton, exclusive. */
    static final double DRESSING = 0.3;

    /** Radius of the cone of isolation, exclusive. */
    static final double ISOLATION = 0.3;

    private static final double JET_RADIUS = 0.4;

    /** Softer jets are not kept, GeV. */
    private static final double LEAST_JET_PT = 10;

    /**
     * A dressed lepton.
     *
     * @param p4 with its photons
     * @param relativeIsolation sum of transverse momenta around it over its own
     * @param fromHiggs whether it descends from a Higgs boson
     * @param fromTau whether it descends from a tau lepton
     */
    public record DressedLepton(
            int pdgId, FourMomentum p4, double relativeIsolation, boolean fromHiggs, boolean fromTau) {}

    /**
     * A photon into which a Higgs boson decays.
     *
     * @param isolation sum of transverse momenta of all other stable particles around it but neutrinos, GeV
     */
    public record HiggsPhoton(FourMomentum p4, double isolation) {}

    private static final Comparator<FourMomentum> HARDEST_FIRST =
            Comparator.comparingDouble(FourMomentum::pt).reversed();

    private final Ancestry ancestry = new Ancestry();
    private final AntiKt antiKt = new AntiKt(JET_RADIUS);
    private final List<Integer> bare = new ArrayList<>();
    private final List<Integer> photons = new ArrayList<>();
    private int[] rest = new int[0];
    private int restSize;

    private GeneratedEvent current = new GeneratedEvent();
    private Optional<Associated> associated = Optional.empty();
    private final List<DressedLepton> leptons = new ArrayList<>();
    private final List<HiggsPhoton> higgsPhotons = new ArrayList<>();
    private final List<FourMomentum> jets = new ArrayList<>();

    /** Finds what there is in an event. */
    public void find(GeneratedEvent event) {
        current = event;
        associated = Optional.empty();
        sort(event);
        List<FourMomentum> dressed = dress(event);
        findLeptons(event, dressed);
        findJets(event);
    }

    /** The dressed leptons, by falling transverse momentum. */
    public List<DressedLepton> leptons() {
        return leptons;
    }

    /** The photons of Higgs bosons, by falling transverse momentum. */
    public List<HiggsPhoton> photons() {
        return higgsPhotons;
    }

    /** The jets, by falling transverse momentum. */
    public List<FourMomentum> jets() {
        return jets;
    }

    /** The Higgs boson and what was produced beside it. */
    public Associated associated() {
        if (associated.isEmpty()) {
            associated = Optional.of(Associated.of(current, ancestry, antiKt, LEAST_JET_PT));
        }
        return associated.get();
    }

    /** Bare leptons, prompt photons, everything else that is stable and no neutrino, and the photons of the Higgs boson. */
    private void sort(GeneratedEvent event) {
        ancestry.of(event);
        bare.clear();
        photons.clear();
        higgsPhotons.clear();
        restSize = 0;
        rest = rest.length < event.particles ? new int[event.pdg.length] : rest;
        var ofHiggs = new ArrayList<Integer>();
        for (int p = 0; p < event.particles; p++) {
            int code = event.pdg[p];
            if (event.status[p] != GeneratedEvent.STABLE || PdgCode.isNeutrino(code)) {
                continue;
            }
            boolean prompt = (code == PdgCode.PHOTON || PdgCode.isLightLepton(code)) && !ancestry.hasHadron(p);
            if (!prompt) {
                rest[restSize++] = p;
            } else if (code == PdgCode.PHOTON) {
                photons.add(p);
                if (ancestry.isPhotonOfHiggs(p)) {
                    ofHiggs.add(p);
                }
            } else {
                bare.add(p);
            }
        }
        ofHiggs.forEach(photon -> higgsPhotons.add(higgsPhoton(event, photon)));
        higgsPhotons.sort(Comparator.comparing(HiggsPhoton::p4, HARDEST_FIRST));
    }

    private static FourMomentum p4(GeneratedEvent event, int p) {
        return new FourMomentum(event.px[p], event.py[p], event.pz[p], event.e[p]);
    }

    private static HiggsPhoton higgsPhoton(GeneratedEvent event, int photon) {
        var near = new Cone(p4(event, photon), ISOLATION);
        double sum = 0;
        for (int p = 0; p < event.particles; p++) {
            if (p != photon
                    && event.status[p] == GeneratedEvent.STABLE
                    && !PdgCode.isNeutrino(event.pdg[p])
                    && near.holds(event.px[p], event.py[p], event.pz[p])) {
                sum += event.pt(p);
            }
        }
        return new HiggsPhoton(p4(event, photon), sum);
    }

    /** Momenta of the leptons with their photons; a photon that dresses none joins the rest. */
    private List<FourMomentum> dress(GeneratedEvent event) {
        var dressed = new ArrayList<FourMomentum>();
        bare.forEach(lepton -> dressed.add(p4(event, lepton)));
        List<FourMomentum> directions = List.copyOf(dressed);
        for (int photon : photons) {
            FourMomentum momentum = p4(event, photon);
            int nearest = -1;
            double least = DRESSING;
            for (int l = 0; l < directions.size(); l++) {
                double distance = momentum.deltaR(directions.get(l));
                if (distance < least) {
                    least = distance;
                    nearest = l;
                }
            }
            if (nearest >= 0) {
                dressed.set(nearest, dressed.get(nearest).plus(momentum));
            } else {
                rest[restSize++] = photon;
            }
        }
        return dressed;
    }

    private void findLeptons(GeneratedEvent event, List<FourMomentum> dressed) {
        leptons.clear();
        for (int l = 0; l < dressed.size(); l++) {
            int lepton = bare.get(l);
            FourMomentum p4 = dressed.get(l);
            var near = new Cone(p4, ISOLATION);
            double sum = 0;
            for (int k = 0; k < restSize; k++) {
                int p = rest[k];
                if (near.holds(event.px[p], event.py[p], event.pz[p])) {
                    sum += event.pt(p);
                }
            }
            leptons.add(new DressedLepton(
                    event.pdg[lepton], p4, sum / p4.pt(), ancestry.hasHiggs(lepton), ancestry.hasTau(lepton)));
        }
        leptons.sort(Comparator.comparing(DressedLepton::p4, HARDEST_FIRST));
    }

    private void findJets(GeneratedEvent event) {
        jets.clear();
        antiKt.clear();
        for (int k = 0; k < restSize; k++) {
            int p = rest[k];
            antiKt.add(event.px[p], event.py[p], event.pz[p], event.e[p]);
        }
        antiKt.cluster();
        for (int k = 0; k < antiKt.jets(); k++) {
            if (antiKt.pt2(k) > LEAST_JET_PT * LEAST_JET_PT) {
                double[] jet = antiKt.jet(k);
                jets.add(new FourMomentum(jet[0], jet[1], jet[2], jet[3]));
            }
        }
        jets.sort(HARDEST_FIRST);
    }

    /** What is near a direction in pseudorapidity and azimuth. */
    private static final class Cone {
        private final double eta;
        private final double ux;
        private final double uy;
        private final double radius;
        private final double cosine;

        Cone(FourMomentum axis, double radius) {
            double pt = Math.sqrt(axis.px() * axis.px() + axis.py() * axis.py());
            this.eta = asinh(axis.pz() / pt);
            this.ux = axis.px() / pt;
            this.uy = axis.py() / pt;
            this.radius = radius;
            this.cosine = Math.cos(radius);
        }

        boolean holds(double x, double y, double z) {
            double pt2 = x * x + y * y;
            double along = x * ux + y * uy;
            if (!(along > 0) || along * along < cosine * cosine * pt2) {
                return false; // most are far away in azimuth, which needs no further function
            }
            double dphi = Math.atan2(x * uy - y * ux, along);
            double deta = asinh(z / Math.sqrt(pt2)) - eta;
            return deta * deta + dphi * dphi < radius * radius;
        }

        private static double asinh(double x) {
            double size = Math.abs(x);
            return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), x);
        }
    }
}

package org.fiducia.channel.hzz4l;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.ReferenceEvent;

/** Random four-lepton candidates for the contract of observables. */
public final class FourLeptonSource implements ObservableContract.CandidateSource {
    @Override
    public Class<? extends Candidate> type() {
        return FourLepton.class;
    }

    @Override
    public Candidate next(RandomGenerator random, int jets) {
        Z one = z(random);
        Z other = z(random);
        boolean inOrder = Math.abs(one.mass() - Z.MASS) <= Math.abs(other.mass() - Z.MASS);
        var list = new ArrayList<FourMomentum>();
        for (int i = 0; i < jets; i++) {
            list.add(FourMomentum.ofPtEtaPhiM(
                    30 + random.nextExponential() * 40,
                    (2 * random.nextDouble() - 1) * 4.7,
                    (2 * random.nextDouble() - 1) * Math.PI,
                    5));
        }
        list.sort((a, b) -> Double.compare(b.pt(), a.pt()));
        return new FourLepton(inOrder ? one : other, inOrder ? other : one, list);
    }

    /**
     * The reference event: two muons of no mass from each Z.
     *
     * @param jets number of its jets, 0 to 2
     */
    public static FourLepton reference(int jets) {
        List<FourMomentum> l = ReferenceEvent.leptons();
        return new FourLepton(
                new Z(massless(-1, l.get(0)), massless(1, l.get(1))),
                new Z(massless(-1, l.get(2)), massless(1, l.get(3))),
                ReferenceEvent.jets(jets));
    }

    private static Lepton massless(int charge, FourMomentum p) {
        return new Lepton(Flavour.MUON, charge, p.pt(), p.eta(), p.phi(), 0, true, null);
    }

    private static Z z(RandomGenerator random) {
        Flavour flavour = random.nextBoolean() ? Flavour.MUON : Flavour.ELECTRON;
        return new Z(lepton(random, flavour, -1), lepton(random, flavour, 1));
    }

    private static Lepton lepton(RandomGenerator random, Flavour flavour, int charge) {
        return Lepton.of(
                flavour,
                charge,
                7 + random.nextExponential() * 25,
                (2 * random.nextDouble() - 1) * 2.4,
                (2 * random.nextDouble() - 1) * Math.PI);
    }
}

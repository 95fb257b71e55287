package org.fiducia.channel.hzz4l;

import java.util.ArrayList;
import java.util.random.RandomGenerator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;

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

package org.fiducia.channel.hgg;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.testkit.ObservableContract;

/** Random pairs of photons for the contract of observables. */
public final class DiphotonSource implements ObservableContract.CandidateSource {
    @Override
    public Class<? extends Candidate> type() {
        return Diphoton.class;
    }

    @Override
    public Candidate next(RandomGenerator random, int jets) {
        Photon one = photon(random);
        Photon other = photon(random);
        boolean inOrder = one.pt() >= other.pt();
        List<FourMomentum> list = new ArrayList<>();
        for (int i = 0; i < jets; i++) {
            list.add(FourMomentum.ofPtEtaPhiM(
                    30 + random.nextExponential() * 40,
                    (2 * random.nextDouble() - 1) * 4.7,
                    (2 * random.nextDouble() - 1) * Math.PI,
                    5));
        }
        list.sort((a, b) -> Double.compare(b.pt(), a.pt()));
        return new Diphoton(inOrder ? one : other, inOrder ? other : one, new CandidateJets(list));
    }

    private static Photon photon(RandomGenerator random) {
        return Photon.generated(
                30 + random.nextExponential() * 30,
                (2 * random.nextDouble() - 1) * 2.5,
                (2 * random.nextDouble() - 1) * Math.PI);
    }
}

package org.fiducia.calibrations.photonenergy;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.objects.photon.Photon;
import org.fiducia.objects.photon.PhotonPair;

/** A candidate of two photons. */
record ExamplePair(List<Photon> photons) implements Candidate, PhotonPair {
    /** Both in the barrel, one below 45 GeV and one above. */
    static ExamplePair barrel(double r9) {
        return new ExamplePair(List.of(new Photon(90, 0.2, 0, r9), new Photon(40, -0.3, 3, r9)));
    }

    /** Both in the inner barrel, the leading one first. */
    static ExamplePair of(double first, double r9, double second, double otherR9) {
        return new ExamplePair(List.of(new Photon(first, 0.2, 0, r9), new Photon(second, -0.3, 3, otherR9)));
    }

    @Override
    public FourMomentum p4() {
        return FourMomentum.ZERO;
    }

    @Override
    public List<FourMomentum> jets() {
        return List.of();
    }
}

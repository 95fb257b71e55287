package org.fiducia.channel.hzz4l;

import org.fiducia.api.channel.FourMomentum;

/**
 * Two leptons of the same flavour. In the same-sign control region, where there is no negative and positive one, they
 * stand by falling transverse momentum.
 *
 * @param minus negatively charged lepton, "lepton 1" of the angle conventions
 * @param plus positively charged lepton, "lepton 2"
 * @param p4 four-momentum, photons of the leptons included; always that of the leptons, and kept because it is asked for often
 */
public record Z(Lepton minus, Lepton plus, FourMomentum p4) {
    /** Mass of the Z boson, GeV. */
    public static final double MASS = 91.1876;

    public Z {
        p4 = minus.p4().plus(plus.p4());
    }

    /** Of two leptons. */
    public Z(Lepton minus, Lepton plus) {
        this(minus, plus, FourMomentum.ZERO);
    }

    /** Invariant mass, GeV. */
    public double mass() {
        return p4.mass();
    }

    /** Flavour of its leptons. */
    public Flavour flavour() {
        return minus.flavour();
    }
}

package org.fiducia.channel.hzz4l;

import java.util.Objects;
import org.fiducia.api.Nullable;
import org.fiducia.api.channel.FourMomentum;

/**
 * Two leptons of the same flavour. In the same-sign control region, where there is no negative and positive one, they
 * stand by falling transverse momentum.
 */
public final class Z {
    /** Mass of the Z boson, GeV. */
    public static final double MASS = 91.1876;

    private final Lepton minus;
    private final Lepton plus;

    /** Kept when it was asked for, as it is so often; the same from whichever thread. */
    private @Nullable FourMomentum p4;

    /**
     * @param minus negatively charged lepton, "lepton 1" of the angle conventions
     * @param plus positively charged lepton, "lepton 2"
     */
    public Z(Lepton minus, Lepton plus) {
        this.minus = Objects.requireNonNull(minus);
        this.plus = Objects.requireNonNull(plus);
    }

    /** Negatively charged lepton, "lepton 1" of the angle conventions. */
    public Lepton minus() {
        return minus;
    }

    /** Positively charged lepton, "lepton 2". */
    public Lepton plus() {
        return plus;
    }

    /** Four-momentum, photons of the leptons included. */
    public FourMomentum p4() {
        FourMomentum known = p4;
        if (known == null) {
            known = minus.p4().plus(plus.p4());
            p4 = known;
        }
        return known;
    }

    /** Invariant mass, GeV. */
    public double mass() {
        return p4().mass();
    }

    /** Flavour of its leptons. */
    public Flavour flavour() {
        return minus.flavour();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Z that && minus.equals(that.minus) && plus.equals(that.plus);
    }

    @Override
    public int hashCode() {
        return Objects.hash(minus, plus);
    }

    @Override
    public String toString() {
        return "Z[" + minus + ", " + plus + "]";
    }
}

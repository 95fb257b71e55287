package org.fiducia.api.channel;

/**
 * A four-momentum in GeV, c = 1, beam along z.
 *
 * @param px x component
 * @param py y component
 * @param pz z component
 * @param e energy
 */
public record FourMomentum(double px, double py, double pz, double e) {
    /** The zero vector. */
    public static final FourMomentum ZERO = new FourMomentum(0, 0, 0, 0);

    /** Of two components and back, relative: less than 1e-9 of all numbers are that near to a {@code float} by chance. */
    private static final double ROUNDING = 0x1p-51;

    /** From transverse momentum (GeV), pseudorapidity, azimuth (rad) and mass (GeV). */
    public static FourMomentum ofPtEtaPhiM(double pt, double eta, double phi, double mass) {
        double px = pt * Math.cos(phi);
        double py = pt * Math.sin(phi);
        double pz = pt * sinh(eta);
        return new FourMomentum(px, py, pz, Math.sqrt(px * px + py * py + pz * pz + mass * mass));
    }

    /** As Math.sinh to a few units of the last place, in a quarter of its time; the series is that of M. Abramowitz, 4.5.62. */
    private static double sinh(double x) {
        if (Math.abs(x) < 0.5) {
            double x2 = x * x;
            double rest = 1 + x2 / 156;
            for (int n = 11; n > 1; n -= 2) {
                rest = 1 + x2 / ((n - 1) * n) * rest;
            }
            return x * rest;
        }
        double power = Math.exp(x);
        return 0.5 * (power - 1 / power);
    }

    /** Sum. */
    public FourMomentum plus(FourMomentum other) {
        return new FourMomentum(px + other.px, py + other.py, pz + other.pz, e + other.e);
    }

    /**
     * Transverse momentum, GeV. One that went in with the precision of a {@code float}, as files have it, comes out the same
     * to the last digit: on the edge of a bin it stays there, whatever its azimuth.
     */
    public double pt() {
        double pt = Math.sqrt(px * px + py * py);
        double single = (float) pt;
        return Math.abs(pt - single) <= ROUNDING * pt ? single : pt;
    }

    /** Magnitude of the three-momentum, GeV. */
    public double p() {
        return Math.sqrt(px * px + py * py + pz * pz);
    }

    /** Pseudorapidity; ±∞ along the beam. */
    public double eta() {
        double pt = pt();
        if (pt == 0) {
            return pz == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, pz);
        }
        double x = Math.abs(pz) / pt;
        return Math.copySign(Math.log(x + Math.sqrt(x * x + 1)), pz);
    }

    /** Azimuth in [−π, π]. */
    public double phi() {
        return Math.atan2(py, px);
    }

    /** Rapidity along the beam. */
    public double rapidity() {
        return 0.5 * Math.log((e + pz) / (e - pz));
    }

    /** Invariant mass squared, GeV². */
    public double mass2() {
        return (e - pz) * (e + pz) - px * px - py * py;
    }

    /** Invariant mass, GeV; 0 where rounding makes the square negative. */
    public double mass() {
        return Math.sqrt(Math.max(0, mass2()));
    }

    /** Transverse mass √(m² + pT²), GeV, of the particle. */
    public double mt() {
        return Math.sqrt(Math.max(0, (e - pz) * (e + pz)));
    }

    /** This vector seen from the rest frame of {@code frame}: the pure boost by −β of it. */
    public FourMomentum inRestFrameOf(FourMomentum frame) {
        double mass = frame.mass();
        double along = (px * frame.px + py * frame.py + pz * frame.pz) / mass;
        double energy = (e * frame.e - px * frame.px - py * frame.py - pz * frame.pz) / mass;
        double k = along / (frame.e + mass) - e / mass;
        return new FourMomentum(px + k * frame.px, py + k * frame.py, pz + k * frame.pz, energy);
    }

    /** Azimuthal distance φ(this) − φ(other) in [−π, π]. */
    public double deltaPhi(FourMomentum other) {
        double difference = phi() - other.phi();
        return Math.abs(difference) <= Math.PI ? difference : difference - Math.copySign(2 * Math.PI, difference);
    }

    /** Distance √(Δη² + Δφ²). */
    public double deltaR(FourMomentum other) {
        double deta = eta() - other.eta();
        double dphi = deltaPhi(other);
        return Math.sqrt(deta * deta + dphi * dphi);
    }
}

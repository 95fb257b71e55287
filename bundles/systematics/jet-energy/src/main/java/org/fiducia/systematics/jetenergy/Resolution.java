package org.fiducia.systematics.jetenergy;

import org.fiducia.api.Settings;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.JetChange;

/**
 * The jet energy resolution made wider or narrower by a relative δ(|η|, pT), by the two methods in use (CMS, <em>Jet energy
 * scale and resolution in pp collisions at 8 TeV</em>, JINST 12 (2017) P02014, §8): what a jet has more than the generated
 * one it comes from is scaled, pT → pT_gen + (1 ± δ)(pT − pT_gen). One that comes from none is smeared with a Gaussian of
 * relative width σ √((1 + δ)² − 1), where it gets wider, and stays as it is where it gets narrower. The Gaussian number is
 * a function of the bits of the jet's momentum: the same in whichever order jets are looked at.
 */
final class Resolution {
    private static final double LARGEST = 1;

    private final SizeTable size;
    private final double[] width;

    private Resolution(SizeTable size, double[] width) {
        this.size = size;
        this.width = width;
    }

    /**
     * That of the card: {@code size}, a {@link SizeTable} of δ, and {@code width}, N in GeV, S in √GeV and C of the relative
     * resolution σ = √(N²/pT² + S²/pT + C²).
     */
    static Resolution of(Settings settings) {
        double[] width = settings.reals("width", 3, 0.9, 0.04);
        if (width.length != 3 || !(width[0] >= 0 && width[1] >= 0 && width[2] >= 0)) {
            throw settings.wrong("width", "N in GeV, S in √GeV and C, none below 0");
        }
        var resolution = new Resolution(SizeTable.of(settings, "size", LARGEST), width);
        settings.refuseUnknown();
        return resolution;
    }

    /**
     * The change by one standard deviation.
     *
     * @param sign 1 for wider, −1 for narrower
     */
    JetChange change(int sign) {
        return (jet, generatedPt) -> {
            double pt = jet.pt();
            double delta = size.at(Math.abs(jet.eta()), pt);
            if (Double.isNaN(generatedPt)) {
                double more = sign > 0 ? width(pt) * Math.sqrt(delta * (2 + delta)) : 0;
                return Scaling.scaled(jet, more == 0 ? 1 : Math.max(0, 1 + more * gaussian(jet)));
            }
            return Scaling.scaled(jet, Math.max(0, 1 + sign * delta * (1 - generatedPt / pt)));
        };
    }

    private double width(double pt) {
        return Math.sqrt(width[0] * width[0] / (pt * pt) + width[1] * width[1] / pt + width[2] * width[2]);
    }

    /** A number from the standard normal distribution that belongs to the jet (Box and Muller). */
    static double gaussian(FourMomentum jet) {
        long bits = 0;
        for (double component : new double[] {jet.px(), jet.py(), jet.pz(), jet.e()}) {
            bits = mix(bits ^ Double.doubleToLongBits(component));
        }
        double first = 1 - uniform(bits);
        double second = uniform(mix(bits));
        return StrictMath.sqrt(-2 * StrictMath.log(first)) * StrictMath.cos(2 * Math.PI * second);
    }

    private static double uniform(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}

package org.fiducia.channel.hzz4l;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.fiducia.api.channel.FourMomentum;

/** Symmetries of the angles, and another way to calculate them. */
class DecayAnglesPropertyTest {
    private static final double TOLERANCE = 1e-7;

    @Provide
    Arbitrary<FourMomentum[]> leptons() {
        return Arbitraries.longs().map(seed -> {
            var random = new SplittableRandom(seed);
            var leptons = new FourMomentum[4];
            for (int i = 0; i < 4; i++) {
                leptons[i] = FourMomentum.ofPtEtaPhiM(
                        5 + 60 * random.nextDouble(),
                        5 * random.nextDouble() - 2.5,
                        (2 * random.nextDouble() - 1) * Math.PI,
                        0.1);
            }
            return leptons;
        });
    }

    @Property
    void agreesWithInvariantsForThePolarAngles(@ForAll("leptons") FourMomentum[] l) {
        // in the Z1 frame E = p·Z1/m1 for any p, so that the angle follows from scalar products alone
        DecayAngles angles = of(l);
        assertEquals(polar(l[0], l[0].plus(l[1]), l[2].plus(l[3])), angles.cosTheta1(), TOLERANCE);
        assertEquals(polar(l[2], l[2].plus(l[3]), l[0].plus(l[1])), angles.cosTheta2(), TOLERANCE);
    }

    private static double polar(FourMomentum lepton, FourMomentum z, FourMomentum recoil) {
        double m = z.mass();
        double leptonE = dot(lepton, z) / m;
        double recoilE = dot(recoil, z) / m;
        double leptonP = Math.sqrt(leptonE * leptonE - lepton.mass2());
        double recoilP = Math.sqrt(recoilE * recoilE - recoil.mass2());
        return -(leptonE * recoilE - dot(lepton, recoil)) / (leptonP * recoilP);
    }

    private static double dot(FourMomentum a, FourMomentum b) {
        return a.e() * b.e() - a.px() * b.px() - a.py() * b.py() - a.pz() * b.pz();
    }

    @Property
    void agreesWithAzimuthsAboutTheZ1Direction(@ForAll("leptons") FourMomentum[] l) {
        // with Z1 along the axis of a right-handed system, Φ = φ(ℓ11) − φ(ℓ21) and Φ1 = φ(beam) − φ(ℓ11)
        FourMomentum h = l[0].plus(l[1]).plus(l[2]).plus(l[3]);
        FourMomentum q = l[0].plus(l[1]).inRestFrameOf(h);
        double theta = Math.acos(q.pz() / q.p());
        double first = azimuth(l[0].inRestFrameOf(h), q.phi(), theta);
        double second = azimuth(l[2].inRestFrameOf(h), q.phi(), theta);
        double beam = azimuth(new FourMomentum(0, 0, 1, 1), q.phi(), theta);
        DecayAngles angles = of(l);
        assertEquals(Math.cos(theta), angles.cosThetaStar(), TOLERANCE);
        assertSameAngle(first - second, angles.phi());
        assertSameAngle(beam - first, angles.phi1());
    }

    /** Azimuth after the rotations that bring a direction (φ, θ) to the third axis. */
    private static double azimuth(FourMomentum p, double phi, double theta) {
        double x = Math.cos(phi) * p.px() + Math.sin(phi) * p.py();
        double y = -Math.sin(phi) * p.px() + Math.cos(phi) * p.py();
        return Math.atan2(y, Math.cos(theta) * x - Math.sin(theta) * p.pz());
    }

    @Property
    void doesNotChangeWhenTheEventTurnsAboutTheBeam(
            @ForAll("leptons") FourMomentum[] l, @ForAll @DoubleRange(min = -3, max = 3) double angle) {
        var turned = new FourMomentum[4];
        for (int i = 0; i < 4; i++) {
            turned[i] = new FourMomentum(
                    Math.cos(angle) * l[i].px() - Math.sin(angle) * l[i].py(),
                    Math.sin(angle) * l[i].px() + Math.cos(angle) * l[i].py(),
                    l[i].pz(),
                    l[i].e());
        }
        assertSame(of(l), of(turned));
    }

    @Property
    void keepsTheAnglesInsideTheDecayUnderAnyBoost(
            @ForAll("leptons") FourMomentum[] l, @ForAll @DoubleRange(min = -0.9, max = 0.9) double beta) {
        FourMomentum frame = new FourMomentum(0.3 * beta, -0.2 * beta, beta, 1);
        var boosted = new FourMomentum[4];
        for (int i = 0; i < 4; i++) {
            boosted[i] = l[i].inRestFrameOf(frame);
        }
        DecayAngles before = of(l);
        DecayAngles after = of(boosted);
        assertEquals(before.cosTheta1(), after.cosTheta1(), TOLERANCE);
        assertEquals(before.cosTheta2(), after.cosTheta2(), TOLERANCE);
        assertSameAngle(before.phi(), after.phi());
    }

    @Property
    void changesSignOfThePlanesUnderReflection(@ForAll("leptons") FourMomentum[] l) {
        var mirrored = new FourMomentum[4];
        for (int i = 0; i < 4; i++) {
            mirrored[i] = new FourMomentum(l[i].px(), -l[i].py(), l[i].pz(), l[i].e());
        }
        DecayAngles before = of(l);
        DecayAngles after = of(mirrored);
        assertEquals(before.cosThetaStar(), after.cosThetaStar(), TOLERANCE);
        assertSameAngle(-before.phi(), after.phi());
        assertSameAngle(-before.phi1(), after.phi1());
    }

    @Property
    void changesSignOfThePolarAngleWhenLeptonAndAntileptonSwap(@ForAll("leptons") FourMomentum[] l) {
        // far from the mass of the leptons they are back to back in the Z frame
        DecayAngles before = of(l);
        DecayAngles after = DecayAngles.of(l[1], l[0], l[2], l[3]);
        assertEquals(-before.cosTheta1(), after.cosTheta1(), TOLERANCE);
        assertEquals(before.cosTheta2(), after.cosTheta2(), TOLERANCE);
        assertSameAngle(before.phi() + Math.PI, after.phi());
    }

    @Property
    void staysInItsRange(@ForAll("leptons") FourMomentum[] l) {
        DecayAngles angles = of(l);
        assertTrue(Math.abs(angles.cosThetaStar()) <= 1);
        assertTrue(Math.abs(angles.cosTheta1()) <= 1);
        assertTrue(Math.abs(angles.cosTheta2()) <= 1);
        assertTrue(Math.abs(angles.phi()) <= Math.PI);
        assertTrue(Math.abs(angles.phi1()) <= Math.PI);
    }

    private static DecayAngles of(FourMomentum[] l) {
        return DecayAngles.of(l[0], l[1], l[2], l[3]);
    }

    private static void assertSame(DecayAngles expected, DecayAngles actual) {
        assertEquals(expected.cosThetaStar(), actual.cosThetaStar(), TOLERANCE);
        assertEquals(expected.cosTheta1(), actual.cosTheta1(), TOLERANCE);
        assertEquals(expected.cosTheta2(), actual.cosTheta2(), TOLERANCE);
        assertSameAngle(expected.phi(), actual.phi());
        assertSameAngle(expected.phi1(), actual.phi1());
    }

    /** acos loses half of the digits near its ends. */
    private static void assertSameAngle(double expected, double actual) {
        assertEquals(0, Math.IEEEremainder(expected - actual, 2 * Math.PI), 1e-6);
    }
}

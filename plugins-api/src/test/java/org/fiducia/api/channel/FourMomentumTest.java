package org.fiducia.api.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FourMomentumTest {
    @Property
    void comesBackFromItsCoordinates(
            @ForAll @DoubleRange(min = 0.1, max = 500) double pt,
            @ForAll @DoubleRange(min = -5, max = 5) double eta,
            @ForAll @DoubleRange(min = -3.14, max = 3.14) double phi,
            @ForAll @DoubleRange(min = 0, max = 200) double mass) {
        var p = FourMomentum.ofPtEtaPhiM(pt, eta, phi, mass);
        assertEquals(pt, p.pt(), 1e-9 * pt);
        assertEquals(eta, p.eta(), 1e-9);
        assertEquals(phi, p.phi(), 1e-9);
        assertEquals(mass * mass, p.mass2(), 1e-9 * p.e() * p.e());
    }

    @Property
    void restsInItsOwnFrameAndKeepsMasses(
            @ForAll @DoubleRange(min = 1, max = 300) double pt,
            @ForAll @DoubleRange(min = -3, max = 3) double eta,
            @ForAll @DoubleRange(min = 1, max = 200) double mass,
            @ForAll @DoubleRange(min = 0.1, max = 100) double otherPt,
            @ForAll @DoubleRange(min = -3, max = 3) double otherEta) {
        var frame = FourMomentum.ofPtEtaPhiM(pt, eta, 0.7, mass);
        var other = FourMomentum.ofPtEtaPhiM(otherPt, otherEta, -2, 3);
        double scale = frame.e() * other.e() / mass;
        assertEquals(0, frame.inRestFrameOf(frame).p(), 1e-9 * frame.e() * frame.e() / mass);
        assertEquals(9, other.inRestFrameOf(frame).mass2(), 1e-9 * scale * scale);
    }

    @Property
    void addsRapidityUnderBoostsAlongTheBeam(
            @ForAll @DoubleRange(min = -2, max = 2) double y, @ForAll @DoubleRange(min = -2, max = 2) double boost) {
        var p = new FourMomentum(3, 4, 13 * Math.sinh(y), 13 * Math.cosh(y));
        var frame = new FourMomentum(0, 0, Math.sinh(boost), Math.cosh(boost));
        assertEquals(y - boost, p.inRestFrameOf(frame).rapidity(), 1e-9);
    }

    /** To units of the last place, from where it is a series to where it is not. */
    @Property
    void pzIsThatOfTheHyperbolicSine(@ForAll @DoubleRange(min = -12, max = 12) double eta) {
        for (double x : new double[] {eta, eta / 24, eta / 1e6}) {
            double exact = Math.sinh(x);
            assertEquals(exact, FourMomentum.ofPtEtaPhiM(1, x, 0, 0).pz(), 8e-16 * Math.abs(exact));
        }
    }

    /** As the remainder that is nearest to zero says. */
    @Property
    void azimuthalDistancesAreRemainders(
            @ForAll @DoubleRange(min = -3.14, max = 3.14) double one,
            @ForAll @DoubleRange(min = -3.14, max = 3.14) double other) {
        var a = FourMomentum.ofPtEtaPhiM(10, 0, one, 0);
        var b = FourMomentum.ofPtEtaPhiM(10, 0, other, 0);
        assertEquals(Math.IEEEremainder(a.phi() - b.phi(), 2 * Math.PI), a.deltaPhi(b));
    }

    /** A Z at rest: two back-to-back muons of 45.5 GeV. */
    @Test
    void hasTheMassOfAPair() {
        var pair = FourMomentum.ofPtEtaPhiM(45.5, 0, 0, 0).plus(FourMomentum.ofPtEtaPhiM(45.5, 0, Math.PI, 0));
        assertEquals(91, pair.mass(), 1e-12);
        assertEquals(0, pair.pt(), 1e-12);
    }

    @Test
    void measuresDistancesAcrossTheSeam() {
        var a = FourMomentum.ofPtEtaPhiM(10, 1, 3.1, 0);
        var b = FourMomentum.ofPtEtaPhiM(10, 1, -3.1, 0);
        assertEquals(2 * (Math.PI - 3.1), a.deltaR(b), 1e-12);
    }

    @Test
    void transverseMomentumReadInSinglePrecisionComesOutAsItWas() {
        var random = new Random(5);
        for (int k = 0; k < 100_000; k++) {
            double pt = (float) (k % 3 == 0 ? 20 + k % 200 : 1 + 300 * random.nextDouble());
            double phi = (float) (Math.PI * (2 * random.nextDouble() - 1));
            assertEquals(pt, FourMomentum.ofPtEtaPhiM(pt, 1.5, phi, 10).pt());
        }
        double between = 30 + 1e-12;
        assertEquals(between, FourMomentum.ofPtEtaPhiM(between, 0, 0, 0).pt());
    }
}

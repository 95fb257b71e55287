package org.fiducia.channel.hzz4l;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.fiducia.api.channel.FourMomentum;
import org.junit.jupiter.api.Test;

class DecayAnglesTest {
    @Test
    void reproducesTheTestVector() {
        FourMomentum l11 = FourMomentum.ofPtEtaPhiM(45, 0.3, 0.5, 0);
        FourMomentum l12 = FourMomentum.ofPtEtaPhiM(38, -0.4, -2.2, 0);
        FourMomentum l21 = FourMomentum.ofPtEtaPhiM(18, 1.1, 1.9, 0);
        FourMomentum l22 = FourMomentum.ofPtEtaPhiM(12, -0.7, 2.8, 0);
        DecayAngles angles = DecayAngles.of(l11, l12, l21, l22);
        assertEquals(85.9337228622, l11.plus(l12).mass(), 1e-9);
        assertEquals(32.7703052454, l21.plus(l22).mass(), 1e-9);
        assertEquals(-0.402490772403, angles.cosThetaStar(), 1e-11);
        assertEquals(-0.060331396315, angles.cosTheta1(), 1e-11);
        assertEquals(0.402732559725, angles.cosTheta2(), 1e-11);
        assertEquals(-0.799624861975, angles.phi(), 1e-11);
        assertEquals(1.220945463504, angles.phi1(), 1e-11);
    }

    @Test
    void isZeroWhereAPlaneHasNoSide() {
        // all momenta in the x-z plane: both decay planes coincide, and with the production plane too
        FourMomentum l11 = FourMomentum.ofPtEtaPhiM(45, 0.3, 0, 0);
        FourMomentum l12 = FourMomentum.ofPtEtaPhiM(38, -0.4, Math.PI, 0);
        FourMomentum l21 = FourMomentum.ofPtEtaPhiM(18, 1.1, 0, 0);
        FourMomentum l22 = FourMomentum.ofPtEtaPhiM(12, -0.7, Math.PI, 0);
        FourMomentum flat12 = new FourMomentum(l12.px(), 0, l12.pz(), l12.e());
        FourMomentum flat22 = new FourMomentum(l22.px(), 0, l22.pz(), l22.e());
        DecayAngles angles = DecayAngles.of(l11, flat12, l21, flat22);
        assertEquals(0, angles.phi());
        assertEquals(0, angles.phi1());
    }
}

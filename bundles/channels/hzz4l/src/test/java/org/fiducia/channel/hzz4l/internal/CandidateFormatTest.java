package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Photon;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;
import org.junit.jupiter.api.Test;

class CandidateFormatTest {
    @Property
    void givesBackEveryCandidateToTheLastBit(
            @ForAll long seed, @ForAll @IntRange(max = 5) int jets, @ForAll boolean wide, @ForAll boolean three)
            throws IOException {
        var random = new SplittableRandom(seed);
        var z1 = new Z(lepton(random, wide), lepton(random, wide));
        var list = new ArrayList<FourMomentum>();
        for (int i = 0; i < jets; i++) {
            list.add(FourMomentum.ofPtEtaPhiM(random.nextDouble() * 100, random.nextDouble(), 1, 5));
        }
        Candidate candidate = three
                ? new ZPlusLepton(z1, lepton(random, wide), list)
                : four(random, z1, new Z(lepton(random, wide), lepton(random, wide)), list);
        Candidate back = read(bytes(candidate));
        assertEquals(candidate, back);
        assertEquals(candidate.p4(), back.p4());
    }

    /** With the last jet as a soft one, and generated jets of some. */
    private static FourLepton four(SplittableRandom random, Z z1, Z z2, List<FourMomentum> jets) {
        if (jets.isEmpty() || random.nextBoolean()) {
            return new FourLepton(z1, z2, jets);
        }
        int last = jets.size() - 1;
        var generated = new ArrayList<Double>();
        for (int i = 0; i < jets.size() && last % 2 == 0; i++) {
            generated.add(random.nextBoolean() ? Double.NaN : random.nextDouble() * 100);
        }
        return new FourLepton(z1, z2, jets.subList(0, last), jets.subList(last, last + 1), 30, generated);
    }

    private static Lepton lepton(SplittableRandom random, boolean wide) {
        Flavour flavour = random.nextBoolean() ? Flavour.MUON : Flavour.ELECTRON;
        Photon photon = random.nextInt(4) == 0
                ? new Photon(number(random, 10, wide), number(random, 2, wide), number(random, 3, wide))
                : null;
        return new Lepton(
                flavour,
                random.nextInt(3) - 1,
                number(random, 100, wide),
                number(random, 2, wide),
                number(random, 3, wide),
                random.nextBoolean() ? flavour.mass() : number(random, 1, wide),
                random.nextBoolean(),
                photon);
    }

    private static double number(SplittableRandom random, double scale, boolean wide) {
        double value = random.nextDouble() * scale;
        return wide ? value : (float) value;
    }

    @Test
    void isCompact() throws IOException {
        var z = new Z(Lepton.of(Flavour.MUON, -1, 45, 0.5, 0.25), Lepton.of(Flavour.MUON, 1, 40, -0.5, 2.25));
        assertEquals(2 + 4 * 13 + 4, bytes(new FourLepton(z, z, List.of())).length);
    }

    @Test
    void refusesWhatItDidNotWrite() throws IOException {
        var z = new Z(Lepton.of(Flavour.MUON, -1, 45, 0.5, 0.25), Lepton.of(Flavour.MUON, 1, 40, -0.5, 2.25));
        byte[] bytes = bytes(new FourLepton(z, z, List.of()));
        bytes[0] = 99;
        assertTrue(
                assertThrows(IOException.class, () -> read(bytes)).getMessage().contains("99"));
        bytes[0] = 1;
        bytes[1] = 7;
        assertThrows(IOException.class, () -> read(bytes));
        assertThrows(IOException.class, () -> read(new byte[] {1, 4, 0}));
    }

    private static byte[] bytes(Candidate candidate) throws IOException {
        var out = new ByteArrayOutputStream();
        new FourLeptonChannel().write(candidate, new DataOutputStream(out));
        return out.toByteArray();
    }

    private static Candidate read(byte[] bytes) throws IOException {
        return new FourLeptonChannel().read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}

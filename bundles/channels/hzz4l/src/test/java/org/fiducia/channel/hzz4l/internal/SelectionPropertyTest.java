package org.fiducia.channel.hzz4l.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Z;
import org.fiducia.channel.hzz4l.ZPlusLepton;

/** What no event may depend on, with up to eight leptons per event. */
class SelectionPropertyTest {
    /** A lepton: muon or not, charge, pT, η, φ, identified or not. */
    private record Thrown(boolean muon, int charge, double pt, double eta, double phi, boolean tight) {}

    private static List<Thrown> event(long seed) {
        var random = new SplittableRandom(seed);
        int count = 3 + random.nextInt(6);
        var leptons = new ArrayList<Thrown>();
        for (int i = 0; i < count; i++) {
            leptons.add(new Thrown(
                    random.nextInt(3) > 0,
                    random.nextBoolean() ? 1 : -1,
                    7.1 + 50 * random.nextDouble() * random.nextDouble(),
                    4.8 * random.nextDouble() - 2.4,
                    (2 * random.nextDouble() - 1) * Math.PI,
                    random.nextInt(6) > 0));
        }
        return leptons;
    }

    private static List<SelectedEvent> select(List<Thrown> leptons) {
        var builder = new EventBuilder();
        for (Thrown l : leptons) {
            builder.object(l.muon ? "Muon" : "Electron", l.pt, l.eta, l.phi, l.charge, 0, 0, l.tight ? 1 : 0, -1);
        }
        return builder.select().kept();
    }

    @Property
    void doesNotDependOnTheOrderOfTheLeptons(@ForAll long seed) {
        List<Thrown> leptons = event(seed);
        List<SelectedEvent> once = select(leptons);
        Collections.shuffle(leptons, new Random(seed));
        List<SelectedEvent> again = select(leptons);
        assertEquals(once, again);
    }

    @Property
    void doesNotDependOnTheAzimuthOfTheEvent(@ForAll long seed, @ForAll @DoubleRange(min = -3, max = 3) double angle) {
        List<Thrown> leptons = event(seed);
        assertAlike(
                select(leptons),
                select(leptons.stream()
                        .map(l -> new Thrown(
                                l.muon, l.charge, l.pt, l.eta, Math.IEEEremainder(l.phi + angle, 2 * Math.PI), l.tight))
                        .toList()));
    }

    @Property
    void doesNotDistinguishForwardFromBackwardNorMatterFromAntimatter(@ForAll long seed) {
        List<Thrown> leptons = event(seed);
        assertAlike(
                select(leptons),
                select(leptons.stream()
                        .map(l -> new Thrown(l.muon, -l.charge, l.pt, -l.eta, l.phi, l.tight))
                        .toList()));
    }

    private static void assertAlike(List<SelectedEvent> expected, List<SelectedEvent> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).region(), actual.get(i).region());
            assertEquals(expected.get(i).category(), actual.get(i).category());
            assertEquals(
                    expected.get(i).reco().p4().mass(),
                    actual.get(i).reco().p4().mass(),
                    1e-7);
        }
    }

    @Property
    void keepsWhatItPromises(@ForAll long seed) {
        List<Thrown> leptons = event(seed);
        for (SelectedEvent event : select(leptons)) {
            Z first = event.reco() instanceof FourLepton four ? four.z1() : ((ZPlusLepton) event.reco()).z();
            assertTrue(first.minus().charge() < 0 && first.plus().charge() > 0);
            assertTrue(first.minus().tight() && first.plus().tight());
            assertEquals(first.minus().flavour(), first.plus().flavour());
            assertTrue(first.mass() > 40 && first.mass() < 120);
            if (event.reco() instanceof FourLepton four) {
                assertEquals(
                        4,
                        List.of(
                                        first.minus(),
                                        first.plus(),
                                        four.z2().minus(),
                                        four.z2().plus())
                                .stream()
                                .distinct()
                                .count());
                assertTrue(four.z2().mass() > 12 && four.z2().mass() < 120);
                assertTrue(four.p4().mass() > 70);
                boolean sameSign =
                        four.z2().minus().charge() == four.z2().plus().charge();
                assertEquals(event.region() == FourLeptonChannel.REGION_SS, sameSign);
                if (event.region() == FourLeptonChannel.REGION_SR) {
                    assertTrue(Math.abs(first.mass() - Z.MASS)
                            <= Math.abs(four.z2().mass() - Z.MASS));
                    assertTrue(four.z2().minus().tight() && four.z2().plus().tight());
                }
            } else {
                assertEquals(3, leptons.size());
            }
        }
    }
}

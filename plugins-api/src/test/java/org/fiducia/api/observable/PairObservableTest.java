package org.fiducia.api.observable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.junit.jupiter.api.Test;

class PairObservableTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final FourMomentum SYSTEM = FourMomentum.ofPtEtaPhiM(20, 0, 1, 125);
    private static final FourMomentum JET = FourMomentum.ofPtEtaPhiM(45, 0, 1, 5);

    private final Pair pair = new Pair();

    private record Made(List<FourMomentum> jets) implements Candidate {
        @Override
        public FourMomentum p4() {
            return SYSTEM;
        }
    }

    private record One(ObservableInfo info) implements Observable<Candidate> {
        @Override
        public Class<Candidate> candidateType() {
            return Candidate.class;
        }

        @Override
        public double value(Candidate candidate) {
            return info.axes().get(0).minJets() > 0
                    ? candidate.jets().get(0).pt()
                    : candidate.p4().pt();
        }
    }

    private static final class Pair extends PairObservable<Candidate> {
        Pair() {
            super(
                    Candidate.class,
                    new One(ObservableInfo.decay("system", "$p_T$", "GeV", 0, 1)),
                    new One(ObservableInfo.jets("jet", 1, "$p_T^{j}$", "GeV", 0, 1)),
                    new Rectangles("p_T", "jet")
                            .bin("0 jets", Range.ANY, Range.ABSENT)
                            .alongFirst(new Range(30, 50), 0, 15, INFINITY)
                            .alongFirst("hard jet", new Range(50, INFINITY), 0, INFINITY)
                            .binning());
        }
    }

    @Test
    void takesNameAxesAndTargetFromItsComponents() {
        assertEquals("system-jet", pair.id());
        assertEquals("$p_T$ vs $p_T^{j}$", pair.title());
        assertEquals(
                List.of(0, 1), pair.info().axes().stream().map(Axis::minJets).toList());
        assertEquals(Target.DECAY, pair.info().target());
        assertEquals(
                List.of("system", "jet"),
                pair.components().stream().map(Observable::id).toList());
    }

    @Test
    void takesBothCoordinates() {
        var candidate = new Made(List.of(JET));
        assertArrayEquals(new double[] {20, 45}, pair.coordinates(candidate), 1e-12);
        assertEquals(20, pair.value(candidate), 1e-12);
        assertEquals(2, pair.info().binning().find(pair.coordinates(candidate)));
    }

    @Test
    void leavesOutTheCoordinateThatDoesNotExist() {
        var candidate = new Made(List.of());
        assertArrayEquals(new double[] {20, Double.NaN}, pair.coordinates(candidate), 1e-12);
        assertEquals(0, pair.info().binning().find(pair.coordinates(candidate)));
    }

    @Test
    void labelsRectanglesByWhatTheyCover() {
        assertEquals(
                List.of("0 jets", "jet 30–50, p_T 0–15", "jet 30–50, p_T > 15", "hard jet, p_T > 0"),
                pair.info().binning().bins().stream().map(Bin::label).toList());
        var other = new Rectangles("a", "b")
                .alongSecond(new Range(0, 1), 2, 3, INFINITY)
                .rectangle(Range.ANY, new Range(1, 2))
                .rectangle(new Range(1, 2), Range.ABSENT);
        assertEquals(
                List.of("a 0–1, b 2–3", "a 0–1, b > 3", "b 1–2", "a 1–2, no b"),
                other.binning().bins().stream().map(Bin::label).toList());
    }
}

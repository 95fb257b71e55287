package org.fiducia.background.fakes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.objects.misidentified.FakeContent;
import org.junit.jupiter.api.Test;

class FactorConstraintsTest {
    private static SimulatedYields yields(double... ofKinds) {
        var yields = new SimulatedYields();
        String[] kinds = {"a", "b"};
        for (int k = 0; k < ofKinds.length; k++) {
            if (ofKinds[k] > 0) {
                var candidate = new FakeEvents.Candidate(FakeContent.of(List.of(kinds[k])), 0, 0);
                yields.fill("tt", new SelectedEvent(1, 0, 0, candidate, -1, null, false), ofKinds[k], List.of());
            }
        }
        return yields;
    }

    /** A count of N events of one kind knows its factor to 1/√N. */
    @Test
    void oneKindInOneCount() {
        var constraints = new FactorConstraints(List.of("a"));
        constraints.add(yields(100));
        assertEquals(.1, constraints.uncertainty(0), 1e-12);
    }

    /** Counts of 100 a and of 100 a + 44 b: b is known to √(144 + 100)/44, as a difference. */
    @Test
    void oneKindBesideAnother() {
        var constraints = new FactorConstraints(List.of("a", "b"));
        constraints.add(yields(100));
        constraints.add(yields(100, 44));
        assertEquals(Math.sqrt(244) / 44, constraints.uncertainty(1), 1e-9);
        assertEquals(.1, constraints.uncertainty(0), 1e-9);
    }

    @Test
    void oneCountCannotTellTwoKindsApart() {
        var constraints = new FactorConstraints(List.of("a", "b"));
        constraints.add(yields(100, 44));
        assertEquals(Double.POSITIVE_INFINITY, constraints.uncertainty(0));
        assertEquals(Double.POSITIVE_INFINITY, constraints.uncertainty(1));
    }
}

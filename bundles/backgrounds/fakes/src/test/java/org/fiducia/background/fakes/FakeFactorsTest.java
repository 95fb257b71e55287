package org.fiducia.background.fakes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.background.fakes.FakeEvents.Candidate;
import org.fiducia.background.fakes.FakeFactors.Estimate;
import org.fiducia.background.fakes.FakeFactors.Factor;
import org.fiducia.background.fakes.FakeFactors.Pair;
import org.fiducia.background.fakes.FakeFactors.Source;
import org.fiducia.objects.misidentified.FakeContent;
import org.fiducia.objects.misidentified.Misidentified.Loose;
import org.junit.jupiter.api.Test;

class FakeFactorsTest {
    private static final double[] EDGES = {20, 50};
    private static final List<Pair> PAIRS = List.of(new Pair("CR_b", "AR_b"));

    private static Candidate candidate(boolean fake, Loose... objects) {
        return new Candidate(
                fake ? FakeContent.of(List.of("t")) : FakeContent.NONE, 0, List.of(objects), List.of(objects), 0);
    }

    private static Loose tau(double pt) {
        return new Loose("t", pt);
    }

    /** 30 tight and 100 loose below 50 GeV, of which 5 and 20 are genuine by simulation; 8 and 10 above. */
    private static FakeEvents pairs() {
        return new FakeEvents()
                .add("data", "CR_b", 1, 30, candidate(false, tau(30)))
                .add("data", "AR_b", 1, 100, candidate(false, tau(40)))
                .add("data", "CR_b", 1, 8, candidate(false, tau(50)))
                .add("data", "AR_b", 1, 10, candidate(false, tau(80)))
                .add("ttW", "CR_b", .5, 10, candidate(false, tau(30)))
                .add("ttW", "AR_b", .5, 40, candidate(false, tau(30)))
                .add("tt", "CR_b", 3, 7, candidate(true, tau(30)));
    }

    private static Source data(FakeEvents events) {
        return new Source(FakeEvents.ANALYSIS, events.samples(), false, fakes -> 1);
    }

    @Test
    void areTightOverLooseWithoutWhatIsGenuine() {
        Factor[] factors = FakeFactors.of(data(pairs()), PAIRS, EDGES).of("t");
        assertEquals(25.0 / 80, factors[0].value(), 1e-12);
        double ratio = 25.0 / 80;
        assertEquals(Math.sqrt(30 + 2.5 + ratio * ratio * (100 + 10)) / 80, factors[0].error(), 1e-12);
        assertEquals(.8, factors[1].value(), 1e-12);
    }

    /**
     * Four events with a loose object below 50 GeV, two with one above, one with both: 4 f + 2 g − f g; a genuine one of weight
     * .5 is taken off, and one with a loose lepton is not for these factors.
     */
    @Test
    void countLooseObjectsWithAlternatingSigns() {
        FakeEvents events = pairs().add("data", "AR", 1, 4, candidate(false, tau(30)))
                .add("data", "AR", 1, 2, candidate(false, tau(70)))
                .add("data", "AR", 1, 1, candidate(false, tau(30), tau(70)))
                .add("data", "AR", 1, 3, candidate(false, new Loose("e", 30)))
                .add("ttW", "AR", .5, 1, candidate(false, tau(30)))
                .add("tt", "AR", 5, 1, candidate(true, tau(30)));
        FakeFactors factors = FakeFactors.of(data(events), PAIRS, EDGES);
        Estimate estimate = factors.applied(data(events), "AR", 0);
        double f = 25.0 / 80;
        double g = .8;
        assertEquals(3.5 * f + 2 * g - f * g, estimate.events(), 1e-12);
        double counts = 4 * f * f + 2 * g * g + f * f * g * g + .25 * f * f;
        double ofF = (3.5 - g) * factors.of("t")[0].error();
        double ofG = (2 - f) * factors.of("t")[1].error();
        assertEquals(Math.sqrt(counts + ofF * ofF + ofG * ofG), estimate.error(), 1e-12);
    }

    @Test
    void simulationStandsForTheDataWhereTheMethodIsTried() {
        FakeEvents events = pairs().add("tt", "AR_b", 3, 21, candidate(true, tau(30)));
        Factor[] factors = FakeFactors.of(
                        new Source(FakeEvents.ANALYSIS, events.samples(), true, fakes -> 1), PAIRS, EDGES)
                .of("t");
        assertEquals(1.0 / 3, factors[0].value(), 1e-12);
        assertTrue(Double.isNaN(factors[1].value()), "nothing is loose there");
    }

    @Test
    void ratiosHaveTheUncertaintiesOfBoth() {
        Estimate ratio = new Estimate(30, 3).over(new Estimate(20, 4));
        assertEquals(1.5, ratio.events(), 1e-12);
        assertEquals(1.5 * Math.hypot(.1, .2), ratio.error(), 1e-12);
    }
}

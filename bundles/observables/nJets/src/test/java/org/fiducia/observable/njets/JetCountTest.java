package org.fiducia.observable.njets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.testkit.ObservableContract;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JetCountTest extends ObservableContract<Candidate> {
    JetCountTest() {
        super(new JetCount());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 1, 1", "2, 2, 2", "3, 3, 3", "4, 4, ≥ 4", "9, 4, ≥ 4"})
    void countsJets(int jets, int bin, String label) {
        FourMomentum jet = FourMomentum.ofPtEtaPhiM(52, 1.7, -0.6, 8);
        var candidate = new PlainCandidate(FourMomentum.ofPtEtaPhiM(30, 1, 0, 125), Collections.nCopies(jets, jet));
        assertEquals(jets, observable().value(candidate));
        var binning = observable().info().binning();
        assertEquals(bin, binning.find(observable().coordinates(candidate)));
        assertEquals(label, binning.bins().get(bin).label());
    }
}

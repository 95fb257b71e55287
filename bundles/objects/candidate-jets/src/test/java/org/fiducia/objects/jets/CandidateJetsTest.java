package org.fiducia.objects.jets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.fiducia.api.channel.FourMomentum;
import org.junit.jupiter.api.Test;

class CandidateJetsTest {
    private static FourMomentum jet(double pt) {
        return FourMomentum.ofPtEtaPhiM(pt, 1, 2, 5);
    }

    private static FourMomentum scaled(FourMomentum jet, double factor) {
        return new FourMomentum(factor * jet.px(), factor * jet.py(), factor * jet.pz(), factor * jet.e());
    }

    private static final CandidateJets JETS =
            new CandidateJets(List.of(jet(50), jet(31)), List.of(jet(28)), 30, List.of(48.0, Double.NaN, 33.0));

    /** Each moves to what it was generated with; one that comes from none moves below the threshold. */
    @Test
    void selectsAnewWithTheJetsTheyComeFrom() {
        CandidateJets changed =
                JETS.changed((jet, generated) -> scaled(jet, Double.isNaN(generated) ? 0.9 : generated / jet.pt()));
        assertEquals(
                List.of(48L, 33L),
                changed.selected().stream().map(jet -> Math.round(jet.pt())).toList());
        assertEquals(
                List.of(28L),
                changed.soft().stream().map(jet -> Math.round(jet.pt())).toList());
        assertEquals(List.of(48.0, 33.0, Double.NaN), changed.generatedPt());
        assertEquals(30, changed.minPt());
    }

    @Test
    void isItselfWhenNothingChanges() {
        assertSame(JETS, JETS.changed((jet, generated) -> jet));
        var none = new CandidateJets(List.of());
        assertSame(none, none.changed((jet, generated) -> scaled(jet, 2)));
        var fixed = new CandidateJets(List.of(jet(40)));
        assertSame(fixed, fixed.changed((jet, generated) -> scaled(jet, 2)));
    }

    @Test
    void isReadBackToTheLastBit() throws IOException {
        for (CandidateJets jets : List.of(
                JETS,
                new CandidateJets(List.of()),
                new CandidateJets(List.of(jet(Math.PI * 20))),
                new CandidateJets(List.of(), List.of(jet(29)), 30, List.of()))) {
            var out = new ByteArrayOutputStream();
            jets.write(new DataOutputStream(out));
            var in = new DataInputStream(new ByteArrayInputStream(out.toByteArray()));
            assertEquals(jets, CandidateJets.read(in));
            assertEquals(0, in.available());
        }
    }

    @Test
    void everyJetIsMatchedOrNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new CandidateJets(List.of(jet(50)), List.of(jet(28)), 30, List.of(48.0)));
        assertNotEquals(JETS, new CandidateJets(JETS.selected(), JETS.soft(), 30, List.of()));
    }
}

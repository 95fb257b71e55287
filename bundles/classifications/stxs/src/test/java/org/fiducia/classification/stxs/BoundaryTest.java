package org.fiducia.classification.stxs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.channel.higgs.HiggsCandidate;
import org.fiducia.channel.higgs.HiggsCandidate.Besides;
import org.fiducia.objects.categories.Condition;
import org.fiducia.objects.jets.CandidateJets;
import org.fiducia.objects.production.Produced.VectorDecay;
import org.junit.jupiter.api.Test;

/** Events on both sides of every threshold of stage 1.2, with the numbers that its bins have in arXiv:1906.02754 and in NanoAOD. */
class BoundaryTest {
    /** Just below a threshold, relative. */
    private static final double BELOW = 1 - 1e-12;

    /** Quantity, threshold, an event beside (process, decay, pTH, jets, mjj, pTV), numbers at and just below. */
    private static final String TABLE = """
            pTH 200 ggH   NONE 0 0 0   0 101 106
            pTH 200 ggH   NONE 0 1 0   0 101 109
            pTH 200 ggH   NONE 0 2 200 0 101 112
            pTH 200 ggH   NONE 0 2 500 0 101 114
            pTH 200 ggH   NONE 0 2 900 0 101 116
            pTH 300 ggH   NONE 0 1 0   0 102 101
            pTH 450 ggH   NONE 0 1 0   0 103 102
            pTH 650 ggH   NONE 0 1 0   0 104 103
            pTH 10  ggH   NONE 0 0 0   0 106 105
            pTH 60  ggH   NONE 0 1 0   0 108 107
            pTH 120 ggH   NONE 0 1 0   0 109 108
            pTH 60  ggH   NONE 0 2 200 0 111 110
            pTH 120 ggH   NONE 0 2 200 0 112 111
            mjj 350 ggH   NONE 9  2 0   0 113 110
            mjj 350 ggH   NONE 90 2 0   0 114 111
            mjj 350 ggH   NONE 190 2 0  0 114 112
            mjj 700 ggH   NONE 9  2 0   0 115 113
            mjj 700 ggH   NONE 90 2 0   0 116 114
            pTH 25  ggH   NONE 0 2 500 0 114 113
            pTH 25  ggH   NONE 0 2 900 0 116 115
            mjj 60  VBF   NONE 9 2 0   0 204 203
            mjj 120 VBF   NONE 9 2 0   0 205 204
            mjj 350 VBF   NONE 9 2 0   0 207 205
            mjj 350 VBF   NONE 90 2 0  0 208 205
            mjj 350 VBF   NONE 200 2 0 0 206 205
            mjj 700 VBF   NONE 9 2 0   0 209 207
            mjj 700 VBF   NONE 90 2 0  0 210 208
            mjj 700 VBF   NONE 200 2 0 0 206 206
            pTH 25  VBF   NONE 0 2 500 0 208 207
            pTH 25  VBF   NONE 0 2 900 0 210 209
            pTH 200 VBF   NONE 0 2 500 0 206 208
            pTH 200 VBF   NONE 0 2 900 0 206 210
            pTV 75  WH   LEPTON_NEUTRINO 50 0 0 0 302 301
            pTV 150 WH   LEPTON_NEUTRINO 50 0 0 0 303 302
            pTV 150 WH   LEPTON_NEUTRINO 50 1 0 0 304 302
            pTV 250 WH   LEPTON_NEUTRINO 50 0 0 0 305 303
            pTV 250 WH   LEPTON_NEUTRINO 50 1 0 0 305 304
            pTV 75  qqZH LEPTONS 50 0 0 0 402 401
            pTV 150 qqZH NEUTRINOS 50 0 0 0 403 402
            pTV 150 qqZH LEPTONS 50 1 0 0 404 402
            pTV 250 qqZH LEPTONS 50 0 0 0 405 403
            pTV 250 qqZH LEPTONS 50 1 0 0 405 404
            pTV 75  ggZH LEPTONS 50 0 0 0 502 501
            pTV 150 ggZH LEPTONS 50 0 0 0 503 502
            pTV 150 ggZH NEUTRINOS 50 1 0 0 504 502
            pTV 250 ggZH LEPTONS 50 0 0 0 505 503
            pTV 250 ggZH LEPTONS 50 1 0 0 505 504
            pTH 60  ttH  NONE 0 2 200 0 602 601
            pTH 120 ttH  NONE 0 0 0   0 603 602
            pTH 200 ttH  NONE 0 0 0   0 604 603
            pTH 300 ttH  NONE 0 0 0   0 605 604
            absYH 2.5 ggH NONE 9 0 0  0 100 105
            absYH 2.5 VBF NONE 9 0 0  0 200 201
            absYH 2.5 WH  LEPTON_NEUTRINO 9 0 0 50 300 301
            absYH 2.5 qqZH LEPTONS 9 0 0 50 400 401
            absYH 2.5 ggZH LEPTONS 9 0 0 50 500 501
            absYH 2.5 ttH NONE 9 0 0  0 600 601
            absYH 2.5 bbH NONE 9 0 0  0 700 701
            absYH 2.5 tH  NONE 9 0 0  0 800 801
            """;

    private final Definition stage = Definition.shipped("stage1.2");

    /** One line of the table. */
    private record Line(
            String quantity,
            double threshold,
            String process,
            VectorDecay decay,
            double pt,
            int jets,
            double mjj,
            double vectorPt,
            int at,
            int below) {
        static Line of(String text) {
            String[] words = text.trim().split("\\s+");
            return new Line(
                    words[0],
                    Double.parseDouble(words[1]),
                    words[2],
                    VectorDecay.valueOf(words[3]),
                    Double.parseDouble(words[4]),
                    Integer.parseInt(words[5]),
                    Double.parseDouble(words[6]),
                    Double.parseDouble(words[7]),
                    Integer.parseInt(words[8]),
                    Integer.parseInt(words[9]));
        }

        /** The event with the quantity at a value. */
        HiggsCandidate event(double value) {
            double higgs = quantity.equals("pTH") ? value : pt;
            double rapidity = quantity.equals("absYH") ? -value : 0;
            double vector = quantity.equals("pTV") ? value : vectorPt;
            double pair = quantity.equals("mjj") ? value : mjj;
            List<FourMomentum> all =
                    jets == 2 ? pair(pair) : jets == 1 ? List.of(FourMomentum.ofPtEtaPhiM(40, 1, 2, 5)) : List.of();
            return higgs(higgs, rapidity, decay, vector, all);
        }
    }

    private static HiggsCandidate higgs(
            double pt, double rapidity, VectorDecay decay, double vectorPt, List<FourMomentum> jets) {
        return new HiggsCandidate(125, pt, rapidity, 0, new CandidateJets(jets), new Besides(0, 0, vectorPt, 0, decay));
    }

    /** Two massless jets of an exact mass: above 120 GeV back to back, so that the momentum of the three is that of the Higgs boson. */
    private static List<FourMomentum> pair(double mass) {
        if (mass <= 120) {
            double e = mass * 5 / 6; // 3, 4, 5: (2e)² − (8e/5)² = (6e/5)²
            return List.of(new FourMomentum(e * 0.8, e * 0.6, 0, e), new FourMomentum(e * 0.8, -e * 0.6, 0, e));
        }
        double z = Math.sqrt(mass * mass / 4 - 1600);
        return List.of(new FourMomentum(0, 40, z, mass / 2), new FourMomentum(0, -40, -z, mass / 2));
    }

    private int number(String process, HiggsCandidate event) {
        return stage.of(process, event).orElseThrow().number();
    }

    @Test
    void aThresholdBelongsToTheUpperBin() {
        TABLE.lines().map(Line::of).forEach(line -> {
            assertEquals(line.at(), number(line.process(), line.event(line.threshold())), () -> "at " + line);
            assertEquals(
                    line.below(), number(line.process(), line.event(line.threshold() * BELOW)), () -> "below " + line);
        });
    }

    /** No threshold of the definition is left out, in no group. */
    @Test
    void everyThresholdIsThere() {
        var tried = new HashSet<String>();
        TABLE.lines().map(Line::of).forEach(line -> {
            String group = stage.bins().stream()
                    .filter(bin -> bin.number() == line.at())
                    .findFirst()
                    .orElseThrow()
                    .group();
            String quantity = line.quantity().equals("pTH") && line.threshold() == 25 ? "pTHjj" : line.quantity();
            tried.add(group + " " + quantity + " " + line.threshold());
        });
        var defined = new HashSet<String>();
        for (Definition.Bin bin : stage.bins()) {
            for (Condition<Definition.Event> condition : bin.where()) {
                assertTrue(Set.of(">=", "<").contains(condition.comparison()), () -> bin.name() + ": half-open");
                if (!condition.name().equals("nJets")) {
                    defined.add(bin.group() + " " + condition.name() + " " + condition.number());
                }
            }
        }
        assertEquals(defined, tried);
    }

    /** Jets are those above 30 GeV, a jet of just 30 GeV is none; the hardest two make the pair. */
    @Test
    void jetsAreAboveTheirThreshold() {
        int[] numbers = {106, 107, 110};
        int[] electroweak = {201, 202, 203};
        for (int n = 0; n <= 2; n++) {
            var above = new ArrayList<FourMomentum>();
            var at = new ArrayList<FourMomentum>();
            for (int k = 0; k < n; k++) {
                above.add(FourMomentum.ofPtEtaPhiM(Math.nextUp(30f), 5, 0.5 * k, 0));
                at.add(FourMomentum.ofPtEtaPhiM(30, 5, 0.5 * k, 0));
            }
            assertEquals(numbers[n], number("ggH", higgs(20, 0, VectorDecay.NONE, Double.NaN, above)));
            assertEquals(numbers[0], number("ggH", higgs(20, 0, VectorDecay.NONE, Double.NaN, at)));
            assertEquals(electroweak[n], number("VBF", higgs(20, 0, VectorDecay.NONE, Double.NaN, above)));
            assertEquals(electroweak[0], number("VBF", higgs(20, 0, VectorDecay.NONE, Double.NaN, at)));
        }
    }
}

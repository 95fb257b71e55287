package org.fiducia.systematics.sampleweights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;
import org.junit.jupiter.api.Test;

/** Eight fiducial events of ggH of which four are selected, and two of VBF, both selected: the efficiency is 6/10. */
class ProductionModesTest {
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 1)),
            List.of(new Category("4e", "")),
            List.of(new Region("SR", "", true)),
            "",
            105,
            160,
            125);

    private static BinnedSample sample(String process, int events, int selected) {
        Candidate candidate = new PlainCandidate(FourMomentum.ofPtEtaPhiM(10, 0, 0, 125), List.of());
        var list = new ArrayList<SelectedEvent>();
        int[] reco = new int[events];
        for (int e = 0; e < events; e++) {
            boolean is = e < selected;
            reco[e] = is ? 0 : -1;
            list.add(new SelectedEvent(1, is ? 0 : -1, is ? 0 : -1, is ? candidate : null, 0, candidate, is));
        }
        return MassFit.binned(
                ANALYSIS,
                new Sample(process, process, Role.SIGNAL, MassFit.at(125), "", 1),
                list,
                reco,
                new int[events]);
    }

    private static List<Nuisance> nuisances(Map<String, Object> declared) {
        var values = new HashMap<String, Object>(Map.of("source", "production-modes", "name", "mix"));
        values.putAll(declared);
        var nominal = new ExampleNominal(ANALYSIS, ObservableInfo.production("x", "x", "", 0, 1))
                .withSamples(List.of(sample("ggH", 8, 4), sample("VBF", 2, 2)));
        return new ProductionModes()
                .part(nominal, List.of(new Settings("/nuisances/0", values)))
                .nuisances();
    }

    @Test
    void theEfficiencyIsThatOfTheOtherMixture() {
        List<Nuisance> nuisances = nuisances(Map.of("processes", List.of("VBF"), "size", List.of(-0.5, 1)));
        assertEquals("mix", nuisances.get(0).name());
        assertEquals("model dependence", nuisances.get(0).group());
        var effect = (YieldEffect) nuisances.get(0).effects().get(0);
        assertEquals((8.0 / 12) / 0.6 - 1, effect.up(), 1e-12);
        assertEquals((5.0 / 9) / 0.6 - 1, effect.down(), 1e-12);
        assertEquals("signal", effect.target().process());
    }

    @Test
    void oneNumberIsBothWays() {
        var effect = (YieldEffect) nuisances(Map.of("processes", "VBF", "size", 0.5))
                .get(0)
                .effects()
                .get(0);
        assertEquals((7.0 / 11) / 0.6 - 1, effect.up(), 1e-12);
        assertEquals((5.0 / 9) / 0.6 - 1, effect.down(), 1e-12);
    }

    @Test
    void allModesTogetherAreNoOtherMixture() {
        assertEquals(List.of(), nuisances(Map.of("processes", List.of("ggH", "VBF"), "size", 0.5)));
    }

    @Test
    void whatIsNotThereOrNotPossibleIsRefused() {
        var unknown =
                assertThrows(FiduciaException.class, () -> nuisances(Map.of("processes", List.of("bbH"), "size", 0.5)));
        assertTrue(unknown.getMessage().contains("bbH"), unknown.getMessage());
        assertTrue(unknown.remedy().contains("ggH, VBF"), unknown.remedy());
        for (Object size : List.of(1.0, List.of(0.1, 0.2), List.of(-1, 1), List.of(-0.1))) {
            assertThrows(FiduciaException.class, () -> nuisances(Map.of("processes", "VBF", "size", size)));
        }
        assertThrows(FiduciaException.class, () -> nuisances(Map.of("size", 0.1)));
    }
}

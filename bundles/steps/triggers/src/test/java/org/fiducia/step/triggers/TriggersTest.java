package org.fiducia.step.triggers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.testkit.EventStepContract;
import org.junit.jupiter.api.Test;

class TriggersTest extends EventStepContract {
    private static final SampleOrigin SIGNAL = new SampleOrigin(Role.SIGNAL, "s", "p", "2018", "");

    TriggersTest() {
        super(new Triggers());
    }

    private static SampleOrigin data(String set) {
        return new SampleOrigin(Role.DATA, "Data_2018", "data", "2018", set);
    }

    /** Two sets that share a bit, and a third. */
    private static Map<String, Object> sets() {
        var sets = new LinkedHashMap<String, Object>();
        sets.put("DoubleMuon", List.of("mm", "both"));
        sets.put("SingleMuon", List.of("m", "both"));
        sets.put("EGamma", List.of("e"));
        return sets;
    }

    private static Settings settings(Map<String, Object> sets, Object... absent) {
        var values = new LinkedHashMap<String, Object>();
        values.put("dataSets", sets);
        if (absent.length > 0) {
            values.put("mayBeAbsent", absent[0]);
        }
        return new Settings("/steps/0/settings", values);
    }

    @Override
    protected Settings settings() {
        return settings(sets());
    }

    @Override
    protected List<SampleOrigin> origins() {
        return List.of(SIGNAL, data("DoubleMuon"), data("SingleMuon"), data("EGamma"));
    }

    /** Every combination of the four bits: event number in binary is mm, m, both, e. */
    @Override
    protected EventBatch batch(SampleOrigin origin) {
        String[] names = {"mm", "m", "both", "e"};
        var columns = new LinkedHashMap<String, Column>();
        for (int bit = 0; bit < names.length; bit++) {
            var values = new long[16];
            for (int e = 0; e < 16; e++) {
                values[e] = e >> bit & 1;
            }
            columns.put(names[bit], Column.integers(names[bit], null, values));
        }
        return new EventBatch("f", 0, 16, columns);
    }

    @Test
    void everyRecordedEventIsCountedInOneDataSet() {
        EventStep.Step step = new Triggers().step(settings());
        double[] simulated = step.factors(batch(SIGNAL), SIGNAL, (name, number) -> {});
        double[][] recorded = List.of("DoubleMuon", "SingleMuon", "EGamma").stream()
                .map(set -> step.factors(batch(SIGNAL), data(set), (name, number) -> {}))
                .toArray(double[][]::new);
        for (int e = 0; e < 16; e++) {
            boolean mm = (e & 1) != 0;
            boolean m = (e & 2) != 0;
            boolean both = (e & 4) != 0;
            boolean electron = (e & 8) != 0;
            assertEquals(mm || both ? 1 : 0, recorded[0][e], "DoubleMuon " + e);
            assertEquals(m && !mm && !both ? 1 : 0, recorded[1][e], "SingleMuon " + e);
            assertEquals(electron && !mm && !both && !m ? 1 : 0, recorded[2][e], "EGamma " + e);
            assertEquals(e == 0 ? 0 : 1, simulated[e], "simulation " + e);
            assertEquals(simulated[e], recorded[0][e] + recorded[1][e] + recorded[2][e], "once and only once " + e);
        }
        assertEquals(EventStep.Side.RECONSTRUCTED, step.side());
    }

    @Test
    void readsTheBitsThatItNeedsAndNoOthers() {
        EventStep.Step step = new Triggers().step(settings(sets(), List.of("mm")));
        assertEquals(
                List.of("mm", "both"),
                step.columns(data("DoubleMuon")).stream().map(ColumnSpec::name).toList());
        assertEquals(
                List.of("e", "mm", "both", "m"),
                step.columns(data("EGamma")).stream().map(ColumnSpec::name).toList());
        assertTrue(step.columns(SIGNAL).get(0).optional());
        assertTrue(!step.columns(SIGNAL).get(1).optional());
        EventStep.Step all = new Triggers().step(settings(sets(), true));
        assertTrue(all.columns(SIGNAL).stream().allMatch(ColumnSpec::optional));
        assertArrayEquals(
                new double[] {0}, new double[] {all.columns(SIGNAL).get(0).otherwise()});
    }

    @Test
    void dataMustBeOfOneOfItsSets() {
        EventStep.Step step = new Triggers().step(settings());
        var unknown = assertThrows(FiduciaException.class, () -> step.columns(data("SingleMuons")));
        assertTrue(unknown.remedy().contains("did you mean SingleMuon"), unknown.remedy());
        var silent = assertThrows(FiduciaException.class, () -> step.columns(data("")));
        assertTrue(silent.getMessage().contains("do not say which"), silent.getMessage());
        EventStep.Step one = new Triggers().step(settings(Map.of("Muon", List.of("m"))));
        assertEquals(1, one.columns(data("")).size(), "there is no other");
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (Settings wrong : List.of(
                new Settings("", Map.of()),
                settings(Map.of()),
                settings(Map.of("a", List.of())),
                settings(Map.of("a", List.of("x", "x"))),
                settings(Map.of("a", List.of("x")), List.of("y")))) {
            assertThrows(
                    FiduciaException.class,
                    () -> new Triggers().step(wrong),
                    wrong.values().toString());
        }
    }
}

package org.fiducia.physics.mass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.physics.smfractions.SmFractions;
import org.junit.jupiter.api.Test;

class ResonanceMassTest {
    private static final Analysis ANALYSIS =
            new Analysis("", 13.6, List.of(), List.of(), List.of(), "m", 105, 160, 125);

    private final ResonanceMass model = new ResonanceMass(new SmFractions());

    private static List<Point> simulated(double... masses) {
        return java.util.Arrays.stream(masses)
                .mapToObj(m -> Point.of(Analysis.MASS, m))
                .toList();
    }

    @Test
    void floatsAsFarAsThereIsSimulation() {
        Parameter mass = model.floating(ANALYSIS, simulated(126, 120, 130, 120), Settings.none())
                .get(0);
        assertEquals("mH", mass.name());
        assertEquals(125, mass.initial());
        assertEquals(120, mass.lower());
        assertEquals(130, mass.upper());
        assertEquals(Parameter.Role.INTEREST, mass.role());
        var settings = new Settings("/physics/settings", Map.of("range", List.of(124, 127)));
        assertEquals(127, model.floating(ANALYSIS, simulated(), settings).get(0).upper());
    }

    @Test
    void refusesAMassThatCannotFloat() {
        assertThrows(FiduciaException.class, () -> model.floating(ANALYSIS, simulated(125), Settings.none()));
        assertThrows(FiduciaException.class, () -> model.floating(ANALYSIS, simulated(126, 130), Settings.none()));
        var settings = new Settings("/physics/settings", Map.of("range", List.of(127, 124)));
        assertThrows(FiduciaException.class, () -> model.check(ANALYSIS, settings));
    }

    @Test
    void reportsTheMassBesideTheCrossSections() {
        var processes = List.of(new SignalProcess("", "4e", 0, 1), new SignalProcess("", "4e", 1, 2));
        Interest interest =
                model.interest(ANALYSIS, ObservableInfo.production("x", "x", "", 0, 1, 2), processes, Settings.none());
        assertEquals(2, interest.bins().size());
        assertEquals("mH", interest.further().get(0).name());
        assertEquals("GeV", interest.further().get(0).unit());
        assertEquals(125, interest.further().get(0).predicted());
        assertEquals(2, interest.parameters().size(), "the mass itself comes from the point");
    }
}

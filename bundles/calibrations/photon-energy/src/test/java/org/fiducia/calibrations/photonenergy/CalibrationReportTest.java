package org.fiducia.calibrations.photonenergy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Text;
import org.junit.jupiter.api.Test;

class CalibrationReportTest {
    private static String said(Constants stage) {
        var items = new ArrayList<Item>();
        CalibrationReport.scales(stage, items);
        return String.join(
                "\n",
                items.stream()
                        .filter(Text.class::isInstance)
                        .flatMap(text -> ((Text) text).lines().stream())
                        .toList());
    }

    @Test
    void tellsWhichConstantsAreAtTheirLimit() {
        assertEquals("", said(Examples.first(0.001)));
        Constants stage = Examples.first(0.001);
        stage.of(Constants.SMEARING)[Cells.SCALES + 2] = 0;
        String said = said(stage);
        assertTrue(said.contains("limit of 0"), said);
        assertTrue(said.endsWith(stage.bins().get(2) + " of 2023"), said);
    }
}

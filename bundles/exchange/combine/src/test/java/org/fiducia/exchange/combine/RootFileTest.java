package org.fiducia.exchange.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.Histogram;
import org.fiducia.reader.root.RootReader;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card whose histograms are in a real ROOT file: spectra of the sample for tag and probe. */
class RootFileTest {
    private static final String BIN = "bin00_7To15_eta0p0To0p8";

    @TempDir
    Path folder;

    @Test
    void theLikelihoodIsThatOfTheHistograms() throws IOException {
        Path file = SharedFolder.sample("TnP_MC.root");
        String card = """
                shapes sig * %1$s %2$s_Pass
                shapes bkg * %1$s %2$s_Fail
                shapes data_obs * %1$s %2$s_Pass
                bin p p
                process sig bkg
                process 0 1
                rate -1 -1
                lumi lnN 1.1 -
                """.formatted(file, BIN);
        double expected = 0;
        Histogram pass;
        Histogram fail;
        try (EventFile root = new RootReader().open(file)) {
            pass = root.histogram(BIN + "_Pass");
            fail = root.histogram(BIN + "_Fail");
        }
        for (int b = 0; b < pass.size(); b++) {
            double nu = 2 * pass.contents()[b] + fail.contents()[b];
            expected += nu > 0 ? nu - pass.contents()[b] * Math.log(nu) : 0;
        }
        Read whole = Read.card(folder, card, "", new RootReader());
        assertEquals(1, whole.model().model().categories().size());
        assertEquals(expected, whole.likelihood().value(whole.at("r", 2)), 1e-9 * Math.abs(expected));
        Read errors = Read.card(folder, card + "p autoMCStats 1e9 0 1\n", "", new RootReader());
        assertEquals(80, errors.model().model().categories().size());
        double entries = 0;
        for (var constraint : errors.model().model().constraints()) {
            // the constraints of Poisson kind add n − n ln n at their start
            double n = constraint.observed();
            entries += constraint.kind().equals("poisson") ? n - n * Math.log(n) : 0;
        }
        assertTrue(entries != 0);
        assertEquals(expected + entries, errors.likelihood().value(errors.at("r", 2)), 1e-9 * Math.abs(expected));
        var missing = assertThrows(
                FiduciaException.class, () -> Read.card(folder, card.replace("_Fail", "_Fial"), "", new RootReader()));
        assertTrue(missing.remedy().contains(BIN + "_Fail"), missing.remedy());
    }
}

package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Real muons of the J/ψ, without simulation: efficiencies in data alone. */
class JpsiTest {
    @Test
    void fitsRealMuonsWithoutSimulation() throws IOException {
        ScaleFactors result = Fits.measure(Fits.shared("data/real/jpsi-tnp-2011.root"), null, false, 2, 0);
        assertNull(result.simulation());
        assertEquals("efficiency", result.quantity());
        ScaleFactor bin = result.bins().get(0);
        for (PairFit fit : bin.fits().dataFits()) {
            assertTrue(fit.good(), fit.model() + " " + fit.flags());
            // 2767 failing entries of 186239 hold most of the background: at least 98.5 % pass.
            assertTrue(
                    fit.efficiency().value() > 0.985 && fit.efficiency().value() < 1,
                    fit.efficiency().toString());
        }
        assertTrue(CorrectionJson.of(result).isEmpty(), "no variables, no corrections");
        assertTrue(MapFigure.of(result).isEmpty());
        assertTrue(SchemeFigure.of(result).isEmpty());
        assertEquals(1, FitSheets.of(result, true).size());
    }
}

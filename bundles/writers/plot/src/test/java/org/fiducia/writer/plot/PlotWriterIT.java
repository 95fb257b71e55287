package org.fiducia.writer.plot;

import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.BundleContract;

class PlotWriterIT extends BundleContract<ResultWriter> {
    PlotWriterIT() {
        super(ResultWriter.class, "plot");
    }
}

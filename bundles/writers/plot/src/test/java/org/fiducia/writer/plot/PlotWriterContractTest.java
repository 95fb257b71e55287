package org.fiducia.writer.plot;

import org.fiducia.testkit.WriterContract;

class PlotWriterContractTest extends WriterContract {
    PlotWriterContractTest() {
        super(new PlotWriter());
    }
}

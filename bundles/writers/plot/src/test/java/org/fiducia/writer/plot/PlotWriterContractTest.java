package org.fiducia.writer.plot;

import java.util.List;
import org.fiducia.testkit.WriterContract;

class PlotWriterContractTest extends WriterContract {
    PlotWriterContractTest() {
        super(new PlotWriter(List.of()));
    }
}

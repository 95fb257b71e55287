package org.fiducia.reader.hepmc;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.testkit.ReaderContract;

class HepmcReaderContractTest extends ReaderContract {
    HepmcReaderContractTest() {
        super(new HepmcReader());
    }

    @Override
    protected Path file(Path folder) throws IOException {
        var text = new EventWriter("GEV").names("nominal", "up");
        for (int k = 0; k < 7; k++) {
            text.event(1 + k, 2)
                    .crossSection(.5)
                    .higgs(EventWriter.lepton(11, 40 + k, .1, .2), EventWriter.lepton(-11, 30, -.4, 2))
                    .particle(211, 50, 1, -1);
        }
        return text.write(folder.resolve("events.hepmc3"));
    }
}

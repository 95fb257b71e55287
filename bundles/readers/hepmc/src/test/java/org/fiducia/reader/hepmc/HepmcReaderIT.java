package org.fiducia.reader.hepmc;

import org.fiducia.api.event.EventReader;
import org.fiducia.testkit.BundleContract;

class HepmcReaderIT extends BundleContract<EventReader> {
    HepmcReaderIT() {
        super(EventReader.class, "hepmc");
    }
}

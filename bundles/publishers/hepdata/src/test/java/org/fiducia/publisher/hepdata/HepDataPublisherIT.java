package org.fiducia.publisher.hepdata;

import org.fiducia.api.command.Publisher;
import org.fiducia.testkit.BundleContract;

class HepDataPublisherIT extends BundleContract<Publisher> {
    HepDataPublisherIT() {
        super(Publisher.class, "hepdata");
    }
}

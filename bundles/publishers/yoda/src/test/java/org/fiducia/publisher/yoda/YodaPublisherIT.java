package org.fiducia.publisher.yoda;

import org.fiducia.api.command.Publisher;
import org.fiducia.testkit.BundleContract;

class YodaPublisherIT extends BundleContract<Publisher> {
    YodaPublisherIT() {
        super(Publisher.class, "yoda");
    }
}

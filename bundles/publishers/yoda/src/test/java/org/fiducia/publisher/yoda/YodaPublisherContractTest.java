package org.fiducia.publisher.yoda;

import org.fiducia.testkit.PublisherContract;

class YodaPublisherContractTest extends PublisherContract {
    YodaPublisherContractTest() {
        super(new YodaPublisher(), examples());
    }
}

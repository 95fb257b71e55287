package org.fiducia.publisher.hepdata;

import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.command.Publication;
import org.fiducia.api.store.Keeper;
import org.fiducia.testkit.PublisherContract;

class HepDataPublisherContractTest extends PublisherContract {
    HepDataPublisherContractTest() {
        super(
                new HepDataPublisher(List.of(), List.of(), List.of()),
                new Publication(
                        List.of(entry(new CountedModel("coarse", 2)), entry(new CountedModel("fine", 3))),
                        Keeper.NONE,
                        1,
                        Progress.NONE));
    }

    private static Publication.Entry entry(CountedModel counted) {
        return new Publication.Entry(
                counted.measurement, counted.measurement.observable().id(), () -> counted.model);
    }
}

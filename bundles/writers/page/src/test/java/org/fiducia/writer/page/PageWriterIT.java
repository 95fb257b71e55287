package org.fiducia.writer.page;

import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.BundleContract;

class PageWriterIT extends BundleContract<ResultWriter> {
    PageWriterIT() {
        super(ResultWriter.class, "page");
    }
}

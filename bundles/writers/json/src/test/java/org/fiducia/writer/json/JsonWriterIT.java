package org.fiducia.writer.json;

import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.BundleContract;

class JsonWriterIT extends BundleContract<ResultWriter> {
    JsonWriterIT() {
        super(ResultWriter.class, "json");
    }
}

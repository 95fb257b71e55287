package org.fiducia.writer.table;

import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.testkit.BundleContract;

class TableWriterIT extends BundleContract<ResultWriter> {
    TableWriterIT() {
        super(ResultWriter.class, "table");
    }
}

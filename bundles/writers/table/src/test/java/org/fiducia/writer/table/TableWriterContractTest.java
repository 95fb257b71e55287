package org.fiducia.writer.table;

import org.fiducia.testkit.WriterContract;

class TableWriterContractTest extends WriterContract {
    TableWriterContractTest() {
        super(new TableWriter());
    }
}

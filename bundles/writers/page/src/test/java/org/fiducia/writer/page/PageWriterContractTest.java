package org.fiducia.writer.page;

import org.fiducia.testkit.WriterContract;

class PageWriterContractTest extends WriterContract {
    PageWriterContractTest() {
        super(new PageWriter());
    }
}

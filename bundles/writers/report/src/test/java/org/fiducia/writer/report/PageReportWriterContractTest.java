package org.fiducia.writer.report;

import org.fiducia.testkit.ReportWriterContract;

class PageReportWriterContractTest extends ReportWriterContract {
    PageReportWriterContractTest() {
        super(new PageReportWriter());
    }
}

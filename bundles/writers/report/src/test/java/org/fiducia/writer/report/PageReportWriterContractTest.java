package org.fiducia.writer.report;

import java.util.List;
import org.fiducia.testkit.ReportWriterContract;

class PageReportWriterContractTest extends ReportWriterContract {
    PageReportWriterContractTest() {
        super(new PageReportWriter(List.of()));
    }
}

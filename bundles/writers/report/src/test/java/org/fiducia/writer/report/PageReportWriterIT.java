package org.fiducia.writer.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.report.Figure;
import org.fiducia.api.report.Figure.Axis;
import org.fiducia.api.report.Figure.Panel;
import org.fiducia.api.report.ReportWriter;
import org.fiducia.testkit.InFelix;
import org.fiducia.testkit.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** In a real framework: the writer is a service, and draws with the library it imports. */
@ExtendWith(InFelix.class)
class PageReportWriterIT {
    @Test
    void drawsInAFramework(@TempDir Path folder) throws Exception {
        ReportWriter writer = Services.await(getClass(), ReportWriter.class);
        var panel = new Panel(Axis.linear("y", ""), 1, List.of(), List.of());
        writer.pictures(List.of(new Figure("f", "", "", Axis.linear("x", ""), List.of(panel))), folder, 2);
        assertTrue(Files.size(folder.resolve("f.svg")) > 100);
        assertTrue(Files.size(folder.resolve("f.png")) > 50);
    }
}

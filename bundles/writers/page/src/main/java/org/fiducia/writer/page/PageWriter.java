package org.fiducia.writer.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.osgi.service.component.annotations.Component;

/**
 * Writes {@code report.html} for a measurement: one file with all of its numbers and the vector pictures that writers before
 * this one left in the folder. For several measurements there is {@code index.html}, a table of their results that leads to
 * these pages.
 */
@Component(service = ResultWriter.class)
public final class PageWriter implements ResultWriter {
    /** The page of a measurement. */
    static final String REPORT = "report.html";

    @Override
    public String id() {
        return "page";
    }

    @Override
    public String title() {
        return "report.html, and index.html of several measurements";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) throws IOException {
        String html = ReportPage.html(measurement, new Pictures(folder));
        Files.writeString(folder.resolve(REPORT), html, StandardCharsets.UTF_8);
    }

    @Override
    public void summarise(List<Measurement> measurements, Path folder, Console console) throws IOException {
        if (measurements.isEmpty()) {
            return;
        }
        String html = IndexPage.html(measurements, folder);
        try (var page = new ResultFolder(folder, "page")) {
            Files.writeString(page.path().resolve("index.html"), html, StandardCharsets.UTF_8);
            page.add();
        }
    }
}

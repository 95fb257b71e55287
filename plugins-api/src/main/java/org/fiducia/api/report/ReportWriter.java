package org.fiducia.api.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Draws what is in reports. A service; the command line uses it where a report has figures or a page. Thread-safe. */
public interface ReportWriter {
    /**
     * Writes each figure as {@code id.svg} and {@code id.png}; the same figure has the same bytes.
     *
     * @param threads at least 1
     */
    void pictures(List<Figure> figures, Path folder, int threads) throws IOException;

    /** Writes text, tables and figures of a report as one file of HTML that needs nothing beside it. */
    void page(Report report, Path file) throws IOException;
}

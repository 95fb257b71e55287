package org.fiducia.api.command;

import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.report.Report;

/** A verb that works on an analysis card, see {@link AnalysisVerb}, and answers with a report, see {@link ReportVerb}. */
public interface AnalysisReportVerb extends AnalysisVerb, ReportVerb {
    /**
     * Does what the verb is for, see {@link ReportVerb#report(Terminal)}.
     *
     * @param terminal where the verb was called
     * @param options what the user chose of the analysis
     */
    Report report(Terminal terminal, Options options) throws Exception;

    /** With the card of the distribution as it is, on all cores. */
    @Override
    default Report report(Terminal terminal) throws Exception {
        return report(terminal, new Options("", Runtime.getRuntime().availableProcessors(), false));
    }

    @Override
    default int run(Terminal terminal, Options options) throws Exception {
        Report report = report(terminal, options);
        report.lines().forEach(terminal.out()::println);
        return report.exitCode();
    }

    @Override
    default int run(Terminal terminal) throws Exception {
        return ReportVerb.super.run(terminal);
    }
}

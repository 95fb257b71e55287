package org.fiducia.api.command;

import org.fiducia.api.report.Report;

/**
 * A verb that answers with a report. The command line prints it as text, or as JSON with {@code --json}, an option that it
 * gives to all of these, and writes its files where the report says; the verb declares only what is its own.
 */
public interface ReportVerb extends Verb {
    /**
     * Does what the verb is for.
     *
     * @return the answer, with the exit code and, where the user asked for files, their folder
     * @throws Exception a {@link org.fiducia.api.FiduciaException} for what the user can mend
     */
    Report report(Terminal terminal) throws Exception;

    /** Prints the text of the report; files are written by who asks for the report itself. */
    @Override
    default int run(Terminal terminal) throws Exception {
        Report report = report(terminal);
        report.lines().forEach(terminal.out()::println);
        return report.exitCode();
    }
}

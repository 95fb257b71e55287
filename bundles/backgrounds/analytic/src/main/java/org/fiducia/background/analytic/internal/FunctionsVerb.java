package org.fiducia.background.analytic.internal;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.background.analytic.BackgroundFamily;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code functions}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "functions",
        description =
                "Show the functions that may describe the background of each category, and which the data choose.")
public final class FunctionsVerb implements AnalysisReportVerb {
    private final CardSelection selection;
    private final AnalyticBackground background;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and functions.json.")
    private String out = "";

    /** With what fits are made of, and the families that there are when it is called. */
    @Activate
    public FunctionsVerb(
            @Reference CardSelection selection,
            @Reference LikelihoodCompiler compiler,
            @Reference(target = "(fitter=newton)") Fitter fitter,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<BackgroundFamily> families) {
        this.selection = selection;
        background = new AnalyticBackground(compiler, fitter, families);
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        var selected = selection.select(terminal, options);
        Settings settings = selected.backgrounds().get(AnalyticBackground.ID);
        if (settings == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the card has no background " + AnalyticBackground.ID,
                    "add {\"id\": \"" + AnalyticBackground.ID + "\"} to /backgrounds, or choose another card");
        }
        terminal.progress().begin("fitting functions", 0);
        Report report = FunctionsReport.of(
                selected.analysis(),
                background.tried(selected.analysis(), selected.samples(), settings, terminal.progress()));
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "pictures in " + out)
                        .with("functions.json", Form.JSON));
    }
}

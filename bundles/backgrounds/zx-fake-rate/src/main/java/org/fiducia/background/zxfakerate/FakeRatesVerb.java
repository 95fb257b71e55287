package org.fiducia.background.zxfakerate;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fakerates}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "fakerates",
        description = "Show the fake rates, the control regions and what each method makes of them for Z+X.")
public final class FakeRatesVerb implements AnalysisReportVerb {
    private final CardSelection selection;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and fakerates.json.")
    private String out = "";

    @Activate
    public FakeRatesVerb(@Reference CardSelection selection) {
        this.selection = selection;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        var selected = selection.select(terminal, options);
        Settings block = selected.backgrounds().get(FakeRateBackground.ID);
        if (block == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the card has no background " + FakeRateBackground.ID,
                    "add {\"id\": \"" + FakeRateBackground.ID + "\"} to /backgrounds, or choose another card");
        }
        FakeRateSettings settings = FakeRateSettings.of(block, selected.analysis());
        Report report = FakeRateAnswer.of(
                FakeRateReport.of(selected.analysis(), settings, selected.samples(), terminal.progress()));
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "pictures in " + out)
                        .with("fakerates.json", Form.JSON));
    }
}

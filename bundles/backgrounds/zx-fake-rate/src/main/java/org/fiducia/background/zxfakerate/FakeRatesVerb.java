package org.fiducia.background.zxfakerate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
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
public final class FakeRatesVerb implements Verb {
    private final CardSelection selection;

    @Option(
            names = "--card",
            paramLabel = "FILE",
            description = "Analysis card; default: etc/analysis.json of the distribution.")
    private String card = "";

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--fresh", description = "Compute everything anew, whatever the store holds.")
    private boolean fresh;

    @Option(names = "--json", description = "Print the numbers as JSON, and nothing else.")
    private boolean json;

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    @Activate
    public FakeRatesVerb(@Reference CardSelection selection) {
        this.selection = selection;
    }

    @Override
    public int run(Terminal terminal) throws JsonProcessingException {
        var selected = selection.select(terminal, new CardSelection.Options(card, threads, fresh));
        Settings block = selected.backgrounds().get(FakeRateBackground.ID);
        if (block == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the card has no background " + FakeRateBackground.ID,
                    "add {\"id\": \"" + FakeRateBackground.ID + "\"} to /backgrounds, or choose another card");
        }
        FakeRateSettings settings = FakeRateSettings.of(block, selected.analysis());
        FakeRateReport report =
                FakeRateReport.of(selected.analysis(), settings, selected.samples(), terminal.progress());
        if (json) {
            var mapper = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
            terminal.out().println(mapper.writeValueAsString(FakeRateJson.of(report)));
        } else {
            new FakeRateText(report).print(terminal.out());
        }
        return 0;
    }
}

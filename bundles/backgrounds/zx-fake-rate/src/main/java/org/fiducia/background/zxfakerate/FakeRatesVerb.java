package org.fiducia.background.zxfakerate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.command.AnalysisVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.ResultFolder;
import org.fiducia.api.command.Verb;
import org.fiducia.drawing.Picture;
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
public final class FakeRatesVerb implements AnalysisVerb {
    private final CardSelection selection;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and fakerates.json.")
    private String out = "";

    @Option(names = "--json", description = "Print the numbers as JSON, and nothing else.")
    private boolean json;

    @Activate
    public FakeRatesVerb(@Reference CardSelection selection) {
        this.selection = selection;
    }

    @Override
    public int run(Terminal terminal, CardSelection.Options options) throws IOException {
        var selected = selection.select(terminal, options);
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
        String text = JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(FakeRateJson.of(report));
        if (!out.isEmpty()) {
            write(report, text, terminal.resolve(out), options.threads());
        }
        if (json) {
            terminal.out().println(text);
        } else {
            new FakeRateText(report).print(terminal.out());
            if (!out.isEmpty()) {
                terminal.out().println("pictures in " + out);
            }
        }
        return 0;
    }

    private static void write(FakeRateReport report, String text, Path target, int threads) {
        try (var folder = new ResultFolder(target, "fakerates")) {
            Files.writeString(folder.path().resolve("fakerates.json"), text);
            Picture.write(new FakeRatePictures(report).all(), folder.path(), threads);
            folder.add();
        } catch (IOException e) {
            throw FiduciaException.unwritable(target, e);
        }
    }
}

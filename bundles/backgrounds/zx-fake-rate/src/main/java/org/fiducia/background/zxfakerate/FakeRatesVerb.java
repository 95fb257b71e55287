package org.fiducia.background.zxfakerate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.command.CardSelection;
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

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and fakerates.json.")
    private String out = "";

    @Option(names = "--json", description = "Print the numbers as JSON, and nothing else.")
    private boolean json;

    @Option(names = "--verbose", description = "Show the stack trace of an error.")
    private boolean verbose;

    @Activate
    public FakeRatesVerb(@Reference CardSelection selection) {
        this.selection = selection;
    }

    @Override
    public int run(Terminal terminal) throws IOException {
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
        String text = JsonMapper.builder()
                .build()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(FakeRateJson.of(report));
        if (!out.isEmpty()) {
            write(report, text, terminal.resolve(out));
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

    private void write(FakeRateReport report, String text, Path folder) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempDirectory(folder, ".part");
            Files.writeString(part.resolve("fakerates.json"), text);
            Picture.write(new FakeRatePictures(report).all(), part, threads);
            try (Stream<Path> files = Files.list(part)) {
                for (Path file : files.sorted().toList()) {
                    Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            Files.delete(part);
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "cannot write " + folder + ": " + e.getMessage(),
                    "make room or choose another folder with --out",
                    e);
        }
    }
}

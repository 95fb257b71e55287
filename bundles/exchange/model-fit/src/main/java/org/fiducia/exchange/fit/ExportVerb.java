package org.fiducia.exchange.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Text;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code export ID}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(name = "export", description = "Write the statistical model that `measure` fits, with its data, as a file.")
public final class ExportVerb implements AnalysisReportVerb {
    private final CardModel models;
    private final List<ModelFormat> formats;

    @Parameters(paramLabel = "ID", description = "Observable; `list observables` shows them.")
    private String observable;

    @Option(names = "--format", paramLabel = "ID", description = "Format; `list formats` shows them; default: hs3.")
    private String format = "hs3";

    @Option(names = "--out", paramLabel = "FILE", description = "File to write; default: ID.FORMAT.json.")
    private String out = "";

    /** With the formats that are there when it is called. */
    @Activate
    public ExportVerb(
            @Reference CardModel models,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<ModelFormat> formats) {
        this.models = models;
        this.formats = List.copyOf(formats);
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        ModelFormat writer = Choice.named(formats, format, "model format");
        Likelihood likelihood =
                models.model(terminal, options, observable, List.of()).likelihood();
        String name = out.isEmpty() ? observable + "." + format + ".json" : out;
        Path file = terminal.resolve(name);
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            writer.write(new ExchangedModel(observable, likelihood.model(), likelihood.data(), Map.of()), file);
        } catch (IOException e) {
            throw FiduciaException.unwritable(file, e);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", observable);
        fields.put("format", format);
        fields.put("file", file.toString());
        return new Report("export", "Model of " + observable, Text.of("model in " + name), new Document(fields));
    }
}

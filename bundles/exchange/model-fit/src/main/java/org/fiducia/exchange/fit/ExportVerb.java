package org.fiducia.exchange.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
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
import org.fiducia.exchange.combination.ModelSource;
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
@Command(
        name = "export",
        description = "Write the statistical model that `measure` fits, or that of a file, with its data, as a file.")
public final class ExportVerb implements AnalysisReportVerb {
    private final CardModel models;
    private final List<ModelFormat> formats;

    @Parameters(
            index = "0",
            paramLabel = "ID|FILE",
            description = "Observable; `list observables` shows them. Or a model file or combination, which is joined.")
    private String source;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = "File to write, as --out says it.")
    private String to = "";

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
    public Report report(Terminal terminal, CardSelection.Options options) throws IOException {
        ModelFormat writer = Choice.named(formats, format, "model format");
        if (!to.isEmpty() && !out.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE, "the file to write is both " + to + " and --out " + out, "name it once");
        }
        ExchangedModel model = model(terminal, options);
        String name = to + out;
        if (name.isEmpty()) {
            name = terminal.resolve(source).getFileName().toString().replaceAll("(?<=.)\\.(json|txt)$", "") + "."
                    + format + ".json";
        }
        Path file = terminal.resolve(name);
        if (file.equals(terminal.resolve(source))) {
            throw new FiduciaException(Kind.USAGE, name + " is the file that is read", "name another one to write to");
        }
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            writer.write(model, file);
        } catch (IOException e) {
            throw FiduciaException.unwritable(file, e);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put(isFile(terminal) ? "source" : "observable", source);
        fields.put("format", format);
        fields.put("file", file.toString());
        return new Report("export", "Model of " + source, Text.of("model in " + name), new Document(fields));
    }

    private boolean isFile(Terminal terminal) {
        return source.matches(".*(/|\\.json|\\.txt).*") || Files.isRegularFile(terminal.resolve(source));
    }

    private ExchangedModel model(Terminal terminal, CardSelection.Options options) throws IOException {
        if (isFile(terminal)) {
            if (!options.card().isEmpty() || !options.changes().isEmpty()) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--card and --set are for an observable, but " + source + " is a file",
                        "change the file, or its members in the combination");
            }
            return new ModelSource(source, terminal.resolve(source), "", "", List.of())
                    .read(formats, options.threads(), terminal.progress())
                    .model();
        }
        Likelihood likelihood =
                models.model(terminal, options, source, List.of()).likelihood();
        return new ExchangedModel(source, likelihood.model(), likelihood.data(), Map.of());
    }
}

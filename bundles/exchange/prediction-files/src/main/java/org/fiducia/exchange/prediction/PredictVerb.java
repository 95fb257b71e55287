package org.fiducia.exchange.prediction;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardGeneration;
import org.fiducia.api.command.CardGeneration.Target;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Text;
import org.fiducia.exchange.json.JsonFile;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code predict FILE…}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "predict",
        description = "Predict the cross sections of all observables of the card's channel from generated events.",
        footer = {
            "",
            "Files of one process are one sample; those of several are named, NAME=FILE,",
            "and added: predict ggH=ggH.hepmc.gz VBF=VBF.hepmc.gz --sigma ggH=6.5.",
            "The cross section of a process is that of its files, with the branching ratio",
            "of what was generated, unless --sigma gives it. Alternative weights become",
            "uncertainties: scale (envelope), pdf (sum of squares), shower (envelope) by",
            "their names, others an envelope called weights, or as --source says."
        })
public final class PredictVerb implements AnalysisReportVerb {
    private final CardGeneration generation;

    @Parameters(arity = "1..*", paramLabel = "[NAME=]FILE", description = "Generated events: HepMC text, or trees.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--sigma",
            paramLabel = "[NAME=]FB",
            description = "Cross section times branching ratio of a process, fb; may be repeated.")
    private List<String> sigmas = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Short name of the prediction; default: prediction.")
    private String name = "prediction";

    @Option(names = "--title", paramLabel = "TEXT", description = "Title for pictures; default: the name.")
    private String title = "";

    @Option(
            names = "--source",
            paramLabel = "NAME=RULE:PATTERN",
            description = "Weights whose names match are the uncertainty NAME by the rule envelope, hessian or"
                    + " replicas; may be repeated.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the prediction is written; default: prediction.json.")
    private String out = "prediction.json";

    /** @param generation brings the events */
    @Activate
    public PredictVerb(@Reference CardGeneration generation) {
        this.generation = generation;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) throws IOException {
        Map<String, List<Path>> processes = processes(terminal);
        Map<String, Double> given = given(processes.keySet());
        List<WeightSource> declared =
                sources.stream().map(WeightSource::declared).toList();
        if (name.isBlank()) {
            throw new FiduciaException(Kind.USAGE, "--name without a name", "give one");
        }
        Target target = generation.target(terminal, options);
        var predicted = new ArrayList<ProcessPrediction>();
        var hashes = new LinkedHashMap<String, Object>();
        Set<String> assumed = new LinkedHashSet<>();
        for (Map.Entry<String, List<Path>> process : processes.entrySet()) {
            List<GeneratedSums> sums =
                    generation.fill(terminal, options, process.getValue(), process.getKey(), GeneratedSums::new);
            sums.forEach(file -> assumed.addAll(file.source().assumed()));
            predicted.add(ProcessPrediction.of(
                    process.getKey(), sums, given.getOrDefault(process.getKey(), Double.NaN), declared));
            for (Path file : process.getValue()) {
                hashes.put(file.getFileName().toString(), "sha256:" + hash(file));
            }
        }
        assumed.forEach(terminal.progress()::warn);
        return report(terminal, options, target, predicted, hashes, List.copyOf(assumed));
    }

    private Report report(
            Terminal terminal,
            CardSelection.Options options,
            Target target,
            List<ProcessPrediction> predicted,
            Map<String, Object> hashes,
            List<String> assumed) {
        Spectrum fiducial = ProcessPrediction.sum(
                predicted.stream().map(ProcessPrediction::fiducial).toList());
        var spectra = new ArrayList<Spectrum>();
        for (int o = 0; o < target.observables().size(); o++) {
            int place = o;
            spectra.add(ProcessPrediction.sum(predicted.stream()
                    .map(process -> process.spectra().get(place))
                    .toList()));
        }
        var about = new LinkedHashMap<String, Object>();
        about.put("channel", target.channel());
        about.put("energy", target.analysis().energy());
        about.put(
                "processes",
                predicted.stream()
                        .map(process -> {
                            var fields = new LinkedHashMap<String, Object>();
                            fields.put("name", process.name());
                            fields.put("events", process.events());
                            fields.put("crossSection", process.crossSection());
                            fields.put("from", process.from());
                            return fields;
                        })
                        .toList());
        var assumptions = new ArrayList<>(assumed);
        assumptions.add("the cross section of a process holds the branching ratio of what was generated");
        assumptions.add("equal sources are fully correlated between bins and processes, stat is not");
        about.put("assumed", assumptions);
        var provenance = new LinkedHashMap<String, Object>();
        provenance.put("card", options.card().isEmpty() ? "etc/analysis.json" : options.card());
        provenance.put("files", hashes);
        provenance.put("java", Runtime.version().toString());
        var document = new Document(
                PredictionDocument.of(name, title.isEmpty() ? name : title, about, fiducial, spectra, provenance));
        Path file = terminal.resolve(out);
        write(document, file);
        var items = new ArrayList<>(PredictionText.of(target, predicted, fiducial, spectra, document));
        items.add(Text.of("prediction in " + out));
        return new Report("predict", "Prediction " + name, items);
    }

    /** All of it or nothing. */
    private static void write(Document document, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path whole = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
            JsonFile.write(new JsonMapper().valueToTree(document.fields()), whole);
            Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FiduciaException.unwritable(file, e);
        }
    }

    /** Files by the name of their process, in the order of the names. */
    private Map<String, List<Path>> processes(Terminal terminal) {
        var processes = new LinkedHashMap<String, List<Path>>();
        for (String word : files) {
            int cut = word.indexOf('=');
            boolean named = cut > 0 && word.substring(0, cut).matches("[\\w.+-]+");
            Path path = terminal.resolve(named ? word.substring(cut + 1) : word);
            if (!Files.isRegularFile(path)) {
                throw new FiduciaException(
                        Kind.INPUT,
                        path + (Files.exists(path) ? " is no file" : " does not exist"),
                        "name files of generated events");
            }
            processes
                    .computeIfAbsent(named ? word.substring(0, cut) : "", process -> new ArrayList<>())
                    .add(path);
        }
        return processes;
    }

    private Map<String, Double> given(Set<String> processes) {
        var given = new LinkedHashMap<String, Double>();
        for (String word : sigmas) {
            int cut = word.indexOf('=');
            String process = cut < 0 ? "" : word.substring(0, cut);
            if (!processes.contains(process)) {
                throw new FiduciaException(
                        Kind.USAGE,
                        "--sigma " + word + (cut < 0 ? " names no process" : " is of no process"),
                        processes.equals(Set.of(""))
                                ? "give a number alone"
                                : "give NAME=FB, of " + String.join(", ", processes));
            }
            double sigma = number(word.substring(cut + 1));
            if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
                throw new FiduciaException(Kind.USAGE, "--sigma " + word, "give a positive number, in fb");
            }
            given.put(process, sigma);
        }
        return given;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every platform has it
        }
    }
}

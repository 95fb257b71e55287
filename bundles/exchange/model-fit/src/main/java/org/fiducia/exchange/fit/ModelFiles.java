package org.fiducia.exchange.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The model files of a call and how they are read: each by its own format. */
final class ModelFiles {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Model file that an installed format reads; `list formats`. Several are fitted together.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "[FILE=]ID",
            description = "Format of the file; default: the one that fits. With several files: FILE=ID.")
    private List<String> formats = new ArrayList<>();

    @Option(
            names = "--analysis",
            paramLabel = "[FILE=]NAME",
            description = "Analysis, likelihood or measurement of the file; default: what the file means. With several"
                    + " files: FILE=NAME.")
    private List<String> analyses = new ArrayList<>();

    @Option(
            names = "--patch",
            paramLabel = "[FILE=]PATCH[#NAME]",
            description = "Change a JSON file by a JSON patch, or by the one of that name of a patch set, before it is"
                    + " read; may be repeated. With several files: FILE=PATCH#NAME.")
    private List<String> patches = new ArrayList<>();

    @Option(
            names = "--correlate",
            paramLabel = "by-name|none|NAME|A=B",
            description = "Which parameters of several files are the same, with commas between; may be repeated."
                    + " by-name: all of equal names, which must have equal limits and constraints (default); none: no"
                    + " two; NAME, which may have *: only such of equal names; A=B: these two, called A. Others of"
                    + " equal names are called after their file as well.")
    private List<String> correlate = new ArrayList<>();

    /** A file that was read. */
    record Read(String file, ModelFormat format, ExchangedModel model) {}

    /** Reads all files. */
    List<Read> read(List<ModelFormat> installed, Terminal terminal) throws IOException {
        var format = new PerFile("--format", formats, files);
        var analysis = new PerFile("--analysis", analyses, files);
        var patch = new PerFile("--patch", patches, files);
        var all = new ArrayList<Read>();
        for (String file : files) {
            Path path = terminal.resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new FiduciaException(Kind.INPUT, "there is no file " + file, "correct its name");
            }
            ModelFormat reader = format(file, path, format.one(file), installed);
            var changes = new ArrayList<Patch>();
            for (String change : patch.all(file)) {
                changes.add(patch(change, terminal));
            }
            terminal.progress().begin("reading " + file, 0);
            ExchangedModel model = reader.read(path, changes, analysis.one(file), terminal.progress());
            all.add(new Read(path.getFileName().toString(), reader, model));
        }
        if (all.size() == 1 && !correlate.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE, "--correlate with one file has nothing to correlate", "name several files");
        }
        return all;
    }

    Correlation correlation() {
        return Correlation.of(correlate);
    }

    /** FILE#NAME; a # may also be part of the name of the file. */
    private static Patch patch(String text, Terminal terminal) {
        Path whole = terminal.resolve(text);
        int hash = text.lastIndexOf('#');
        if (Files.isRegularFile(whole) || hash < 0) {
            return new Patch(whole, "");
        }
        return new Patch(terminal.resolve(text.substring(0, hash)), text.substring(hash + 1));
    }

    private static ModelFormat format(String file, Path path, String wanted, List<ModelFormat> installed)
            throws IOException {
        if (!wanted.isEmpty()) {
            return Choice.named(installed, wanted, "model format");
        }
        for (ModelFormat candidate : installed) {
            if (candidate.recognises(path)) {
                return candidate;
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                file + " is no model file of an installed format",
                "installed are "
                        + installed.stream().map(Plugin::id).sorted().collect(Collectors.joining(", "))
                        + "; name one with --format to learn what it has to say of the file");
    }

    /** What each format reads, as it says itself, for the help. */
    static List<String> help(List<ModelFormat> installed) {
        var lines = new ArrayList<String>();
        for (ModelFormat format : installed) {
            for (var kind : new LinkedHashMap<>(format.supported()).entrySet()) {
                lines.add(format.id() + ", " + kind.getKey() + ": " + String.join(", ", kind.getValue()));
            }
        }
        return lines;
    }

    /** Short names of files, different for different ones: without what follows the last dot. */
    static Map<String, Read> labelled(List<Read> read) {
        var labelled = new LinkedHashMap<String, Read>();
        for (Read each : read) {
            String stem = each.file().replaceAll("(?<=.)\\.[^.]*$", "").replaceAll("[^\\p{L}\\d_]", "_");
            String label = stem;
            for (int i = 2; labelled.containsKey(label); i++) {
                label = stem + "_" + i;
            }
            labelled.put(label, each);
        }
        return labelled;
    }
}

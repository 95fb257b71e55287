package org.fiducia.exchange.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.Verb.Terminal;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.exchange.ModelFormat;
import org.fiducia.api.exchange.Patch;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.combination.Combination;
import org.fiducia.exchange.combination.Combination.Member;
import org.fiducia.exchange.combination.Correlation;
import org.fiducia.exchange.combination.ModelSource;
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
    List<Read> read(List<ModelFormat> installed, int threads, Terminal terminal) throws IOException {
        var format = new PerFile("--format", formats, files);
        var analysis = new PerFile("--analysis", analyses, files);
        var patch = new PerFile("--patch", patches, files);
        var all = new ArrayList<Read>();
        for (String file : files) {
            Path path = terminal.resolve(file);
            List<Patch> changes = patch.all(file).stream()
                    .map(change -> ModelSource.patch(change, terminal::resolve))
                    .toList();
            ModelSource.Read read = new ModelSource(file, path, format.one(file), analysis.one(file), changes)
                    .read(installed, threads, terminal.progress());
            all.add(new Read(path.getFileName().toString(), read.format(), read.model()));
        }
        if (all.size() == 1 && !correlate.isEmpty()) {
            throw new FiduciaException(
                    Kind.USAGE, "--correlate with one file has nothing to correlate", "name several files");
        }
        return all;
    }

    /**
     * All of them as one.
     *
     * @param changes of parameters of files, before they are compared
     * @param asimov whether the data do not matter
     */
    ExchangedModel joined(List<Read> read, UnaryOperator<Parameter> changes, boolean asimov) {
        if (read.size() == 1) {
            return read.get(0).model();
        }
        var members = new ArrayList<Member>();
        labelled(read).forEach((label, file) -> {
            StatisticalModel model = file.model().model();
            List<Parameter> parameters =
                    model.parameters().stream().map(changes).toList();
            members.add(new Member(label, file.file(), file.model().withModel(model.withParameters(parameters))));
        });
        var combination = new Combination(members, Correlation.ofFiles(correlate));
        combination.withoutData().filter(without -> !asimov).ifPresent(without -> {
            throw new FiduciaException(
                    Kind.FIT,
                    without.source() + " holds a model without data, so there is nothing to fit",
                    "fit what all files expect with --asimov, or add data to the file");
        });
        return combination.join(
                read.stream().map(file -> file.model().name()).collect(Collectors.joining(" + ")),
                UnaryOperator.identity(),
                "--bounds NAME=LO:HI gives both the same limits, --fix NAME=VALUE holds both; --correlate with the"
                        + " names that are the same, or none, keeps others apart");
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

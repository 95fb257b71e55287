package org.fiducia.kernel.commands;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;
import org.fiducia.kernel.pipeline.CheckedFile;
import org.fiducia.kernel.pipeline.Pipeline;
import org.fiducia.kernel.plugins.Plugins;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code check}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "check",
        description = "Look at the headers of all files of the card for what would spoil a measurement: files that are"
                + " missing, damaged, empty, doubled, without normalisation or not made like their sisters.",
        footer = "Exit code 1 when something is wrong.")
public final class CheckVerb implements AnalysisReportVerb {
    private static final double MEGABYTE = 1e6;

    /** So many files with the same problem are told one by one. */
    private static final int FEW = 3;

    private final Plugins plugins;

    @Activate
    public CheckVerb(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        try (Pipeline pipeline = CardPipelines.ofFiles(terminal, plugins, options)) {
            List<CheckedFile> files = pipeline.checkFiles();
            var samples = new LinkedHashMap<String, List<CheckedFile>>();
            files.forEach(file -> samples.computeIfAbsent(file.sample(), name -> new ArrayList<>())
                    .add(file));
            long wrong =
                    files.stream().filter(file -> !file.problems().isEmpty()).count();
            var items = new ArrayList<Item>();
            items.add(table(samples));
            items.addAll(told(files));
            items.add(Text.of(
                    wrong == 0
                            ? files.size() + " files, nothing is wrong with them"
                            : wrong + " of " + files.size() + " files are not as they should be"));
            items.add(new Document(fields(samples, files)));
            return new Report("check", "Files of the card", items).asExpected(wrong == 0);
        }
    }

    /** Every problem; of one that many files of a sample have, the first of them and how many there are. */
    private static List<Text> told(List<CheckedFile> files) {
        var alike = new LinkedHashMap<List<Object>, List<CheckedFile>>();
        for (CheckedFile file : files) {
            for (CheckedFile.Problem problem : file.problems()) {
                alike.computeIfAbsent(List.of(file.sample(), problem), one -> new ArrayList<>())
                        .add(file);
            }
        }
        var told = new ArrayList<Text>();
        for (CheckedFile file : files) {
            for (CheckedFile.Problem problem : file.problems()) {
                List<CheckedFile> same = alike.getOrDefault(List.of(file.sample(), problem), List.of());
                boolean many = same.size() > FEW;
                if (!many || same.get(0) == file) {
                    told.add(Text.of(
                            file.file() + " " + problem.what(),
                            "  in " + file.sample()
                                    + (many ? ", as with " + (same.size() - 1) + " other files there" : "") + "; "
                                    + problem.remedy()));
                }
            }
        }
        return told;
    }

    private static Table table(Map<String, List<CheckedFile>> samples) {
        var table = Table.of(
                "",
                Column.left("sample", "sample"),
                Column.right("files", "files", ""),
                Column.right("events", "events", ""),
                Column.right("size", "size", "MB"),
                Column.right("wrong", "wrong", ""));
        samples.forEach((name, files) -> table.row(
                Cell.of(name),
                Cell.of(files.size()),
                Cell.of(events(files)),
                Cell.of(bytes(files) / MEGABYTE, "%.1f"),
                Cell.of(wrong(files))));
        return table.table();
    }

    private static long events(List<CheckedFile> files) {
        return files.stream().mapToLong(CheckedFile::events).sum();
    }

    private static long bytes(List<CheckedFile> files) {
        return files.stream().mapToLong(CheckedFile::bytes).sum();
    }

    private static long wrong(List<CheckedFile> files) {
        return files.stream().filter(file -> !file.problems().isEmpty()).count();
    }

    private static Map<String, Object> fields(Map<String, List<CheckedFile>> samples, List<CheckedFile> files) {
        var rows = new ArrayList<Map<String, Object>>();
        samples.forEach((name, own) -> {
            var row = new LinkedHashMap<String, Object>();
            row.put("name", name);
            row.put("files", own.size());
            row.put("events", events(own));
            row.put("bytes", bytes(own));
            row.put("wrong", wrong(own));
            rows.add(row);
        });
        var problems = new ArrayList<Map<String, Object>>();
        for (CheckedFile file : files) {
            for (CheckedFile.Problem problem : file.problems()) {
                var row = new LinkedHashMap<String, Object>();
                row.put("sample", file.sample());
                row.put("file", file.file().toString());
                row.put("problem", problem.kind());
                row.put("what", problem.what());
                row.put("remedy", problem.remedy());
                problems.add(row);
            }
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("samples", rows);
        fields.put("problems", problems);
        return fields;
    }
}

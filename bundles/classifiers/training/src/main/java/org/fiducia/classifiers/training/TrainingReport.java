package org.fiducia.classifiers.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Cell;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Table;
import org.fiducia.api.report.Table.Column;
import org.fiducia.api.report.Text;

/** What was trained: tables, pictures, the files of the networks, and what a card says to use them. */
final class TrainingReport {
    /** Name of the file with what a card says. */
    static final String SETTINGS = "score.json";

    /** Parts of the signal below the edges that are proposed. */
    private static final double[] FRACTIONS = {.25, .5, .7, .85, .95};

    private static final double DIGITS = 1e4;

    private TrainingReport() {}

    static Report of(List<Trained> all) {
        var items = new ArrayList<Item>();
        items.add(networks(all));
        items.add(sets(all));
        items.add(Text.of(
                "\"its own\" are the events that a network was trained on, \"others\" the rest: what a measurement will see.",
                "p is the probability that scores on both are of one distribution; a small one says that it learnt its"
                        + " examples by heart."));
        for (Trained trained : all) {
            items.addAll(TrainingFigures.of(trained));
            trained.files().forEach(file -> items.add(Attachment.of(file.name(), file.content())));
        }
        items.add(Attachment.of(SETTINGS, settings(all)));
        return new Report("train", "networks that tell signal from background", items);
    }

    private static Table networks(List<Trained> all) {
        Table.Rows table = Table.of(
                        "networks",
                        Column.left("set", "set"),
                        Column.right("fold", "fold", ""),
                        Column.right("signal", "signal", ""),
                        Column.right("background", "background", ""),
                        Column.right("steps", "steps", ""),
                        Column.right("areaOwn", "area, its own", ""),
                        Column.right("areaOthers", "area, others", ""),
                        Column.right("pSignal", "p, signal", ""),
                        Column.right("pBackground", "p, background", ""),
                        Column.left("file", "file"),
                        Column.left("sha256", "SHA-256"))
                .titled("area under signal against background efficiency");
        for (Trained trained : all) {
            boolean[] signal = trained.examples().signal();
            for (int fold = 0; fold < trained.folds(); fold++) {
                int[] own = trained.events(fold, true);
                long signals = Arrays.stream(own).filter(k -> signal[k]).count();
                table.row(
                        Cell.of(trained.examples().set()),
                        Cell.of(fold),
                        Cell.of(signals),
                        Cell.of(own.length - signals),
                        Cell.of(trained.steps()[fold]),
                        Cell.of(trained.separation(fold, true).area(), "%.3f"),
                        Cell.of(trained.separation(fold, false).area(), "%.3f"),
                        Cell.of(trained.sameDistribution(fold, true), "%.3f"),
                        Cell.of(trained.sameDistribution(fold, false), "%.3f"),
                        Cell.of(trained.files().get(fold).name()),
                        Cell.of(trained.files().get(fold).hash()));
            }
        }
        return table.table();
    }

    private static Table sets(List<Trained> all) {
        Table.Rows table = Table.of(
                        "sets",
                        Column.left("set", "set"),
                        Column.right("area", "area", ""),
                        Column.left("edges", "edges at parts 0, .25, .5, .7, .85, .95 of the signal"))
                .titled("every event scored by a network that was not trained on it");
        for (Trained trained : all) {
            table.row(
                    Cell.of(trained.examples().set()),
                    Cell.of(trained.separation().area(), "%.3f"),
                    Cell.of(String.join(
                            ", ", edges(trained).stream().map(String::valueOf).toList())));
        }
        return table.table();
    }

    private static List<Double> edges(Trained trained) {
        var edges = new ArrayList<Double>(List.of(0.));
        for (double quantile : trained.quantiles(FRACTIONS)) {
            double edge = Math.rint(quantile * DIGITS) / DIGITS;
            if (edge > edges.get(edges.size() - 1) && edge < 1) {
                edges.add(edge);
            }
        }
        edges.add(1.);
        return edges;
    }

    /** The block of a card that uses the networks; names of files are relative to the folder of the report. */
    private static byte[] settings(List<Trained> all) {
        var networks = new LinkedHashMap<String, Object>();
        var edges = new LinkedHashMap<String, Object>();
        for (Trained trained : all) {
            networks.put(
                    trained.examples().set(),
                    trained.files().stream().map(Trained.NetworkFile::name).toList());
            edges.put(trained.examples().set(), edges(trained));
        }
        var settings = new LinkedHashMap<String, Object>();
        settings.put("networks", networks);
        settings.put("edges", edges);
        var choice = new LinkedHashMap<String, Object>();
        choice.put("id", "score");
        choice.put("settings", settings);
        try {
            return JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(Map.of("observables", List.of(choice)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.fiducia.exchange.prediction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.command.CardGeneration;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleMeasurements;

/**
 * Events by hand, the same in every file: each has a bin of the only observable, −1 for one that is not fiducial, a weight, a
 * plain alternative weight and a list of relative ones.
 */
final class Generation implements CardGeneration {
    static final ObservableInfo OBSERVABLE = ObservableInfo.production("x", "$x$", "GeV", 0, 10, 20, 30);

    private final List<Integer> bins = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();
    private final List<Double> plain = new ArrayList<>();
    private final List<double[]> lists = new ArrayList<>();
    private final String plainName;
    private final String listName;
    private double crossSection = Double.NaN;

    Generation(String plainName, String listName) {
        this.plainName = plainName;
        this.listName = listName;
    }

    Generation crossSection(double fb) {
        crossSection = fb;
        return this;
    }

    Generation event(int bin, double weight, double alternative, double... relative) {
        bins.add(bin);
        weights.add(weight);
        plain.add(alternative);
        lists.add(relative);
        return this;
    }

    @Override
    public Target target(Verb.Terminal terminal, CardSelection.Options options) {
        Analysis analysis = ExampleMeasurements.oneBin().analysis();
        return new Target(analysis, "example", List.of(OBSERVABLE));
    }

    private EventBatch batch() {
        int n = bins.size();
        var offsets = new int[n + 1];
        for (int e = 0; e < n; e++) {
            offsets[e + 1] = offsets[e] + lists.get(e).length;
        }
        return new EventBatch(
                "test",
                0,
                n,
                Map.of(
                        "genWeight_" + plainName,
                        Column.reals(
                                plainName,
                                null,
                                plain.stream().mapToDouble(d -> d).toArray()),
                        listName,
                        Column.reals(
                                listName,
                                offsets,
                                lists.stream().flatMapToDouble(Arrays::stream).toArray()),
                        "genCrossSection",
                        Column.reals(
                                "genCrossSection",
                                null,
                                IntStream.range(0, n)
                                        .mapToDouble(e -> crossSection * (e + 1) / n)
                                        .toArray())));
    }

    @Override
    public <F extends Filling> List<F> fill(
            Verb.Terminal terminal,
            CardSelection.Options options,
            List<Path> files,
            String process,
            Function<Source, F> start) {
        var branches = List.of(
                new BranchInfo("genWeight_" + plainName, "double", Column.Kind.REAL, false, ""),
                new BranchInfo(listName, "vector<double>", Column.Kind.REAL, true, ""),
                new BranchInfo("genCrossSection", "double", Column.Kind.REAL, false, ""));
        return files.stream()
                .map(file -> {
                    F filling = start.apply(new Source(
                            file,
                            target(terminal, options),
                            new TreeInfo("Events", bins.size(), branches),
                            Double.NaN,
                            Double.NaN,
                            List.of(),
                            List.of()));
                    for (int e = 0; e < bins.size(); e++) {
                        double weight = weights.get(e);
                        int bin = bins.get(e);
                        Optional<SelectedEvent> selected = bin < 0
                                ? Optional.empty()
                                : Optional.of(new SelectedEvent(weight, -1, -1, null, 0, null, false));
                        filling.fill(new Event(batch(), e, weight, selected, new int[] {bin}));
                    }
                    return filling;
                })
                .toList();
    }
}

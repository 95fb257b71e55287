package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.fit.ModelFiles.Read;

/** Several models as one. */
final class Combination {
    private static final int MOST_NAMES = 20;

    private final Map<String, Read> files;
    private final Correlation correlation;

    /** Changes of parameters that make those of different files the same. */
    private final UnaryOperator<Parameter> settings;

    Combination(List<Read> read, Correlation correlation, UnaryOperator<Parameter> settings) {
        files = ModelFiles.labelled(read);
        this.correlation = correlation;
        this.settings = settings;
    }

    /**
     * Joins them.
     *
     * @param asimov whether the data do not matter
     */
    ExchangedModel join(boolean asimov) {
        var models = new LinkedHashMap<String, StatisticalModel>();
        files.forEach((label, file) -> {
            StatisticalModel model = file.model().model();
            models.put(
                    label,
                    model.withParameters(
                            model.parameters().stream().map(settings).toList()));
        });
        Map<String, Map<String, String>> names = correlation.names(models);
        models.replaceAll((label, model) -> model.renamed(names.get(label)::get));
        StatisticalModel joined;
        try {
            joined = StatisticalModel.join(models);
        } catch (FiduciaException e) {
            throw new FiduciaException(
                    e.kind(),
                    e.getMessage() + " ("
                            + files.entrySet().stream()
                                    .map(file -> file.getKey() + " is "
                                            + file.getValue().file())
                                    .collect(Collectors.joining(", "))
                            + ")",
                    "--bounds NAME=LO:HI gives both the same limits, --fix NAME=VALUE holds both; --correlate with the"
                            + " names that are the same, or none, keeps others apart",
                    e);
        }
        return new ExchangedModel(
                files.values().stream().map(file -> file.model().name()).collect(Collectors.joining(" + ")),
                joined,
                data(asimov),
                Map.of(),
                notes(models));
    }

    private Dataset data(boolean asimov) {
        var data = new ArrayList<Dataset>();
        for (Read file : files.values()) {
            if (file.model().data() == null && !asimov) {
                throw new FiduciaException(
                        Kind.FIT,
                        file.file() + " holds a model without data, so there is nothing to fit",
                        "fit what all files expect with --asimov, or add data to the file");
            }
            data.add(file.model().data());
        }
        return data.stream().allMatch(Objects::nonNull) ? Dataset.join(data) : null;
    }

    private List<String> notes(Map<String, StatisticalModel> models) {
        var notes = new ArrayList<String>();
        files.values().forEach(file -> file.model().notes().forEach(note -> notes.add(file.file() + ": " + note)));
        var seen = new LinkedHashSet<String>();
        var shared = new LinkedHashSet<String>();
        models.values()
                .forEach(model -> model.parameters().forEach(p -> {
                    if (!seen.add(p.name())) {
                        shared.add(p.name());
                    }
                }));
        notes.add(
                shared.isEmpty()
                        ? "no parameter in common"
                        : "in common: " + shared.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                                + (shared.size() > MOST_NAMES ? ", … (" + shared.size() + ")" : ""));
        return notes;
    }
}

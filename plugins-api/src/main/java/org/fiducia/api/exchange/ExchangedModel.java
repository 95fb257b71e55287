package org.fiducia.api.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * A statistical model as a file holds it.
 *
 * @param name of the analysis or measurement, for people
 * @param model its parameters start where the file says
 * @param data what was observed; null for a model without data
 * @param points further points in the space of the parameters by name, each with the parameters it sets
 * @param notes what was done to it beyond reading, for people: patches, joining
 * @param quantities what is reported of it; empty for its parameters of interest as they are
 */
public record ExchangedModel(
        String name,
        StatisticalModel model,
        @Nullable Dataset data,
        Map<String, Map<String, Double>> points,
        List<String> notes,
        List<Quantity> quantities) {
    public ExchangedModel {
        points = new LinkedHashMap<>(points);
        notes = List.copyOf(notes);
        quantities = List.copyOf(quantities);
    }

    /** A model as it was read. */
    public ExchangedModel(
            String name, StatisticalModel model, @Nullable Dataset data, Map<String, Map<String, Double>> points) {
        this(name, model, data, points, List.of(), List.of());
    }

    /** A model that reports its parameters of interest as they are. */
    public ExchangedModel(
            String name,
            StatisticalModel model,
            @Nullable Dataset data,
            Map<String, Map<String, Double>> points,
            List<String> notes) {
        this(name, model, data, points, notes, List.of());
    }

    /** The same with another model of the same categories. */
    public ExchangedModel withModel(StatisticalModel other) {
        return new ExchangedModel(name, other, data, points, notes, quantities);
    }

    /** The same with other notes. */
    public ExchangedModel withNotes(List<String> others) {
        return new ExchangedModel(name, model, data, points, others, quantities);
    }

    /** The same with other quantities that are reported. */
    public ExchangedModel withQuantities(List<Quantity> others) {
        return new ExchangedModel(name, model, data, points, notes, others);
    }

    /** Names of the parameters of interest, in the order of the model. */
    public List<String> interests() {
        return model.parameters().stream()
                .filter(parameter -> parameter.role() == Parameter.Role.INTEREST)
                .map(Parameter::name)
                .toList();
    }
}

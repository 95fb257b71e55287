package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Bin;
import org.junit.jupiter.api.Test;

/** What every signal model keeps. The test of one extends it and gives the model to the constructor. */
public abstract class SignalContract extends SampledContract {
    private final SignalModel model;

    /** A model without settings. */
    protected SignalContract(SignalModel model) {
        this(model, Settings.none());
    }

    /** A model with the settings of a card. */
    protected SignalContract(SignalModel model, Settings settings) {
        super(settings);
        this.model = model;
    }

    @Override
    Prepared prepare(List<BinnedSample> samples, Settings given) {
        return prepare(analysis().point().expressions(), samples, given);
    }

    private Prepared prepare(Map<String, Expression> point, List<BinnedSample> samples, Settings given) {
        return model.prepare(analysis(), point, samples, given, Progress.NONE)::part;
    }

    /** Every coordinate of the point floats, as a parameter with another name. */
    private Map<String, Expression> floating() {
        return analysis().point().values().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> Expression.ref("floating_" + name)));
    }

    @Test
    void everyParameterIsDeclared() {
        new Parts(part(prepare(), 2), analysis(), Estimates.bins(2), Map.of()).declare();
        var others = new HashMap<String, Double>();
        analysis().point().values().forEach((name, value) -> others.put("floating_" + name, value));
        var parts =
                new Parts(part(prepare(floating(), samples(1), settings), 2), analysis(), Estimates.bins(2), others);
        parts.declare();
        parts.expect();
    }

    @Test
    void factorsAndDensitiesArePossible() {
        new Parts(part(prepare(), 3), analysis(), Estimates.bins(3), Map.of()).expect();
    }

    @Test
    void everyPlaceOfTheFitHasItsShapes() {
        List<Contribution> contributions = part(prepare(), 2).contributions();
        var processes = Set.of(SignalModel.RESONANT, SignalModel.NON_RESONANT);
        contributions.forEach(
                one -> assertTrue(processes.contains(one.process()), () -> "no part of a signal: " + one));
        for (Era era : analysis().eras()) {
            for (Category category : analysis().categories()) {
                for (Bin bin : Estimates.bins(2).bins()) {
                    Place place = Place.of(analysis().fit(), era, category, bin);
                    for (String process : processes) {
                        assertTrue(
                                contributions.stream()
                                        .anyMatch(one -> one.process().equals(process)
                                                && one.place().contains(place)),
                                () -> "no shape of " + process + " in " + place);
                    }
                }
            }
        }
    }
}

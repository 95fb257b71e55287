package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.measurement.SignalModel.Prepared;
import org.fiducia.api.model.Expression;
import org.fiducia.api.observable.Bin;
import org.junit.jupiter.api.Test;

/** What every signal model keeps. The test of one extends it and gives the model to the constructor. */
public abstract class SignalContract {
    private final SignalModel model;
    private final Settings settings;

    /** A model without settings. */
    protected SignalContract(SignalModel model) {
        this(model, Settings.none());
    }

    /** A model with the settings of a card. */
    protected SignalContract(SignalModel model, Settings settings) {
        this.model = model;
        this.settings = settings;
    }

    /** What is measured; {@link ExampleMeasurements#ANALYSIS} unless the samples are of another one. */
    protected Analysis analysis() {
        return ExampleMeasurements.ANALYSIS;
    }

    /**
     * Samples that have shapes; {@link ExampleSamples} unless the model needs others.
     *
     * @param bins number of the bins in which the same candidates lie
     */
    protected List<BinnedSample> samples(int bins) {
        return ExampleSamples.binned(bins);
    }

    private Prepared prepare(Map<String, Expression> point) {
        return model.prepare(analysis(), point, samples(1), settings, Progress.NONE);
    }

    private Prepared prepare() {
        return prepare(analysis().point().expressions());
    }

    private ModelPart part(Prepared prepared, int bins) {
        return prepared.part(samples(bins), Estimates.bins(bins), Progress.NONE);
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
        var parts = new Parts(part(prepare(floating()), 2), analysis(), Estimates.bins(2), others);
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

    /** The same is said whatever was asked before, by whatever thread, and by a model that is prepared again. */
    @Test
    void dependsOnNothingButWhatItIsGiven() {
        Prepared prepared = prepare();
        Prepared other = prepare();
        List<String> once = IntStream.rangeClosed(1, 3)
                .mapToObj(bins -> Contents.of(part(other, bins)))
                .toList();
        List<String> again = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> Contents.of(part(prepared, 1 + i % 3)))
                .toList();
        for (int i = 0; i < again.size(); i++) {
            assertEquals(once.get(i % 3), again.get(i), "the part of " + (1 + i % 3) + " bins");
        }
    }

    @Test
    void noSamplesAreRefused() {
        var refused = assertThrows(
                FiduciaException.class,
                () -> model.prepare(analysis(), analysis().point().expressions(), List.of(), settings, Progress.NONE)
                        .part(List.of(), Estimates.bins(2), Progress.NONE));
        assertFalse(refused.remedy().isBlank(), "what to do");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(
                settings,
                given -> model.prepare(analysis(), analysis().point().expressions(), samples(1), given, Progress.NONE));
    }
}

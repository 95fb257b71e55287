package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BackgroundModel.Prepared;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.junit.jupiter.api.Test;

/** What every background model keeps. The test of one extends it and gives the model to the constructor. */
public abstract class BackgroundContract {
    private final BackgroundModel model;
    private final Settings settings;

    /** A model without settings. */
    protected BackgroundContract(BackgroundModel model) {
        this(model, Settings.none());
    }

    /** A model with the settings of a card. */
    protected BackgroundContract(BackgroundModel model, Settings settings) {
        this.model = model;
        this.settings = settings;
    }

    /** What is measured; {@link ExampleMeasurements#ANALYSIS} unless the samples are of another one. */
    protected Analysis analysis() {
        return ExampleMeasurements.ANALYSIS;
    }

    /**
     * Samples of which the model expects something; {@link ExampleSamples} unless it needs others.
     *
     * @param bins number of the bins in which the same candidates lie
     */
    protected List<BinnedSample> samples(int bins) {
        return ExampleSamples.binned(bins);
    }

    private Prepared prepare() {
        return model.prepare(analysis(), samples(1), settings, Progress.NONE);
    }

    private ModelPart part(Prepared prepared, int bins) {
        return prepared.part(samples(bins), Estimates.bins(bins), Progress.NONE);
    }

    @Test
    void everyParameterIsDeclared() {
        new Parts(part(prepare(), 3), analysis(), Estimates.bins(3), Map.of()).declare();
    }

    @Test
    void eventsAndDensitiesArePossible() {
        ModelPart part = part(prepare(), 3);
        var parts = new Parts(part, analysis(), Estimates.bins(3), Map.of());
        parts.expect();
        assertTrue(
                part.contributions().stream().anyMatch(c -> c.estimate().events() > 0),
                "something is expected of the samples of the test");
        for (Contribution one : part.contributions()) {
            double events = one.estimate().events();
            assertEquals(events, parts.value(one.yield()), 1e-9 * (1 + events), () -> "the estimate of " + one);
        }
    }

    /** A process has one number in each place, and a place is a bin of the fit. */
    @Test
    void everyPlaceHasANumberOfItsOwn() {
        var seen = new HashMap<String, HashSet<Place>>();
        for (Contribution one : part(prepare(), 2).contributions()) {
            assertFalse(one.process().isBlank(), "a process has a name");
            assertEquals(4, one.place().named(), () -> "region, era, category and bin: " + one.place());
            assertEquals(analysis().fit().id(), one.place().region());
            assertTrue(
                    seen.computeIfAbsent(one.process(), process -> new HashSet<>())
                            .add(one.place()),
                    () -> "two numbers of " + one.process() + " in " + one.place());
        }
    }

    /** The same is said whatever was asked before, by whatever thread, and by a model that is prepared again. */
    @Test
    void dependsOnNothingButWhatItIsGiven() {
        Prepared prepared = prepare();
        List<String> once = IntStream.rangeClosed(1, 3)
                .mapToObj(bins -> Contents.of(part(prepare(), bins)))
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
                () -> model.prepare(analysis(), List.of(), settings, Progress.NONE)
                        .part(List.of(), Estimates.bins(2), Progress.NONE));
        assertFalse(refused.remedy().isBlank(), "what to do");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, given -> model.prepare(analysis(), samples(1), given, Progress.NONE));
    }
}

package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.junit.jupiter.api.Test;

/** What every background model keeps. The test of one extends it and gives the model to the constructor. */
public abstract class BackgroundContract extends SampledContract {
    private final BackgroundModel model;

    /** A model without settings. */
    protected BackgroundContract(BackgroundModel model) {
        this(model, Settings.none());
    }

    /** A model with the settings of a card. */
    protected BackgroundContract(BackgroundModel model, Settings settings) {
        super(settings);
        this.model = model;
    }

    @Override
    Prepared prepare(List<BinnedSample> samples, Settings given) {
        return model.prepare(analysis(), samples, given, Progress.NONE)::part;
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
}

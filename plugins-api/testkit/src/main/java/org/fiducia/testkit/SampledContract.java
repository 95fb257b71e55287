package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.observable.Binning;
import org.junit.jupiter.api.Test;

/** What signals and backgrounds keep alike: their part of the model follows from samples and settings alone. */
abstract class SampledContract {
    final Settings settings;

    SampledContract(Settings settings) {
        this.settings = settings;
    }

    /** A model with samples and settings. */
    interface Prepared {
        ModelPart part(List<BinnedSample> samples, Binning bins, Progress progress);
    }

    abstract Prepared prepare(List<BinnedSample> samples, Settings given);

    /** What is measured; {@link ExampleMeasurements#ANALYSIS} unless the samples are of another one. */
    protected Analysis analysis() {
        return ExampleMeasurements.ANALYSIS;
    }

    /**
     * Samples of which the model makes something; {@link ExampleSamples} unless it needs others.
     *
     * @param bins number of the bins in which the same candidates lie
     */
    protected List<BinnedSample> samples(int bins) {
        return ExampleSamples.binned(bins);
    }

    final Prepared prepare() {
        return prepare(samples(1), settings);
    }

    final ModelPart part(Prepared prepared, int bins) {
        return prepared.part(samples(bins), Estimates.bins(bins), Progress.NONE);
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
                () -> prepare(List.of(), settings).part(List.of(), Estimates.bins(2), Progress.NONE));
        assertFalse(refused.remedy().isBlank(), "what to do");
    }

    @Test
    void refusesSettingsThatItDoesNotKnow() {
        Refusals.ofUnknown(settings, given -> prepare(samples(1), given));
    }
}

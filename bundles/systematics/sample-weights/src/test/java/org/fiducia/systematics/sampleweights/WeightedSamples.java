package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.testkit.ExampleNominal;

/** The example of the test kit with two weights "w" of every signal event, which reconstruction depends on. */
final class WeightedSamples {
    private static final List<Variation> VARIATIONS = List.of(new Variation("w", 0, 1.1), new Variation("w", 1, 0.9));

    private WeightedSamples() {}

    static Nominal nominal() {
        ExampleNominal nominal = ExampleNominal.jets();
        var samples = new ArrayList<BinnedSample>();
        for (BinnedSample one : nominal.samples()) {
            samples.add(one.sample().role() == Role.SIGNAL ? weighted(one) : one);
        }
        return nominal.withSamples(samples);
    }

    /** The example with variations of corrections: of "muons", for what is reconstructed, and of "pile-up". */
    static Nominal corrected() {
        List<Variation> variations = List.of(
                new Variation("muons", 0, 1, "up", Side.RECONSTRUCTED),
                new Variation("muons", 1, 1, "down", Side.RECONSTRUCTED),
                new Variation("pile-up", 0, 1, "more", Side.EVENT),
                new Variation("pile-up", 1, 1, "fewer", Side.EVENT));
        ExampleNominal nominal = ExampleNominal.jets();
        var samples = new ArrayList<BinnedSample>();
        for (BinnedSample one : nominal.samples()) {
            Sample s = one.sample();
            List<SelectedEvent> events = one.events().stream()
                    .map(event -> event.withVariations(
                            event.region() >= 0
                                    ? new float[] {1.02f, 0.98f, 1.1f, 0.9f}
                                    : new float[] {1, 1, 1.05f, 0.95f}))
                    .toList();
            var sample = new Sample(s.name(), s.process(), s.role(), s.point(), s.era(), s.scale(), variations);
            samples.add(new BinnedSample(sample, events, one.recoBin(), one.fiducialBin(), one.value(), one.fitted()));
        }
        return nominal.withSamples(samples);
    }

    private static BinnedSample weighted(BinnedSample one) {
        Sample s = one.sample();
        List<SelectedEvent> events = one.events().stream()
                .map(event -> event.withVariations(
                        event.region() >= 0 ? new float[] {1.2f, 0.8f} : new float[] {1.05f, 0.95f}))
                .toList();
        var sample = new Sample(s.name(), s.process(), s.role(), s.point(), s.era(), s.scale(), VARIATIONS);
        return new BinnedSample(sample, events, one.recoBin(), one.fiducialBin(), one.value(), one.fitted());
    }
}

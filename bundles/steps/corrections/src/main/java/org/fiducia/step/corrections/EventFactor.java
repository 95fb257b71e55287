package org.fiducia.step.corrections;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep.Alternative;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.scalefactors.corrections.CorrectionSet;

/**
 * A correction as a factor of each event, one value or the product over the objects of a collection, with its variations.
 *
 * @param name of the correction in the card
 */
record EventFactor(String name, Evaluation nominal, List<Variation> variations) {
    /**
     * What the factor is in place of the nominal one.
     *
     * @param sigmas how often the value is added to that of the nominal correction; 0 where it is taken in place of it
     */
    private record Variation(String label, Evaluation evaluation, double sigmas) {}

    static EventFactor of(String name, Settings settings) {
        Settings inputs = settings.block("inputs");
        double outside = settings.real("outside", Double.NaN);
        String correction = settings.text("correction", "");
        var nominal = Evaluation.of(
                CorrectionSet.read(settings.file("file")).correction(correction), inputs, inputs, outside, "");
        Settings blocks = settings.block("variations");
        var variations = new ArrayList<Variation>();
        for (String label : blocks.names()) {
            Settings own = blocks.block(label);
            Settings from = own.has("file") ? own : settings;
            var other = CorrectionSet.read(from.file("file")).correction(own.text("correction", correction));
            Evaluation varied =
                    Evaluation.of(other, own.block("inputs"), inputs, own.real("outside", outside), name + "/" + label);
            double sigmas = own.real("sigmas", 0);
            own.refuseUnknown();
            if (!varied.collection().equals(nominal.collection())) {
                throw blocks.wrong(
                        label,
                        nominal.collection().isEmpty()
                                ? "of the event, as the correction is"
                                : "of objects of " + nominal.collection() + ", as the correction is");
            }
            variations.add(new Variation(label, varied, sigmas));
        }
        settings.refuseUnknown();
        return new EventFactor(name, nominal, List.copyOf(variations));
    }

    /** Columns that it reads. */
    Stream<ColumnSpec> columns() {
        return Stream.concat(Stream.of(nominal), variations.stream().map(Variation::evaluation))
                .flatMap(evaluation -> evaluation.columns().stream());
    }

    /** Refuses a sample whose texts a correction does not know. */
    void check(SampleOrigin origin) {
        nominal.check(origin);
        variations.forEach(one -> one.evaluation().check(origin));
    }

    /** Names of its variations. */
    List<Alternative> alternatives() {
        return variations.stream()
                .map(one -> new Alternative(name, one.label()))
                .toList();
    }

    /** With the events of a batch. */
    Bound bind(EventBatch batch, SampleOrigin origin) {
        return new Bound(
                nominal.bind(batch, origin),
                variations.stream()
                        .map(one -> one.evaluation().bind(batch, origin))
                        .toList(),
                variations.stream().mapToDouble(Variation::sigmas).toArray());
    }

    /** A factor with the events of a batch; for one thread. */
    record Bound(Evaluation.Bound nominal, List<Evaluation.Bound> variations, double[] sigmas) {
        /** The factor of each event. */
        double[] all(int events) {
            double[] objects = nominal.all();
            var factors = new double[events];
            for (int event = 0; event < events; event++) {
                double product = 1;
                for (int object = nominal.first(event); object < nominal.end(event); object++) {
                    product *= objects[object];
                }
                factors[event] = product;
            }
            return factors;
        }

        /** The factor of an event. */
        double of(int event) {
            double product = 1;
            for (int object = nominal.first(event); object < nominal.end(event); object++) {
                product *= nominal.of(event, object);
            }
            return product;
        }

        /** What a variation makes of an event. */
        double of(int event, int variation) {
            Evaluation.Bound varied = variations.get(variation);
            double times = sigmas[variation];
            double product = 1;
            for (int object = varied.first(event); object < varied.end(event); object++) {
                double value = varied.of(event, object);
                product *= times == 0 ? value : nominal.of(event, object) + times * value;
            }
            return product;
        }
    }
}

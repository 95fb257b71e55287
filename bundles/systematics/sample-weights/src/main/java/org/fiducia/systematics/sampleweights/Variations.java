package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep.Side;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.measurement.Sample.Variation;

/** Samples with one of their alternative weights in place of the nominal one. */
final class Variations {
    private Variations() {}

    /** The samples with a weight applied; those that do not have it stay as they are. */
    static List<BinnedSample> applied(List<BinnedSample> samples, Alternative weight) {
        var applied = new ArrayList<BinnedSample>();
        for (BinnedSample sample : samples) {
            int at = find(sample, weight);
            if (at < 0) {
                applied.add(sample);
                continue;
            }
            boolean ofEvent = sample.sample().variations().get(at).side() == Side.EVENT;
            applied.add(sample.withEvents((e, event) -> {
                double relative = event.variations().length == 0 ? 1 : event.variations()[at];
                return relative == 1
                        ? event
                        : ofEvent
                                ? event.withWeight(event.weight() * relative)
                                : event.withFactor(event.factor() * relative);
            }));
        }
        return applied;
    }

    /**
     * The simulated signal of which weights tell what they do at the assumed point. Where that is made of samples of several
     * masses of which only some have the weights, those of the nearest mass that has them stand for it, as if they were
     * simulated there: what weights do is relative, and hardly depends on the mass.
     */
    static List<BinnedSample> standing(Nominal nominal, List<Alternative> weights) {
        Analysis analysis = nominal.analysis();
        List<BinnedSample> signal = of(nominal.samples(), SampleWeights.SIGNAL);
        List<Point> known = signal.stream()
                .filter(sample -> weights.stream().anyMatch(weight -> find(sample, weight) >= 0))
                .map(sample -> sample.sample().point())
                .distinct()
                .toList();
        boolean everywhere = analysis.nominal(signal).stream()
                .allMatch(sample -> known.contains(sample.sample().point()));
        if (known.isEmpty() || everywhere) {
            return signal;
        }
        Point nearest = known.get(0);
        for (Point point : known) {
            nearest = analysis.point().distance(point) < analysis.point().distance(nearest) ? point : nearest;
        }
        var standing = new ArrayList<BinnedSample>();
        for (BinnedSample sample : signal) {
            Sample of = sample.sample();
            if (of.point().equals(nearest)) {
                var moved = new Sample(
                        of.name(), of.process(), of.role(), analysis.point(), of.era(), of.scale(), of.variations());
                standing.add(new BinnedSample(
                        moved,
                        sample.events(),
                        sample.recoBin(),
                        sample.fiducialBin(),
                        sample.value(),
                        sample.fitted()));
            }
        }
        return standing;
    }

    /** Place of a weight among those of a sample, −1 when it does not have it. */
    static int find(BinnedSample sample, Alternative weight) {
        List<Variation> variations = sample.sample().variations();
        for (int k = 0; k < variations.size(); k++) {
            if (weight.is(variations.get(k))) {
                return k;
            }
        }
        return -1;
    }

    /** The simulated samples of a component: of the signal, or of a background of that name. */
    static List<BinnedSample> of(List<BinnedSample> samples, String component) {
        return samples.stream()
                .filter(binned -> component.equals(SampleWeights.SIGNAL)
                        ? binned.sample().role() == Role.SIGNAL
                        : binned.sample().role() == Role.BACKGROUND
                                && binned.sample().process().equals(component))
                .toList();
    }

    /** Refuses a target that the model does not have. */
    static void requireProcess(Nominal nominal, Settings settings, String target) {
        if (!nominal.components().contains(target)) {
            throw new FiduciaException(
                    Kind.CARD,
                    settings.path() + "/targets has " + target + ", which is no process of the model",
                    "one of " + String.join(", ", nominal.components()));
        }
    }

    /**
     * Refuses a weight that no sample has.
     *
     * @param samples those of a component
     * @param component its name, for people
     * @param remedy what to do where the samples have no alternative weights at all
     */
    static void require(
            List<BinnedSample> samples, Settings settings, String component, Alternative weight, String remedy) {
        if (samples.stream().anyMatch(sample -> find(sample, weight) >= 0)) {
            return;
        }
        var known = new LinkedHashSet<String>();
        samples.forEach(sample -> sample.sample()
                .variations()
                .forEach(variation -> known.add(Alternative.of(variation).toString())));
        throw new FiduciaException(
                Kind.CARD,
                settings.path() + ": no sample of " + component + " has the weight " + weight,
                known.isEmpty() ? remedy : "there are " + String.join(", ", known));
    }
}

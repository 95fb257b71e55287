package org.fiducia.systematics.sampleweights;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
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

    /**
     * The samples with a weight applied; those that do not have it stay as they are.
     *
     * @param name of the list of weights
     * @param index in it
     */
    static List<BinnedSample> applied(List<BinnedSample> samples, String name, int index) {
        var applied = new ArrayList<BinnedSample>();
        for (BinnedSample sample : samples) {
            int at = find(sample, name, index);
            if (at < 0) {
                applied.add(sample);
                continue;
            }
            applied.add(sample.withEvents((e, event) -> event.variations().length == 0
                    ? event
                    : event.withWeight(event.weight() * event.variations()[at])));
        }
        return applied;
    }

    /**
     * The simulated signal of which weights tell what they do at the assumed point. Where that is made of samples of several
     * masses of which only some have the weights, those of the nearest mass that has them stand for it, as if they were
     * simulated there: what weights do is relative, and hardly depends on the mass.
     *
     * @param places in the list of weights
     */
    static List<BinnedSample> standing(Nominal nominal, String name, int[] places) {
        Analysis analysis = nominal.analysis();
        List<BinnedSample> signal = of(nominal.samples(), SampleWeights.SIGNAL);
        List<Point> known = signal.stream()
                .filter(sample -> IntStream.of(places).anyMatch(place -> find(sample, name, place) >= 0))
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

    /** Place of a weight among those of a sample, −1 when it has none of that name. */
    static int find(BinnedSample sample, String name, int index) {
        List<Variation> variations = sample.sample().variations();
        for (int k = 0; k < variations.size(); k++) {
            if (variations.get(k).name().equals(name) && variations.get(k).index() == index) {
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

    /**
     * Refuses a weight that no sample has.
     *
     * @param samples those of a component
     * @param component its name, for people
     */
    static void require(List<BinnedSample> samples, Settings settings, String component, String name, int index) {
        if (samples.stream().anyMatch(sample -> find(sample, name, index) >= 0)) {
            return;
        }
        var known = new LinkedHashSet<String>();
        samples.forEach(
                sample -> sample.sample().variations().forEach(v -> known.add(v.name() + "[" + v.index() + "]")));
        throw new FiduciaException(
                Kind.CARD,
                settings.path() + ": no sample of " + component + " has the weight " + name + "[" + index + "]",
                known.isEmpty()
                        ? "its files have none, or /formats/…/normalisation/weights does not declare them; leave "
                                + component + " out of the targets"
                        : "there are " + String.join(", ", known));
    }
}

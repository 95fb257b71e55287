package org.fiducia.testkit;

import java.util.List;
import java.util.stream.IntStream;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Range;

/** Asks background models what they expect in bins that are called by their numbers. */
public final class Estimates {
    private Estimates() {}

    /** Bins called {@code 0}, {@code 1}, … of the intervals between whole numbers. */
    public static Binning bins(int number) {
        return new Binning(IntStream.range(0, number)
                .mapToObj(i -> new Bin(Integer.toString(i), List.of(new Range(i, i + 1))))
                .toList());
    }

    /** What a model expects. */
    public static List<Contribution> of(
            BackgroundModel model,
            Analysis analysis,
            List<BinnedSample> samples,
            int bins,
            Settings settings,
            Progress progress) {
        return model.prepare(analysis, samples, settings, progress)
                .part(samples, bins(bins), progress)
                .contributions();
    }

    /** The first process in a bin, by indices of era and category. */
    public static Contribution find(List<Contribution> expected, Analysis analysis, int era, int category, int bin) {
        Place place = Place.of(
                analysis.fit(),
                analysis.eras().get(era),
                analysis.categories().get(category),
                bins(bin + 1).bins().get(bin));
        return expected.stream()
                .filter(c -> c.place().equals(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is expected in " + place));
    }
}

package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.Range;

/**
 * Expected background near the resonance in fine bins: every background model of the card is asked once, with the mass
 * range of the significance as its window, so that the estimates are those of a measurement in that range and no mass
 * shape has to be integrated.
 */
final class Backgrounds {
    private final Analysis analysis;
    private final List<BinnedSample> samples;
    private final Map<String, Settings> settings;
    private final List<BackgroundModel> models;
    private final Observable<?> observable;

    Backgrounds(
            Analysis analysis,
            List<BinnedSample> samples,
            Map<String, Settings> settings,
            List<BackgroundModel> models,
            Observable<?> observable) {
        this.analysis = analysis.within(Simulation.LO, Simulation.HI);
        this.samples = samples;
        this.settings = new TreeMap<>(settings);
        this.models = models;
        this.observable = observable;
    }

    /**
     * Expected events of all eras, final states and backgrounds.
     *
     * @param bins number of fine bins
     * @param find fine bin of the coordinates of a candidate, −1 for none
     */
    double[] events(int bins, ToIntFunction<double[]> find, Progress progress) {
        var binned = new ArrayList<BinnedSample>();
        for (BinnedSample sample : samples) {
            var reco = new int[sample.events().size()];
            for (int e = 0; e < reco.length; e++) {
                SelectedEvent event = sample.events().get(e);
                double[] x = Simulation.coordinates(observable, event.reco());
                reco[e] = x.length == 0 ? -1 : find.applyAsInt(x);
            }
            binned.add(sample.withBins(reco, sample.fiducialBin()).in(analysis));
        }
        var events = new double[bins];
        var fine = new Binning(IntStream.range(0, bins)
                .mapToObj(i -> new Bin(Integer.toString(i), List.of(new Range(i, i + 1))))
                .toList());
        for (var choice : settings.entrySet()) {
            progress.checkCancelled();
            BackgroundModel model = models.stream()
                    .filter(m -> m.id().equals(choice.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new FiduciaException(
                            Kind.PLUGIN,
                            "the background model " + choice.getKey() + " of the card is not installed",
                            "install it, or take it out of the card's backgrounds"));
            ModelPart part =
                    model.prepare(analysis, binned, choice.getValue(), progress).part(binned, fine, progress);
            part.contributions()
                    .forEach(c -> events[Integer.parseInt(c.place().bin())] +=
                            c.estimate().events());
        }
        return events;
    }
}

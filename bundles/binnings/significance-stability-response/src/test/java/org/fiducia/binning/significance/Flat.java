package org.fiducia.binning.significance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.binning.significance.Simulation.Point;
import org.fiducia.testkit.ExampleMeasurements;
import org.fiducia.testkit.MassFit;
import org.fiducia.testkit.PlainCandidate;

/** A transverse momentum that is uniform between 0 and 100 in signal and background. */
final class Flat {
    static final double RANGE = 100;
    static final ObservableInfo INFO =
            ObservableInfo.production("flat", "$p_T$", "GeV", 0, 20, 50, 70, Double.POSITIVE_INFINITY);

    private Flat() {}

    static final Observable<Candidate> OBSERVABLE = new Observable<>() {
        @Override
        public ObservableInfo info() {
            return INFO;
        }

        @Override
        public Class<Candidate> candidateType() {
            return Candidate.class;
        }

        @Override
        public double value(Candidate candidate) {
            return candidate.p4().pt();
        }
    };

    private static Candidate candidate(double pt) {
        return new PlainCandidate(FourMomentum.ofPtEtaPhiM(pt, 0, 0, 125), List.of());
    }

    /**
     * Signal, of which every second event is selected.
     *
     * @param expected expected selected events at all luminosity
     * @param resolution of the reconstruction, GeV
     */
    static BinnedSample signal(int events, double expected, double resolution) {
        var random = new Random(2);
        var list = new ArrayList<SelectedEvent>();
        for (int e = 0; e < events; e++) {
            double truth = RANGE * (e + 0.5) / events;
            double reco = Math.abs(truth + resolution * random.nextGaussian());
            list.add(
                    e % 2 == 0
                            ? new SelectedEvent(1, 0, 1, candidate(reco), 1, candidate(truth), true)
                            : new SelectedEvent(1, -1, -1, null, 1, candidate(truth), false));
        }
        double scale = 2 * expected / events / ExampleMeasurements.ANALYSIS.luminosity();
        return MassFit.binned(
                ExampleMeasurements.ANALYSIS,
                new Sample("signal", "ggH", Role.SIGNAL, MassFit.at(125), "", scale),
                list,
                new int[events],
                new int[events]);
    }

    /** Background, of which the model counts one expected event for each in the list. */
    static BinnedSample background(int events) {
        var list = new ArrayList<SelectedEvent>();
        for (int e = 0; e < events; e++) {
            list.add(new SelectedEvent(1, 0, 1, candidate(RANGE * (e + 0.5) / events), -1, null, false));
        }
        return MassFit.binned(
                ExampleMeasurements.ANALYSIS,
                new Sample("flat", "flat", Role.BACKGROUND, MassFit.at(Double.NaN), "", 1),
                list,
                new int[events],
                new int[events]);
    }

    /** Counts the events of samples of background. */
    static final class Counted implements BackgroundModel {
        private final double weight;

        Counted(double weight) {
            this.weight = weight;
        }

        @Override
        public String id() {
            return "counted";
        }

        @Override
        public String title() {
            return "counted";
        }

        @Override
        public Prepared prepare(Analysis analysis, List<BinnedSample> all, Settings settings, Progress progress) {
            if (analysis.fit().lo() != 110 || analysis.fit().hi() != 130) {
                throw new AssertionError("not the mass range of the significance");
            }
            return (samples, bins, shown) -> expected(analysis, samples, bins);
        }

        private ModelPart expected(Analysis analysis, List<BinnedSample> samples, Binning bins) {
            var events = new double[bins.size()];
            for (BinnedSample sample : samples) {
                for (int bin : sample.recoBin()) {
                    if (sample.sample().role() == Role.BACKGROUND && bin >= 0) {
                        events[bin] += weight;
                    }
                }
            }
            var backgrounds = new ArrayList<Contribution>();
            Shape shape = Shape.histogram(new double[] {110, 130}, new double[] {1});
            for (int i = 0; i < bins.size(); i++) {
                backgrounds.add(new Contribution(
                        Place.of(
                                analysis.fit(),
                                analysis.eras().get(0),
                                analysis.categories().get(1),
                                bins.bins().get(i)),
                        "counted",
                        Expression.constant(events[i]),
                        shape,
                        new Estimate(events[i], 0)));
            }
            return ModelPart.of(List.of(), backgrounds);
        }
    }

    static Backgrounds backgrounds(List<BinnedSample> samples, double weight) {
        return new Backgrounds(
                ExampleMeasurements.ANALYSIS,
                samples,
                Map.of("counted", Settings.none()),
                List.of(new Counted(weight)),
                OBSERVABLE);
    }

    /** Points of a process at given coordinates. */
    static Point point(String process, double weight, double... x) {
        return new Point(process, x, x, weight);
    }
}

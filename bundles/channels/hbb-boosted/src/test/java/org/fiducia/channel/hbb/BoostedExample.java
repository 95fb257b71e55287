package org.fiducia.channel.hbb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;

/**
 * Boosted jets in two bins of transverse momentum, made with a fixed seed: a signal at 125 GeV, the background Zbb at 90 GeV,
 * tt, and multijet events whose transfer factors in simulation and in data are given.
 */
public final class BoostedExample {
    /** The analysis. */
    public static final Analysis ANALYSIS = new Analysis(
            "boosted",
            "",
            13,
            List.of(new Era("all", 10)),
            TaggedBins.categories(new double[] {450, 600, 1200}),
            List.of(new Region("SR", "", true), new Region("outside", "", false)),
            new FitRegion("SR", FitRegion.Use.SIGNAL, "jetMass", new Axis("m", "GeV", 0), 40, 201, 23),
            Point.of(Analysis.MASS, 125));

    /** What is measured. */
    public static final ObservableInfo OBSERVABLE =
            ObservableInfo.production("boosted", "$p_T$", "GeV", 450, Double.POSITIVE_INFINITY);

    /** Its bins. */
    public static final JetGrid GRID =
            new JetGrid(new double[] {450, 600, 1200}, ANALYSIS.fit().edges(), -6.0, -2.1);

    private static final double FAILING = 2000;
    private static final int ENTRIES = 40;

    private final Random random = new Random(11);
    private final List<BinnedSample> samples = new ArrayList<>();

    private BoostedExample() {}

    /**
     * The measurement.
     *
     * @param simulated transfer factor of simulation in a bin [pT, mass]
     * @param observed transfer factor of data in a bin
     * @param strength signal in data in units of simulation
     */
    public static ExampleNominal nominal(
            ToDoubleBiFunction<Integer, Integer> simulated,
            ToDoubleBiFunction<Integer, Integer> observed,
            double strength) {
        var example = new BoostedExample();
        example.fill(simulated, observed, strength);
        return new ExampleNominal(ANALYSIS, OBSERVABLE)
                .withSamples(example.samples)
                .withBackgrounds(example.backgrounds())
                .withComponents("signal", "nonResonant", "Zbb", "tt");
    }

    /** One with transfer factors of .01 in simulation and .012 in data. */
    public static ExampleNominal nominal() {
        return nominal((k, i) -> 0.01, (k, i) -> 0.012, 1);
    }

    private void fill(
            ToDoubleBiFunction<Integer, Integer> simulated,
            ToDoubleBiFunction<Integer, Integer> observed,
            double strength) {
        samples.add(peak("ggH", Role.SIGNAL, 125, 9, 2000, 0.04 / 10, 0.5));
        samples.add(peak("Zbb", Role.BACKGROUND, 90, 8, 2000, 0.1 / 10, 0.5));
        samples.add(peak("tt", Role.BACKGROUND, 120, 40, 1000, 0.2 / 10, 0.1));
        var simulation = new ArrayList<SelectedEvent>();
        var data = new ArrayList<SelectedEvent>();
        for (int k = 0; k < GRID.ptBins(); k++) {
            for (int i = 0; i < GRID.massBins(); i++) {
                double fail = FAILING * Math.exp(-i / 12.0) / (1 + k);
                double pass = fail * simulated.applyAsDouble(k, i);
                for (int n = 0; n < ENTRIES; n++) {
                    simulation.add(event(k, i, false, fail / ENTRIES / 10));
                    simulation.add(event(k, i, true, pass / ENTRIES / 10));
                }
                add(data, k, i, false, fail);
                add(data, k, i, true, fail * observed.applyAsDouble(k, i));
            }
        }
        for (BinnedSample sample : List.copyOf(samples)) {
            double scale = sample.sample().role() == Role.SIGNAL ? strength : 1;
            for (SelectedEvent event : sample.events()) {
                if (random.nextDouble() < scale * sample.sample().scale() * 10) {
                    data.add(new SelectedEvent(1, event.region(), event.category(), event.reco(), -1, null, false));
                }
            }
        }
        samples.add(binned(new Sample("QCD", "QCD", Role.BACKGROUND, Point.NONE, "", 1), simulation));
        samples.add(binned(new Sample("data", "data", Role.DATA, Point.NONE, "all", 1), data));
    }

    private static void add(List<SelectedEvent> data, int k, int i, boolean pass, double expected) {
        for (int n = 0; n < Math.round(expected); n++) {
            data.add(event(k, i, pass, 1));
        }
    }

    private static SelectedEvent event(int k, int i, boolean pass, double weight) {
        return event(new MergedJet(GRID.ptCentre(k), GRID.massCentre(i), pass ? 1 : 0), weight, null);
    }

    private static SelectedEvent event(MergedJet jet, double weight, MergedJet truth) {
        int k = GRID.ptBin(jet.pt());
        int i = GRID.massBin(jet.mass());
        boolean kept = k >= 0 && i >= 0;
        int category = jet.tagger() > 0.5 ? k : GRID.ptBins() + k;
        return new SelectedEvent(
                weight,
                !kept ? -1 : GRID.fitted(k, i) ? 0 : 1,
                kept ? category : -1,
                kept ? jet : null,
                truth == null ? -1 : 0,
                truth,
                kept && truth != null);
    }

    private BinnedSample peak(
            String process, Role role, double mass, double width, int number, double scale, double passing) {
        var events = new ArrayList<SelectedEvent>();
        for (int n = 0; n < number; n++) {
            double pt = Math.min(1199, 450 + 120 * random.nextExponential());
            double found = Math.max(40, Math.min(200, mass + width * random.nextGaussian()));
            var jet = new MergedJet(pt, found, random.nextDouble() < passing ? 1 : 0);
            events.add(event(jet, 1, role == Role.SIGNAL ? jet : null));
        }
        Point point = role == Role.SIGNAL ? Point.of(Analysis.MASS, 125) : Point.NONE;
        return binned(new Sample(process, process, role, point, "", scale), events);
    }

    private static BinnedSample binned(Sample sample, List<SelectedEvent> events) {
        int n = events.size();
        int[] reco = new int[n];
        int[] fiducial = new int[n];
        double[] value = new double[n];
        for (int e = 0; e < n; e++) {
            reco[e] = events.get(e).reco() == null ? -1 : 0;
            fiducial[e] = events.get(e).fiducial() == null ? -1 : 0;
            value[e] = events.get(e).reco() instanceof MergedJet jet ? jet.mass() : Double.NaN;
        }
        return new BinnedSample(sample, events, reco, fiducial, value, BinnedSample.fitted(ANALYSIS, events, value));
    }

    private List<Contribution> backgrounds() {
        var backgrounds = new ArrayList<Contribution>();
        for (BinnedSample sample : samples) {
            if (!List.of("Zbb", "tt").contains(sample.sample().process())) {
                continue;
            }
            for (int c = 0; c < ANALYSIS.categories().size(); c++) {
                double[] contents = new double[GRID.massBins()];
                for (int e = 0; e < sample.events().size(); e++) {
                    if (sample.fitted()[e] && sample.events().get(e).category() == c) {
                        contents[GRID.massBin(sample.value()[e])] +=
                                10 * sample.sample().scale();
                    }
                }
                double events = Arrays.stream(contents).sum();
                backgrounds.add(new Contribution(
                        Place.of(
                                ANALYSIS.fit(),
                                ANALYSIS.eras().get(0),
                                ANALYSIS.categories().get(c),
                                OBSERVABLE.reconstructed().bins().get(0)),
                        sample.sample().process(),
                        Expression.constant(events),
                        Shape.histogram(GRID.mass(), contents),
                        new Estimate(events, Math.sqrt(events / 10))));
            }
        }
        return backgrounds;
    }
}

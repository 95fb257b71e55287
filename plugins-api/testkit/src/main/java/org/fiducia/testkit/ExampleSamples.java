package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Sample;

/**
 * Samples of {@link ExampleMeasurements#ANALYSIS} as the kernel gives them to plug-ins, made up with a fixed seed: two
 * productions of the signal ({@code ggH}, {@code VBF}) at three masses, the backgrounds {@code qqZZ} and {@code ggZZ}, a
 * simulated process that no model mentions, and data of each era. Their bins are numbers of jets, the last one of all that are
 * more.
 */
public final class ExampleSamples {
    /** A simulated process of which nothing is said anywhere. */
    public static final String UNUSED = "unused";

    private static final Analysis ANALYSIS = ExampleMeasurements.ANALYSIS;
    private static final double[] MASSES = {120, 125, 130};

    private final Random random = new Random(41);

    private ExampleSamples() {}

    /** All of them. */
    public static List<BinnedSample> binned(int bins) {
        var samples = new ArrayList<BinnedSample>();
        var one = new ExampleSamples();
        for (double mass : MASSES) {
            samples.add(one.signal("ggH", mass, 1500, 2e-3, bins));
            samples.add(one.signal("VBF", mass, 300, 8e-4, bins));
        }
        samples.add(one.background("qqZZ", 900, 4e-3, bins));
        samples.add(one.background("ggZZ", 300, 1e-3, bins));
        samples.add(one.background(UNUSED, 60, 1e-2, bins));
        for (Era era : ANALYSIS.eras()) {
            samples.add(one.data(era, (int) (3 * era.luminosity()), bins));
        }
        return samples;
    }

    /** The bin of a candidate, of so many. */
    static int bin(Candidate candidate, int bins) {
        return Math.min(bins - 1, candidate.jets().size());
    }

    private BinnedSample signal(String process, double mass, int number, double scale, int bins) {
        var events = new ArrayList<SelectedEvent>();
        for (int e = 0; e < number; e++) {
            boolean selected = random.nextInt(10) < 6;
            boolean resonant = selected && random.nextInt(20) > 0;
            boolean fiducial = !selected || random.nextInt(10) > 0;
            double found = resonant ? mass - 0.2 + 1.2 * tailed() : 106 + 50 * random.nextDouble();
            int category = random.nextInt(3);
            Candidate truth = candidate(mass);
            Candidate reco = new JetCandidate(moving(found, truth.p4().pt()), ((JetCandidate) truth).all());
            events.add(new SelectedEvent(
                    0.8 + 0.4 * random.nextDouble(),
                    selected ? 0 : -1,
                    selected ? category : -1,
                    selected ? reco : null,
                    fiducial ? category : -1,
                    fiducial ? truth : null,
                    resonant));
        }
        var point = Point.of(Analysis.MASS, mass);
        return binned(new Sample(process + "_M" + mass, process, Role.SIGNAL, point, "", scale), events, bins);
    }

    /** Student's distribution with four degrees of freedom: a peak with tails on both sides. */
    private double tailed() {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            double x = random.nextGaussian();
            sum += x * x;
        }
        return random.nextGaussian() / Math.sqrt(sum / 4);
    }

    private BinnedSample background(String process, int number, double scale, int bins) {
        var events = new ArrayList<SelectedEvent>();
        for (int e = 0; e < number; e++) {
            events.add(reconstructed(random.nextInt(30) == 0 ? -0.5 : 1));
        }
        return binned(new Sample(process, process, Role.BACKGROUND, Point.NONE, "", scale), events, bins);
    }

    private BinnedSample data(Era era, int number, int bins) {
        var events = new ArrayList<SelectedEvent>();
        for (int e = 0; e < number; e++) {
            events.add(reconstructed(1));
        }
        String name = "data_" + era.name();
        return binned(new Sample(name, "data", Role.DATA, Point.NONE, era.name(), 1), events, bins);
    }

    /** An event with a mass in the range of the fit and around. */
    private SelectedEvent reconstructed(double weight) {
        return new SelectedEvent(
                weight, 0, random.nextInt(3), candidate(100 + 65 * random.nextDouble()), -1, null, false);
    }

    private JetCandidate candidate(double mass) {
        var jets = new ArrayList<FourMomentum>();
        double pt = 80;
        for (int j = random.nextInt(4); j > 0; j--) {
            pt *= 0.4 + 0.6 * random.nextDouble();
            jets.add(FourMomentum.ofPtEtaPhiM(pt, 3 * random.nextGaussian(), random.nextDouble(), 5));
        }
        return new JetCandidate(moving(mass, 60 * random.nextDouble()), jets);
    }

    private static FourMomentum moving(double mass, double pt) {
        return FourMomentum.ofPtEtaPhiM(pt, 0.5, 1, mass);
    }

    private static BinnedSample binned(Sample sample, List<SelectedEvent> events, int bins) {
        int[] reco = new int[events.size()];
        int[] fiducial = new int[events.size()];
        for (int e = 0; e < reco.length; e++) {
            SelectedEvent event = events.get(e);
            reco[e] = event.reco() == null ? -1 : bin(event.reco(), bins);
            fiducial[e] = event.fiducial() == null ? -1 : bin(event.fiducial(), bins);
        }
        return MassFit.binned(ANALYSIS, sample, events, reco, fiducial);
    }
}

package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Calibration;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.inference.Ends;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Measurement.Joint;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.api.measurement.PredictedSpectrum.Agreement;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Reuse;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;

/** Measurements of every form, made up with fixed seeds, for the tests of writers. */
public final class ExampleMeasurements {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Energy, eras and final states of every one of them. */
    public static final Analysis ANALYSIS = new Analysis(
            "$H \\to ZZ \\to 4\\ell$",
            13.6,
            List.of(new Era("2022", 34.7), new Era("2023", 27.3), new Era("2024", 108.8)),
            List.of(new Category("4e", "$4e$"), new Category("4mu", "$4\\mu$"), new Category("2e2mu", "$2e2\\mu$")),
            List.of(new Region("SR", "signal region", true)),
            "$m_{4\\ell}$",
            105,
            160,
            125);

    private ExampleMeasurements() {}

    /** The published binning in transverse momentum with its expected cross sections. */
    public static Measurement transverseMomentum() {
        return measurement(
                ObservableInfo.production(
                        "pT4l", "$p_T^{4\\ell}$", "GeV", 0, 10, 16, 22, 28, 36, 46, 60, 80, 106, 146, INFINITY),
                "observed",
                1,
                .42,
                .36,
                .32,
                .27,
                .29,
                .28,
                .28,
                .26,
                .21,
                .17,
                .20);
    }

    /** Intervals without a unit, the last unbounded. */
    public static Measurement rapidity() {
        return measurement(
                ObservableInfo.production(
                        "absY4l", "$|y_{4\\ell}|$", "", 0, .12, .24, .36, .5, .6, .75, .9, 1.1, 1.3, INFINITY),
                "asimov",
                0,
                .33,
                .33,
                .32,
                .36,
                .25,
                .35,
                .32,
                .36,
                .27,
                .33);
    }

    /** Both signs, no unbounded bin. */
    public static Measurement angle() {
        return measurement(
                ObservableInfo.decay("cosThetaStar", "$\\cos\\theta^*$", "", -1, -.75, -.5, -.25, 0, .25, .5, .75, 1),
                "observed",
                1,
                .38,
                .38,
                .38,
                .38,
                .38,
                .38,
                .38,
                .38);
    }

    /** A bin without jets before intervals. */
    public static Measurement leadingJet() {
        return measurement(
                ObservableInfo.jets("pTj1", 1, "$p_T^{j1}$", "GeV", 30, 55, 95, 200, INFINITY),
                "observed",
                1,
                1.79,
                .55,
                .41,
                .25,
                .05);
    }

    /** Counts with their own names. */
    public static Measurement jetCount() {
        var bins = new ArrayList<Bin>();
        for (int n = 0; n < 4; n++) {
            bins.add(new Bin(Integer.toString(n), List.of(new Range(n, n + 1))));
        }
        bins.add(new Bin("≥ 4", List.of(new Range(4, INFINITY))));
        var info = new ObservableInfo(
                "nJets", Target.PRODUCTION, List.of(new Axis("$N_{\\mathrm{jets}}$", "", 0)), new Binning(bins));
        return measurement(info, "observed", 1, 1.79, .81, .33, .08, .04);
    }

    /** Rectangles of two axes. */
    public static Measurement rectangles() {
        double[][] inner = {{0, .2, .4, .65, .9, 1.2, 2.5}, {0, .5, 1.15, 2.5}, {0, .45, 1, 2.5}};
        double[] outer = {0, 50, 105, INFINITY};
        var bins = new ArrayList<Bin>();
        for (int i = 0; i < inner.length; i++) {
            for (int k = 0; k + 1 < inner[i].length; k++) {
                var y = new Range(inner[i][k], inner[i][k + 1]);
                var pt = new Range(outer[i], outer[i + 1]);
                bins.add(new Bin(
                        "pT " + Binning.label(pt.lo(), pt.hi()) + ", |y| " + Binning.label(y.lo(), y.hi()),
                        List.of(y, pt)));
            }
        }
        var axes = List.of(new Axis("$|y_{4\\ell}|$", "", 0), new Axis("$p_T^{4\\ell}$", "GeV", 0));
        var info = new ObservableInfo("absY4l-pT4l", Target.PRODUCTION, axes, new Binning(bins));
        return measurement(info, "observed", 1, .35, .36, .42, .4, .42, .3, .25, .22, .12, .09, .08, .04);
    }

    /** The inclusive cross section. */
    public static Measurement oneBin() {
        return measurement(ObservableInfo.production("m4l", "$m_{4\\ell}$", "GeV", 105, 160), "observed", 1, 3.05);
    }

    /** Classes of events, many of them, over three decades, two of them without signal in data. */
    public static Measurement classes() {
        var bins = new ArrayList<Bin>();
        var sm = new double[28];
        for (int i = 0; i < 28; i++) {
            bins.add(new Bin("class " + (i + 1), List.of(new Range(i, i + 1))));
            sm[i] = 1.2 * Math.pow(0.77, i);
        }
        var info = new ObservableInfo(
                "classes", Target.PRODUCTION, List.of(new Axis("event class", "", 0)), new Binning(bins));
        Measurement m = measurement(info, "observed", 1, sm);
        var results = new ArrayList<>(m.bins());
        for (int i : new int[] {17, 25}) {
            BinResult bin = results.get(i);
            results.set(i, atLimit(bin));
        }
        return m.withBins(results);
    }

    /** No event at all: every cross section at its limit, nothing expected. */
    public static Measurement empty() {
        Measurement m = transverseMomentum();
        var spectrum = new LinkedHashMap<String, double[]>();
        m.spectrum().components().forEach((name, events) -> spectrum.put(name, new double[events.length]));
        var results = m.bins().stream()
                .map(bin -> new BinResult(
                        bin.bin(), 0, new Uncertainty(0, 0), new Uncertainty(0, 0), new Uncertainty(0, 0), 0))
                .toList();
        return m.withBins(results)
                .withSpectrum(new Spectrum(
                        m.spectrum().edges(), new double[m.spectrum().observed().length], spectrum));
    }

    /** Three bins in which the fit ended at zero, without a lower uncertainty. */
    public static Measurement atLimit() {
        Measurement m = transverseMomentum();
        var results = new ArrayList<>(m.bins());
        for (int i : new int[] {1, 5, 10}) {
            results.set(i, atLimit(results.get(i)));
        }
        return m.withBins(results);
    }

    /** The last bin with a calibrated interval from the limit of its cross section on, the one before up to a limit. */
    public static Measurement calibrated() {
        Measurement m = transverseMomentum();
        var results = new ArrayList<>(m.bins());
        int last = results.size() - 1;
        BinResult bin = results.get(last);
        var profile = new Interval(0.02, 0.02, 0.05, true, false);
        var calibration = new Calibration(
                0.84,
                "2ΔNLL = 1 ends at a limit, where it covers 84 % or more",
                profile,
                List.of(
                        new Calibration.Level(
                                Calibration.LEVELS[0],
                                new Calibration.End(0, 0, true, 0.4, 0.9, 100),
                                new Calibration.End(0.08, 0.002, false, 1.3, 0.6, 300)),
                        new Calibration.Level(
                                Calibration.LEVELS[1],
                                new Calibration.End(0, 0, true, 2.5, 0.97, 100),
                                new Calibration.End(0.1234, 0.004, false, 4.1, 0.93, 300))),
                new Calibration.Toys(700, 3, "no minimum", 1));
        var total = new Uncertainty(0.02, 0.06);
        results.set(
                last,
                new BinResult(
                        bin.bin(),
                        0.02,
                        total,
                        new Uncertainty(0, 0),
                        total,
                        bin.sm(),
                        bin.theory(),
                        new Ends(Ends.FELDMAN_COUSINS, true, false, calibration)));
        BinResult other = results.get(last - 1);
        results.set(
                last - 1,
                new BinResult(
                        other.bin(),
                        other.sigma(),
                        other.stat(),
                        other.syst(),
                        other.total(),
                        other.sm(),
                        other.theory(),
                        new Ends("profile", false, true, Calibration.NONE)));
        return m.withBins(results);
    }

    private static BinResult atLimit(BinResult bin) {
        var up = new Uncertainty(0, 0.6 * bin.sm());
        return new BinResult(bin.bin(), 0, up, new Uncertainty(0, 0), up, bin.sm());
    }

    /** All of them by name. */
    public static Map<String, Measurement> all() {
        var all = new LinkedHashMap<String, Measurement>();
        all.put("pT4l", transverseMomentum());
        all.put("absY4l", rapidity());
        all.put("cosThetaStar", angle());
        all.put("pTj1", leadingJet());
        all.put("nJets", jetCount());
        all.put("absY4l-pT4l", rectangles());
        all.put("m4l", oneBin());
        all.put("classes", classes());
        all.put("empty", empty());
        all.put("limit", atLimit());
        all.put("calibrated", calibrated());
        return all;
    }

    private static Measurement measurement(ObservableInfo info, String data, double scatter, double... sm) {
        var random = new Random(11);
        var bins = new ArrayList<BinResult>();
        for (int i = 0; i < sm.length; i++) {
            double stat = 0.13 * Math.sqrt(sm[i]);
            double sigma = Math.max(0.02 * sm[i], sm[i] + scatter * stat * random.nextGaussian());
            var statistical = new Uncertainty(Math.min(sigma, 0.95 * stat), 1.05 * stat);
            var systematic = new Uncertainty(0.06 * sm[i], 0.07 * sm[i]);
            var total = new Uncertainty(
                    Math.hypot(statistical.down(), systematic.down()), Math.hypot(statistical.up(), systematic.up()));
            bins.add(new BinResult(info.binning().bins().get(i), sigma, statistical, systematic, total, sm[i]));
        }
        var correlation = new double[sm.length][sm.length];
        for (int i = 0; i < sm.length; i++) {
            correlation[i][i] = 1;
        }
        return new Measurement(
                ANALYSIS,
                info,
                data,
                bins,
                bins.get(0),
                correlation,
                List.of(),
                0,
                "converged",
                0.637,
                931,
                List.of(),
                response(sm),
                spectrum(random, scatter),
                quality(sm.length),
                List.of(),
                List.of(),
                List.of(),
                joint(bins, correlation),
                Answers.NONE,
                Map.of());
    }

    private static Joint joint(List<BinResult> bins, double[][] correlation) {
        return new Joint(
                IntStream.range(0, bins.size()).mapToObj(j -> "sigma_" + j).toList(), correlation);
    }

    /** The first with a further parameter of interest, a breakdown by groups and the impacts of 24 nuisances. */
    public static Measurement systematics() {
        Measurement m = transverseMomentum();
        int n = m.bins().size();
        var contributions = new ArrayList<Contribution>();
        for (String group : List.of("statistical", "luminosity", "lepton", "correlation")) {
            double size = group.equals("statistical") ? .05 : group.equals("lepton") ? .01 : .004;
            contributions.add(new Contribution(
                    group,
                    m.bins().stream()
                            .map(b -> new Uncertainty(size, 1.1 * size))
                            .toList()));
        }
        var impacts = new ArrayList<Impact>();
        for (int k = 0; k < 24; k++) {
            var up = new double[n];
            var down = new double[n];
            Arrays.fill(up, -.01 / (1 + k));
            Arrays.fill(down, .011 / (1 + k));
            impacts.add(new Impact("nuisance_" + k, "lepton", Math.sin(k), 1 / (1 + .02 * k), up, down));
        }
        var unit = new Uncertainty(.1, .1);
        return m.withInterest(List.of(new InterestResult(
                        "K1_pT4l_0", "K1_pT4l_0", "", 1.2, unit, unit, new Uncertainty(.15, .15), 1)))
                .withBreakdown(contributions)
                .withImpacts(impacts);
    }

    /** The same where the first cross section ended at zero and events are counted in one interval. */
    public static Measurement nothingInTheFirstBin() {
        Measurement m = systematics();
        var results = new ArrayList<>(m.bins());
        BinResult first = results.get(0);
        results.set(
                0,
                new BinResult(
                        first.bin(),
                        0,
                        new Uncertainty(0, .03),
                        new Uncertainty(0, .01),
                        new Uncertainty(0, .032),
                        first.sm()));
        return m.withBins(results)
                .withSpectrum(new Spectrum(
                        new double[] {105, 160}, new double[] {12}, Map.of("signal", new double[] {11.0})));
    }

    /** Transverse momentum with a statistical covariance, a fiducial definition and two predictions. */
    public static Measurement compared() {
        Measurement m = transverseMomentum();
        int n = m.bins().size();
        var statistical = new ArrayList<double[]>();
        var sigma = new double[n];
        var soft = new double[n];
        var scale = new ArrayList<Uncertainty>();
        for (int i = 0; i < n; i++) {
            BinResult bin = m.bins().get(i);
            double error = (bin.stat().down() + bin.stat().up()) / 2;
            var row = new double[n];
            row[i] = error * error;
            statistical.add(row);
            sigma[i] = bin.sm() * (1 + .02 * i);
            soft[i] = bin.sm() * Math.exp(-.3 * i);
            scale.add(new Uncertainty(.08 * sigma[i], .06 * sigma[i]));
        }
        return m.with(m.details()
                .with(new Reuse(
                        statistical,
                        List.of(
                                new PredictedSpectrum(
                                        "powheg",
                                        "POWHEG + $\\mathrm{Pythia}$ 8",
                                        sigma,
                                        Map.of("scale", scale),
                                        new Agreement(4.5, n, .8, new double[n])),
                                new PredictedSpectrum(
                                        "soft", "too soft", soft, Map.of(), new Agreement(60, n, 1e-9, new double[n]))),
                        List.of("four leptons, $p_T > 20, 10$ GeV", "105 < $m_{4\\ell}$ < 160 GeV"))));
    }

    /** The same with a label beside its data. */
    public static Measurement labelled(Measurement m, String label) {
        return m.withAnalysis(m.analysis().labelled(label));
    }

    private static Quality quality(int bins) {
        var purity = new double[bins];
        var efficiency = new double[bins];
        Arrays.fill(purity, .86);
        Arrays.fill(efficiency, .5);
        return new Quality(1.4, .86, purity, purity, efficiency);
    }

    private static Response response(double[] sm) {
        int n = sm.length;
        double[] selected = {.35, .71, .50};
        double[] share = {.2455, .2735, .481};
        var efficiency = new double[3][3][n][n];
        var fiducial = new double[3][n];
        for (int c = 0; c < 3; c++) {
            for (int j = 0; j < n; j++) {
                fiducial[c][j] = share[c] * sm[j];
                for (int i = 0; i < n; i++) {
                    int distance = Math.abs(i - j);
                    double moved = distance == 0 ? .86 : distance < 5 ? .06 * Math.pow(.09, distance - 1) : 0;
                    for (int era = 0; era < 3; era++) {
                        efficiency[era][c][i][j] = selected[c] * moved * (1 + .02 * era);
                    }
                }
            }
        }
        return new Response(efficiency, new double[3][3][n][n], new double[3][3][n], new double[3][3][n], fiducial);
    }

    private static Spectrum spectrum(Random random, double scatter) {
        int n = 22;
        var edges = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            edges[i] = 105 + 2.5 * i;
        }
        var components = new LinkedHashMap<String, double[]>();
        for (String name : List.of("ZX", "ggZZ", "qqZZ", "nonResonant", "signal")) {
            components.put(name, new double[n]);
        }
        var observed = new double[n];
        for (int i = 0; i < n; i++) {
            double m = edges[i] + 1.25;
            components.get("ZX")[i] = 167 / 55.0 * 2.5 * Math.exp(-(m - 132.5) * (m - 132.5) / 1500) * 1.2;
            components.get("ggZZ")[i] = 1.9 + 0.02 * (m - 105);
            components.get("qqZZ")[i] = 19 - 0.06 * (m - 132);
            components.get("nonResonant")[i] = 0.4;
            components.get("signal")[i] =
                    300 * 2.5 / (1.7 * Math.sqrt(2 * Math.PI)) * Math.exp(-(m - 124.5) * (m - 124.5) / 2 / 2.9);
            double sum =
                    components.values().stream().mapToDouble(new Index(i)::of).sum();
            observed[i] = scatter == 0 ? sum : Math.max(0, Math.round(sum + Math.sqrt(sum) * random.nextGaussian()));
        }
        return new Spectrum(edges, observed, components);
    }

    private record Index(int at) {
        double of(double[] array) {
            return array[at];
        }
    }
}

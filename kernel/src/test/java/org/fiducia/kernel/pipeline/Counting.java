package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fiducia.api.Plugin;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.EventWeight;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.IntervalEstimator;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.PredictionUncertainty;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.measurement.Unfolding;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.kernel.plugins.Felix;
import org.osgi.framework.Bundle;

/**
 * A plug-in of every kind that a measurement needs, each as small as it can be, for events in {@link Lines}; and the files and
 * the card of an analysis whose numbers can be had by hand, see {@link #write}.
 */
public final class Counting {
    /** Of all plug-ins, by kind and method, e.g. {@code signal.prepare}. */
    public final Calls calls = new Calls();

    /** What the source of parts gives. */
    public volatile BiFunction<NuisanceSource.Nominal, PartSource.SignalRates, ModelPart> part =
            (nominal, rates) -> ModelPart.EMPTY;

    /** What it makes of that when it has the whole model. */
    public volatile BiFunction<ModelPart, PartSource.Whole, ModelPart> settled = (part, whole) -> part;

    /** What the unfolding adds to the likelihood. */
    public volatile Function<Supplier<Likelihood>, List<Constraint>> penalties = likelihood -> List.of();

    /** Intervals of the mass around the range of the fit; empty for none. */
    public volatile double[] surroundings = new double[0];

    /** What was written, in order. */
    public final Queue<Measurement> written = new ConcurrentLinkedQueue<>();

    /** Registers all of them on behalf of a bundle. */
    public void register(Bundle bundle) {
        Felix.register(bundle, EventReader.class, new Lines.Reader(calls));
        Felix.register(bundle, Channel.class, new Lines.Tiny(calls, () -> surroundings));
        Lines.observables(calls).values().forEach(one -> Felix.register(bundle, Observable.class, one));
        Felix.register(bundle, SignalModel.class, new Signal());
        Felix.register(bundle, BackgroundModel.class, new Background());
        Felix.register(bundle, PhysicsModel.class, new Sigmas());
        Felix.register(bundle, Unfolding.class, new Matrix());
        Felix.register(bundle, NuisanceSource.class, new Declared());
        Felix.register(bundle, PartSource.class, new Given());
        Felix.register(bundle, PredictionUncertainty.class, new Percent());
        Felix.register(bundle, EventWeight.class, new Scale());
        Felix.register(bundle, LikelihoodCompiler.class, new Counts());
        Felix.register(bundle, Fitter.class, new Unused());
        Felix.register(bundle, IntervalEstimator.class, new Unused());
        Felix.register(bundle, ResultWriter.class, new Note());
        Felix.register(bundle, ResultWriter.class, new Sheet(calls));
    }

    /**
     * Writes the analysis: two eras of 100 and 300 fb⁻¹, final states a and b, bins 0–1 and 1–2 of y. Simulation has 0.1 events
     * per fb⁻¹ and unit weight: fiducial cross sections of a 1 and 2 fb, of b 3 and 4 fb; efficiencies of a (.5, .1; .1, .4) with
     * 10 % not fiducial in the first bin, of b .5 and .5 with 10 % in the second, and 0.1 fb not resonant in the first of b;
     * backgrounds of 0.1 fb in the first bin of a, 0.2 fb in the second of b. Data are what 8 fb and 3 fb expect, exactly.
     *
     * @return the card
     */
    public static Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            lines(
                    folder.resolve("signal.lines"),
                    "4 40",
                    "1 5 0 0 105.5 0.5 0 0.5 1",
                    "1 1 0 0 105.5 1.5 0 0.5 1",
                    "1 1 0 0 99 0.5 0 0.5 1", // outside of the fit
                    "1 1 1 0 105.5 0.5 0 0.5 1", // in the control region
                    "1 2 -1 -1 0 0 0 0.5 1",
                    "1 2 0 0 105.5 0.5 0 1.5 1",
                    "1 8 0 0 105.5 1.5 0 1.5 1",
                    "1 8 -1 -1 0 0 0 1.5 1",
                    "1 0.7 0 0 105.5 0.5 -1 0 1",
                    "1 15 0 1 105.5 0.5 1 0.5 1",
                    "1 15 -1 -1 0 0 1 0.5 1",
                    "1 20 0 1 105.5 1.5 1 1.5 1",
                    "1 20 -1 -1 0 0 1 1.5 1",
                    "1 2 0 1 105.5 1.5 0 1.5 1", // fiducial in the other final state
                    "1 1 0 1 105.5 0.5 -1 0 0");
            lines(
                    folder.resolve("background.lines"),
                    "4 40",
                    "1 1 0 0 110.5 0.5 -1 0 1",
                    "1 2 0 1 110.5 1.5 -1 0 1",
                    "1 3 0 0 130 0.5 -1 0 1",
                    "1 5 1 0 110.5 0.5 -1 0 1");
            data(folder.resolve("data1.lines"), 131, 60, 310, 130);
            data(folder.resolve("data2.lines"), 393, 180, 930, 390);
            return Files.writeString(folder.resolve("card.json"), """
                    {"schemaVersion": 2, "title": "counting", "energy": 13, "channel": "tiny", "fit": {"range": [100, 122]},
                     "eras": [{"name": "E1", "luminosity": 100, "data": ["data1.lines"]},
                              {"name": "E2", "luminosity": 300, "data": ["data2.lines"]}],
                     "formats": {"lines": {"tree": "Events", "normalisation":
                        {"tree": "Runs", "crossSection": "xsec", "sumOfWeights": "sumw", "unit": "fb"}}},
                     "samples": [{"name": "sig", "role": "signal", "process": "p", "files": ["signal.lines"]},
                                 {"name": "bkg", "role": "background", "process": "q", "files": ["background.lines"]}],
                     "signal": "flat", "backgrounds": ["simulated"], "physics": "sigmas", "unfolding": "matrix",
                     "nuisanceSources": ["declared"], "likelihood": "counts", "fitter": "unused", "intervals": "unused",
                     "writers": ["note"]}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void data(Path file, int a0, int a1, int b0, int b1) throws IOException {
        lines(
                file,
                "1 1",
                a0 + " 1 0 0 107.5 0.5 -1 0 1",
                a1 + " 1 0 0 107.5 1.5 -1 0 1",
                b0 + " 1 0 1 107.5 0.5 -1 0 1",
                b1 + " 1 0 1 107.5 1.5 -1 0 1",
                "7 1 0 0 122 0.5 -1 0 1", // the end of the fit is outside
                "9 1 1 0 107.5 0.5 -1 0 1",
                "3 1 0 0 107.5 2 -1 0 1"); // in no bin
    }

    private static void lines(Path file, String... lines) throws IOException {
        Files.write(file, List.of(lines));
    }

    private abstract class Named implements Plugin {
        private final String id;

        Named(String id) {
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String title() {
            return "the " + id;
        }
    }

    private final class Signal extends Named implements SignalModel {
        Signal() {
            super("flat");
        }

        @Override
        public Prepared prepare(
                Analysis analysis,
                Map<String, Expression> point,
                List<BinnedSample> samples,
                Settings settings,
                Progress progress) {
            calls.at("signal.prepare");
            settings.refuseUnknown();
            return (binned, bins, then) -> {
                calls.at("signal.part");
                return ModelPart.of(
                        List.of(),
                        List.of(
                                new Contribution(Place.ANY, RESONANT, Expression.constant(1), CountedLikelihood.FLAT),
                                new Contribution(
                                        Place.ANY, NON_RESONANT, Expression.constant(1), CountedLikelihood.FLAT)));
            };
        }
    }

    /** Expects what simulation does. */
    private final class Background extends Named implements BackgroundModel, Configured {
        Background() {
            super("simulated");
        }

        @Override
        public void check(Analysis analysis, Settings settings) {
            calls.at("background.check");
            settings.real("scale", 1);
            settings.refuseUnknown();
        }

        @Override
        public Prepared prepare(Analysis analysis, List<BinnedSample> samples, Settings settings, Progress progress) {
            calls.at("background.prepare");
            double scale = settings.real("scale", 1);
            return (binned, bins, then) -> {
                calls.at("background.part");
                var contributions = new ArrayList<Contribution>();
                for (Era era : analysis.eras()) {
                    for (int c = 0; c < analysis.categories().size(); c++) {
                        for (int i = 0; i < bins.size(); i++) {
                            double events = scale * era.luminosity() * perFb(binned, c, i);
                            if (events > 0) {
                                contributions.add(new Contribution(
                                        Place.of(
                                                analysis.fit(),
                                                era,
                                                analysis.categories().get(c),
                                                bins.bins().get(i)),
                                        "background",
                                        Expression.constant(events),
                                        CountedLikelihood.FLAT,
                                        new Estimate(events, 0)));
                            }
                        }
                    }
                }
                return ModelPart.of(List.of(), contributions);
            };
        }

        private static double perFb(List<BinnedSample> samples, int category, int bin) {
            double sum = 0;
            for (BinnedSample sample : samples) {
                for (int e = 0; e < sample.events().size(); e++) {
                    if (sample.sample().role() == Role.BACKGROUND
                            && sample.fitted()[e]
                            && sample.recoBin()[e] == bin
                            && sample.events().get(e).category() == category) {
                        sum += sample.sample().scale() * sample.events().get(e).selectedWeight();
                    }
                }
            }
            return sum;
        }
    }

    /**
     * The cross section of each bin; final states and productions share it as predicted. Settings: {@code view} for strengths
     * beside, {@code productions} for rates of each, {@code floats} for a coordinate of the point that floats.
     */
    private final class Sigmas extends Named implements PhysicsModel {
        Sigmas() {
            super("sigmas");
        }

        @Override
        public boolean byProduction(Settings settings) {
            calls.at("physics.byProduction");
            return settings.flag("productions", false);
        }

        @Override
        public List<Parameter> floating(Analysis analysis, List<Point> simulated, Settings settings) {
            calls.at("physics.floating");
            String name = settings.text("floats", "");
            return name.isEmpty()
                    ? List.of()
                    : List.of(Parameter.interest(name, analysis.point().get(name), 0, 1000, 1));
        }

        @Override
        public Interest interest(
                Analysis analysis, ObservableInfo observable, List<SignalProcess> processes, Settings settings) {
            calls.at("physics.interest");
            var predicted = new double[observable.binning().size()];
            processes.forEach(p -> predicted[p.bin()] += p.predicted());
            var parameters = new ArrayList<Parameter>();
            var bins = new ArrayList<Quantity>();
            var strengths = new ArrayList<Parameter>();
            var scaled = new ArrayList<Quantity>();
            for (int j = 0; j < predicted.length; j++) {
                parameters.add(Parameter.interest("sigma_" + j, predicted[j], 0, 1000, 0.1 * predicted[j]));
                bins.add(new Quantity("sigma_" + j, "bin " + j, "fb", Expression.ref("sigma_" + j), predicted[j]));
                strengths.add(Parameter.interest("mu_" + j, 1, 0, 1000, 0.1));
                scaled.add(new Quantity("sigma_" + j, "bin " + j, "fb", times("mu_" + j, predicted[j]), predicted[j]));
            }
            List<Expression> rates = processes.stream()
                    .map(p -> times("sigma_" + p.bin(), p.predicted() / predicted[p.bin()]))
                    .toList();
            List<Expression> seen = processes.stream()
                    .map(p -> times("mu_" + p.bin(), p.predicted()))
                    .toList();
            var view = new Interest(strengths, seen, scaled, List.of(), List.of());
            return new Interest(
                    parameters, rates, bins, List.of(), settings.flag("view", false) ? List.of(view) : List.of());
        }

        private static Expression times(String parameter, double factor) {
            return Expression.product(Expression.ref(parameter), Expression.constant(factor));
        }
    }

    /** Σ_j ε_ij σ_j (1 + f_i). */
    private final class Matrix extends Named implements Unfolding {
        Matrix() {
            super("matrix");
        }

        @Override
        public List<List<Expression>> events(
                Response response, List<List<Expression>> sigma, int era, Settings settings) {
            calls.at("unfolding.events");
            var events = new ArrayList<List<Expression>>();
            for (int c = 0; c < response.categories(); c++) {
                var bins = new ArrayList<Expression>();
                for (int i = 0; i < response.recoBins(); i++) {
                    var terms = new ArrayList<Expression>();
                    for (int j = 0; j < response.fiducialBins(); j++) {
                        terms.add(Expression.product(
                                Expression.constant(
                                        response.efficiency()[era][c][i][j] * (1 + response.nonFiducial()[era][c][i])),
                                sigma.get(c).get(j)));
                    }
                    bins.add(new Expression.Sum(terms));
                }
                events.add(bins);
            }
            return events;
        }

        @Override
        public List<Constraint> penalties(
                NuisanceSource.Nominal nominal,
                List<Quantity> sigma,
                Supplier<Likelihood> unregularised,
                Settings settings) {
            calls.at("unfolding.penalties");
            return penalties.apply(unregularised);
        }
    }

    /** Changes of yields as the card declares them: {@code name}, {@code process}, {@code group}, {@code size}. */
    private final class Declared extends Named implements NuisanceSource {
        Declared() {
            super("declared");
        }

        @Override
        public ModelPart part(Nominal nominal, List<Settings> declarations) {
            calls.at("nuisances.part");
            return ModelPart.of(declarations.stream()
                    .map(block -> {
                        double size = block.real("size");
                        var target = new Nuisance.Target(block.text("process", ""), "", "", "");
                        return new Nuisance(
                                block.text("name"),
                                block.text("group", ""),
                                List.of(new Nuisance.YieldEffect(target, size, 1 / (1 + size) - 1)));
                    })
                    .toList());
        }
    }

    private final class Given extends Named implements PartSource {
        Given() {
            super("given");
        }

        @Override
        public ModelPart part(NuisanceSource.Nominal nominal, SignalRates signal, Settings settings) {
            calls.at("parts.part");
            return part.apply(nominal, signal);
        }

        @Override
        public ModelPart settled(
                NuisanceSource.Nominal nominal, ModelPart first, PartSource.Whole whole, Settings settings) {
            return settled.apply(first, whole);
        }
    }

    /** A share of every prediction. */
    private final class Percent extends Named implements PredictionUncertainty {
        Percent() {
            super("percent");
        }

        @Override
        public List<Uncertainty> uncertainties(NuisanceSource.Nominal nominal, Settings settings) {
            calls.at("prediction.uncertainties");
            double size = settings.real("size", 0.1);
            var all = new ArrayList<Uncertainty>();
            double sum = 0;
            for (int j = 0; j < nominal.response().fiducialBins(); j++) {
                double sm = nominal.response().sm(j);
                all.add(new Uncertainty(size * sm, 2 * size * sm));
                sum += sm;
            }
            all.add(new Uncertainty(size * sum, 2 * size * sum));
            return all;
        }
    }

    /** The same weight for all. */
    private final class Scale extends Named implements EventWeight {
        Scale() {
            super("scale");
        }

        @Override
        public Weight weight(Settings settings) {
            calls.at("weight.weight");
            double size = settings.real("size", 1);
            return candidate -> size;
        }
    }

    private final class Counts extends Named implements LikelihoodCompiler {
        Counts() {
            super("counts");
        }

        @Override
        public Likelihood compile(StatisticalModel model, Dataset data) {
            calls.at("likelihood.compile");
            return new CountedLikelihood(model, data);
        }
    }

    /** {@link ExactInference} needs neither. */
    private final class Unused extends Named implements Fitter, IntervalEstimator {
        Unused() {
            super("unused");
        }

        @Override
        public FitResult fit(Likelihood likelihood, double[] start, boolean covariance, Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Interval interval(
                Likelihood likelihood, Fitter fitter, FitResult best, int parameter, Progress progress) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Note extends Named implements ResultWriter {
        Note() {
            super("note");
        }

        @Override
        public void write(Measurement measurement, Path folder, Console console) throws IOException {
            written.add(measurement);
            Files.writeString(
                    folder.resolve("note.txt"), measurement.observable().id());
            console.out().println("note of " + measurement.observable().id());
            calls.at("writer.write");
        }

        @Override
        public void summarise(List<Measurement> measurements, Path folder, Console console) throws IOException {
            calls.at("writer.summarise");
            Files.writeString(
                    folder.resolve("all.txt"),
                    String.join(
                            " ",
                            measurements.stream().map(m -> m.observable().id()).toList()));
        }
    }
}

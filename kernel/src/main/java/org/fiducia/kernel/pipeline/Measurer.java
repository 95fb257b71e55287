package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.math3.special.Gamma;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel.Background;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.CrossSections;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.ParameterResult;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Choice;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/** From the bins of one observable to its measured cross section. */
final class Measurer {
    /** Width of the intervals of the mass spectrum, GeV. */
    private static final double SPECTRUM_STEP = 2.5;

    /** Distance of the start of an Asimov fit from its answer, in steps of each parameter. */
    private static final double ASIMOV_OFFSET = 0.5;

    private final AnalysisCard card;
    private final Analysis analysis;
    private final Toolbox tools;
    private final Workers workers;
    private final Progress progress;

    Measurer(AnalysisCard card, Analysis analysis, Toolbox tools, Workers workers, Progress progress) {
        this.card = card;
        this.analysis = analysis;
        this.tools = tools;
        this.workers = workers;
        this.progress = progress;
    }

    /** The signal shapes, which are the same for every observable. */
    record SignalShapes(List<Shape> resonant, List<Shape> nonResonant) {}

    SignalShapes signalShapes(List<BinnedSample> samples) {
        progress.begin("fitting the signal shape", 0);
        List<BinnedSample> signal =
                samples.stream().filter(s -> s.sample().role() == Role.SIGNAL).toList();
        return Plugins.guard(
                tools.signal(),
                () -> new SignalShapes(
                        tools.signal().resonant(analysis, signal, card.signal().settings(), progress),
                        tools.signal()
                                .nonResonant(analysis, signal, card.signal().settings(), progress)));
    }

    /**
     * Measures.
     *
     * @param asimov fit the data set that the Standard Model expects, not the observed one
     */
    Measurement measure(Observable<?> plugin, List<BinnedSample> samples, SignalShapes signal, boolean asimov) {
        ObservableInfo observable = plugin.info();
        progress.begin(observable.id() + ": building the model", 0);
        Response response = ResponseBuilder.build(analysis, observable, samples);
        List<Background> backgrounds = backgrounds(samples, observable.binning().size());
        CrossSections sigma = Plugins.guard(
                tools.crossSections(),
                () -> tools.crossSections()
                        .crossSections(
                                analysis,
                                observable,
                                response,
                                card.crossSections().settings()));
        var nominal = new NominalMeasurement(analysis, plugin, samples, response, backgrounds);
        StatisticalModel model = model(nominal, sigma, signal);
        List<Integer> reported = sigma.reported().stream().map(model::indexOf).toList();
        Dataset observed = observed(model, observable, samples);
        Likelihood likelihood =
                Plugins.guard(tools.compiler(), () -> tools.compiler().compile(model, observed));
        if (asimov) {
            likelihood = likelihood.asimov(model.initial());
        } else if (observed.sumOfWeights() == 0) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no data event is selected in any bin of " + observable.id() + " between " + analysis.massLo()
                            + " and " + analysis.massHi() + " GeV",
                    "look at the cutflow with `select`, and check the data files and the window of the card");
        }
        progress.begin(observable.id() + ": fitting " + model.parameters().size() + " parameters", 0);
        FitResult best = fit(likelihood, start(model, asimov), observable);
        progress.begin(observable.id() + ": intervals", 2L * reported.size());
        return report(observable, response, model, reported, likelihood, best, asimov);
    }

    /** Start of the fit. The Asimov data set is fitted from beside its answer, so that finding it means something. */
    private static double[] start(StatisticalModel model, boolean asimov) {
        return model.parameters().stream()
                .mapToDouble(p -> asimov ? Math.min(p.initial() + ASIMOV_OFFSET * p.step(), p.upper()) : p.initial())
                .toArray();
    }

    private List<Background> backgrounds(List<BinnedSample> samples, int bins) {
        var all = new ArrayList<Background>();
        for (int k = 0; k < tools.backgrounds().size(); k++) {
            var plugin = tools.backgrounds().get(k);
            Choice choice = card.backgrounds().get(k);
            all.addAll(
                    Plugins.guard(plugin, () -> plugin.estimate(analysis, samples, bins, choice.settings(), progress)));
        }
        return all;
    }

    private StatisticalModel model(NominalMeasurement nominal, CrossSections sigma, SignalShapes signal) {
        var events = new ArrayList<List<List<Expression>>>();
        for (int era = 0; era < analysis.eras().size(); era++) {
            int index = era;
            events.add(Plugins.guard(
                    tools.unfolding(),
                    () -> tools.unfolding()
                            .events(
                                    nominal.response(),
                                    sigma,
                                    index,
                                    card.unfolding().settings())));
        }
        var nuisances = new ArrayList<Nuisance>();
        for (var source : tools.nuisances()) {
            List<Settings> declarations = card.nuisances().stream()
                    .filter(block -> block.text("source", "card").equals(source.id()))
                    .toList();
            nuisances.addAll(Plugins.guard(source, () -> source.nuisances(nominal, declarations)));
        }
        return new ModelBuilder(analysis, nominal.observable(), nuisances)
                .build(
                        nominal.response(),
                        sigma,
                        events,
                        signal.resonant(),
                        signal.nonResonant(),
                        nominal.backgrounds());
    }

    private Dataset observed(StatisticalModel model, ObservableInfo observable, List<BinnedSample> samples) {
        int categories = analysis.categories().size();
        int bins = observable.binning().size();
        var lists = new ArrayList<ArrayList<Double>>();
        model.categories().forEach(category -> lists.add(new ArrayList<>()));
        for (BinnedSample sample : samples) {
            if (sample.sample().role() != Role.DATA) {
                continue;
            }
            int era = IntStream.range(0, analysis.eras().size())
                    .filter(e -> sample.sample().serves(analysis.eras().get(e)))
                    .findFirst()
                    .orElseThrow();
            for (int e = 0; e < sample.events().size(); e++) {
                SelectedEvent event = sample.events().get(e);
                int bin = sample.recoBin()[e];
                if (bin >= 0 && analysis.regions().get(event.region()).signal()) {
                    double mass = event.reco().p4().mass();
                    if (analysis.inWindow(mass)) {
                        lists.get((era * categories + event.category()) * bins + bin)
                                .add(mass);
                    }
                }
            }
        }
        return Dataset.unweighted(lists.stream()
                .map(list ->
                        list.stream().mapToDouble(Double::doubleValue).sorted().toArray())
                .toList());
    }

    private FitResult fit(Likelihood likelihood, double[] start, ObservableInfo observable) {
        FitResult result = Plugins.guard(tools.fitter(), () -> tools.fitter().fit(likelihood, start, true, progress));
        if (!result.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + observable.id() + " did not converge: "
                            + result.status().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            + (result.message().isEmpty() ? "" : ", " + result.message()),
                    "merge bins with few events, or try another fitter in the card");
        }
        return result;
    }

    private static List<Integer> interest(StatisticalModel model) {
        return IntStream.range(0, model.parameters().size())
                .filter(k -> model.parameters().get(k).role() == Parameter.Role.INTEREST)
                .boxed()
                .toList();
    }

    private Measurement report(
            ObservableInfo observable,
            Response response,
            StatisticalModel model,
            List<Integer> reported,
            Likelihood likelihood,
            FitResult best,
            boolean asimov) {
        Likelihood frozen = likelihood.with(frozen(model, best.parameters()));
        FitResult statBest = fit(frozen, best.parameters(), observable);
        var tasks = new ArrayList<Callable<Interval>>();
        for (int k : reported) {
            tasks.add(() -> interval(likelihood, best, k));
        }
        for (int k : reported) {
            tasks.add(() -> interval(frozen, statBest, k));
        }
        List<Interval> intervals = workers.all(tasks);
        var bins = new ArrayList<BinResult>();
        for (int j = 0; j < response.fiducialBins(); j++) {
            Bin bin = observable.binning().bins().get(j);
            var total = uncertainty(intervals.get(j));
            var stat = uncertainty(intervals.get(reported.size() + j));
            bins.add(new BinResult(
                    bin, best.parameters()[reported.get(j)], stat, total.without(stat), total, response.sm(j)));
        }
        return new Measurement(
                analysis,
                observable,
                asimov ? "asimov" : "observed",
                bins,
                inclusive(model, bins, reported, best, statBest),
                correlation(reported, best),
                parameters(model, best),
                likelihood.value(best.parameters()),
                best.status().name().toLowerCase(Locale.ROOT),
                pValue(likelihood, model, best, observable),
                likelihood.data().sumOfWeights(),
                yields(likelihood, model, best),
                response,
                spectrum(likelihood, model, best, asimov),
                Map.of());
    }

    private Interval interval(Likelihood likelihood, FitResult best, int parameter) {
        Interval interval = Plugins.guard(
                tools.intervals(),
                () -> tools.intervals().interval(likelihood.copy(), tools.fitter(), best, parameter, progress));
        progress.advance(1);
        return interval;
    }

    private static Uncertainty uncertainty(Interval interval) {
        return new Uncertainty(interval.down(), interval.up());
    }

    private static StatisticalModel frozen(StatisticalModel model, double[] at) {
        var parameters = new ArrayList<Parameter>();
        for (int k = 0; k < at.length; k++) {
            Parameter parameter = model.parameters().get(k);
            parameters.add(
                    parameter.role() == Parameter.Role.NUISANCE
                            ? parameter.fixedAt(at[k])
                            : parameter.startingAt(at[k]));
        }
        return model.withParameters(parameters);
    }

    private static BinResult inclusive(
            StatisticalModel model, List<BinResult> bins, List<Integer> reported, FitResult best, FitResult statBest) {
        double sigma = bins.stream().mapToDouble(BinResult::sigma).sum();
        double sm = bins.stream().mapToDouble(BinResult::sm).sum();
        double total = Math.sqrt(sum(model, best, reported));
        double stat = Math.min(total, Math.sqrt(sum(model, statBest, reported)));
        var both = new Uncertainty(total, total);
        var statistical = new Uncertainty(stat, stat);
        return new BinResult(
                new Bin("all", List.of(Range.ANY)), sigma, statistical, both.without(statistical), both, sm);
    }

    /** Variance of the sum of cross sections; one at its limit has no Hesse uncertainty and adds none. */
    private static double sum(StatisticalModel model, FitResult fit, List<Integer> reported) {
        List<Integer> inside = reported.stream()
                .filter(k -> !fit.atLimit().contains(model.parameters().get(k).name()))
                .toList();
        double sum = 0;
        for (int a : inside) {
            for (int b : inside) {
                sum += fit.covariance()[a][b];
            }
        }
        return sum;
    }

    private static double[][] correlation(List<Integer> reported, FitResult best) {
        var matrix = new double[reported.size()][reported.size()];
        for (int a = 0; a < matrix.length; a++) {
            for (int b = 0; b < matrix.length; b++) {
                double scale = best.error(reported.get(a)) * best.error(reported.get(b));
                matrix[a][b] = a == b ? 1 : scale > 0 ? best.covariance()[reported.get(a)][reported.get(b)] / scale : 0;
            }
        }
        return matrix;
    }

    private static List<ParameterResult> parameters(StatisticalModel model, FitResult best) {
        var results = new ArrayList<ParameterResult>();
        for (int k = 0; k < best.parameters().length; k++) {
            Parameter parameter = model.parameters().get(k);
            double value = best.parameters()[k];
            double pull = model.constraints().stream()
                    .filter(c -> c.gaussianParameter().equals(Optional.of(parameter.name())))
                    .mapToDouble(c -> (value - c.observed()) / c.gaussianWidth())
                    .findFirst()
                    .orElse(Double.NaN);
            results.add(new ParameterResult(
                    parameter.name(),
                    parameter.group(),
                    parameter.role() == Parameter.Role.INTEREST,
                    value,
                    best.error(k),
                    pull,
                    best.atLimit().contains(parameter.name())));
        }
        return results;
    }

    /** Probability of a larger 2ΔNLL than that of the Standard Model, χ² with as many degrees of freedom as parameters. */
    private double pValue(Likelihood likelihood, StatisticalModel model, FitResult best, ObservableInfo observable) {
        List<Integer> interest = interest(model);
        var parameters = new ArrayList<>(model.parameters());
        double[] start = best.parameters().clone();
        for (int k : interest) {
            start[k] = parameters.get(k).initial();
            parameters.set(k, parameters.get(k).fixedAt(start[k]));
        }
        var fixed = model.withParameters(parameters);
        FitResult sm = fit(likelihood.with(fixed), start, observable);
        double q = Math.max(0, 2 * likelihood.difference(best.parameters(), sm.parameters()));
        return Gamma.regularizedGammaQ(interest.size() / 2.0, q / 2);
    }

    private List<Yield> yields(Likelihood likelihood, StatisticalModel model, FitResult best) {
        var yields = new ArrayList<Yield>();
        double[] window = {analysis.massLo(), analysis.massHi()};
        for (int c = 0; c < model.categories().size(); c++) {
            ModelCategory category = model.categories().get(c);
            for (int k = 0; k < category.components().size(); k++) {
                yields.add(new Yield(
                        category.labels().get("era"),
                        category.labels().get("category"),
                        category.labels().get("bin"),
                        category.components().get(k).name(),
                        likelihood.expected(c, k, model.initial(), window)[0],
                        likelihood.expected(c, k, best.parameters(), window)[0]));
            }
        }
        return yields;
    }

    /** Mass distribution; the Asimov data set is drawn as what it stands for, the expectation. */
    private Spectrum spectrum(Likelihood likelihood, StatisticalModel model, FitResult best, boolean asimov) {
        int intervals = (int) Math.max(1, Math.round((analysis.massHi() - analysis.massLo()) / SPECTRUM_STEP));
        var edges = new double[intervals + 1];
        for (int i = 0; i <= intervals; i++) {
            edges[i] = analysis.massLo() + (analysis.massHi() - analysis.massLo()) * i / intervals;
        }
        var observed = new double[intervals];
        var components = new LinkedHashMap<String, double[]>();
        Dataset data = likelihood.data();
        for (int c = 0; c < model.categories().size(); c++) {
            double[] values = asimov ? new double[0] : data.values().get(c);
            for (int e = 0; e < values.length; e++) {
                int at = Arrays.binarySearch(edges, values[e]);
                int interval = Math.min(intervals - 1, at >= 0 ? at : -at - 2);
                observed[interval] +=
                        data.weights() == null ? 1 : data.weights().get(c)[e];
            }
            ModelCategory category = model.categories().get(c);
            for (int k = 0; k < category.components().size(); k++) {
                double[] expected = likelihood.expected(c, k, best.parameters(), edges);
                double[] sum =
                        components.computeIfAbsent(category.components().get(k).name(), name -> new double[intervals]);
                double[] initial = asimov ? likelihood.expected(c, k, model.initial(), edges) : new double[intervals];
                for (int i = 0; i < intervals; i++) {
                    sum[i] += expected[i];
                    observed[i] += initial[i];
                }
            }
        }
        return new Spectrum(edges, observed, components);
    }
}

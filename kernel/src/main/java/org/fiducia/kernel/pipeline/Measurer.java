package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.inference.Conclusions;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.Interest;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.PartSource;
import org.fiducia.api.measurement.PhysicsModel;
import org.fiducia.api.measurement.Point;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.Reuse;
import org.fiducia.api.measurement.SignalProcess;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Classification;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Target;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/** From the bins of one observable to its measured cross section. */
final class Measurer {
    /** How far from the hypothesis the response is looked at where the mass floats, GeV. */
    private static final double SHIFT = 2;

    private final AnalysisCard card;
    private final FitVariable variable;
    private final Analysis analysis;
    private final Toolbox tools;
    private final Progress progress;
    private final Workers workers;

    Measurer(AnalysisCard card, FitVariable variable, Toolbox tools, Progress progress, Workers workers) {
        this.card = card;
        this.variable = variable;
        this.analysis = variable.analysis();
        this.tools = tools;
        this.progress = progress;
        this.workers = workers;
    }

    /**
     * What is the same for every observable.
     *
     * @param samples every sample, with its bins in any observable
     */
    Parts.Shared share(List<BinnedSample> samples) {
        var points = new HashMap<List<Parameter>, Map<String, Expression>>();
        for (Target target : Target.values()) {
            points.computeIfAbsent(floating(target, samples), this::point);
        }
        var surroundings = new Surroundings(card, variable, tools, samples, progress);
        return new Parts(card, analysis, tools, progress).share(points, samples, surroundings);
    }

    /** Coordinates of the point that float in the physics of an observable. */
    private List<Parameter> floating(Target target, List<BinnedSample> samples) {
        PhysicsModel physics = tools.physics(target);
        List<Point> simulated = samples.stream()
                .filter(s -> s.sample().role() == Role.SIGNAL)
                .map(s -> s.sample().point())
                .distinct()
                .toList();
        return Plugins.guard(
                physics, () -> physics.floating(analysis, simulated, Toolbox.settings(card.physics(target))));
    }

    private Map<String, Expression> point(List<Parameter> floating) {
        var point = new LinkedHashMap<>(analysis.point().expressions());
        floating.forEach(parameter -> point.put(parameter.name(), Expression.ref(parameter.name())));
        return point;
    }

    /**
     * The signal in the parameters of interest.
     *
     * @param floating coordinates of the point that float
     * @param responses of each production, or of all together
     * @param lighter the same for a mass that is {@link #SHIFT} less; nothing where it does not float
     * @param heavier the same for a mass that is as much more
     */
    record Signal(
            Interest interest,
            List<SignalProcess> processes,
            List<Parameter> floating,
            Map<String, Response> responses,
            Map<String, Response> lighter,
            Map<String, Response> heavier) {
        /** Parameters of interest, those that float with the point first. */
        List<Parameter> parameters() {
            return Stream.concat(floating.stream(), interest.parameters().stream())
                    .toList();
        }

        /** The same in a view. */
        Signal in(Interest view) {
            return new Signal(view, processes, floating, responses, lighter, heavier);
        }
    }

    /**
     * A model with its data.
     *
     * @param validation the regions that are looked at, not fitted, with theirs
     */
    record Built(NominalMeasurement nominal, Signal signal, Likelihood likelihood, Optional<Likelihood> validation) {}

    /**
     * Puts the likelihood of an observable together.
     *
     * @param samples every sample with its bins in the observable
     */
    Built build(Classification<?> plugin, List<BinnedSample> samples, Parts.Shared shared) {
        ObservableInfo observable = plugin.info();
        Response response = ResponseBuilder.build(analysis, observable, analysis.nominal(samples));
        var nominal = new NominalMeasurement(
                variable, plugin, samples, response, ModelBuilder.Sources.NONE, shared.variations(), workers);
        Signal signal = signal(nominal);
        var parts = new Parts(card, analysis, tools, progress);
        nominal = nominal.with(parts.expected(shared, signal.floating(), samples, observable.reconstructed()));
        nominal = nominal.with(nominal.sources().withFurther(parts.further(nominal, rates(signal))));
        nominal = nominal.with(nominal.sources().withSystematics(parts.systematics(nominal)));
        return build(settled(parts, nominal, signal), signal);
    }

    /** With what the sources of parts settle by fits of the whole model. */
    private NominalMeasurement settled(Parts parts, NominalMeasurement nominal, Signal signal) {
        return nominal.with(nominal.sources()
                .withFurther(parts.settled(
                        nominal,
                        others -> build(nominal.with(nominal.sources().withFurther(others)), signal)
                                .likelihood())));
    }

    private Signal signal(NominalMeasurement nominal) {
        ObservableInfo observable = nominal.observable();
        PhysicsModel physics = tools.physics(observable.target());
        Settings settings = Toolbox.settings(card.physics(observable.target()));
        boolean apart = Plugins.guard(physics, () -> physics.byProduction(settings));
        Map<String, Response> responses = apart
                ? ResponseBuilder.byProduction(analysis, observable, analysis.nominal(nominal.samples()))
                : Map.of("", nominal.response());
        var processes = new ArrayList<SignalProcess>();
        responses.forEach((production, response) -> {
            for (int g = 0; g < response.generatedClasses(); g++) {
                for (int j = 0; j < response.fiducialBins(); j++) {
                    processes.add(new SignalProcess(
                            production, analysis.generatedClasses().get(g), j, response.sm()[g][j]));
                }
            }
        });
        Interest interest = Plugins.guard(physics, () -> physics.interest(analysis, observable, processes, settings));
        if (interest.rates().size() != processes.size()
                || interest.bins().size() != nominal.response().fiducialBins()) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    "the physics model " + physics.id() + " (" + Plugins.origin(physics) + ") gives "
                            + interest.rates().size() + " rates of " + processes.size() + " signal processes and "
                            + interest.bins().size() + " cross sections of "
                            + nominal.response().fiducialBins() + " bins",
                    "it must give one of each; tell its author");
        }
        List<Parameter> floating = floating(observable.target(), nominal.samples());
        boolean ofMass =
                floating.stream().anyMatch(parameter -> parameter.name().equals(Analysis.MASS));
        return new Signal(
                interest,
                processes,
                floating,
                responses,
                ofMass ? shifted(nominal, apart, -SHIFT) : Map.of(),
                ofMass ? shifted(nominal, apart, SHIFT) : Map.of());
    }

    /** The responses at another mass. */
    private Map<String, Response> shifted(NominalMeasurement nominal, boolean apart, double shift) {
        List<BinnedSample> samples = analysis.nominal(nominal.samples(), shift);
        return apart
                ? ResponseBuilder.byProduction(analysis, nominal.observable(), samples)
                : Map.of("", ResponseBuilder.build(analysis, nominal.observable(), samples));
    }

    /**
     * Resonant signal events per fb⁻¹ of an era, [category][reco bin]; where the mass floats, on the parabola through those
     * at the hypothesis and on both sides of it.
     */
    private List<List<Expression>> events(Signal signal, int era) {
        List<List<Expression>> events = events(signal, signal.responses(), era);
        if (signal.heavier().isEmpty()) {
            return events;
        }
        Expression away = Expression.sum(
                Expression.product(Expression.constant(1 / SHIFT), Expression.ref(Analysis.MASS)),
                Expression.constant(-analysis.point().get(Analysis.MASS) / SHIFT));
        Expression square = Expression.product(away, away);
        Expression half = Expression.constant(0.5);
        List<List<Expression>> light = times(
                Expression.sum(Expression.product(half, square), Expression.product(Expression.constant(-0.5), away)),
                events(signal, signal.lighter(), era));
        List<List<Expression>> heavy = times(
                Expression.sum(Expression.product(half, square), Expression.product(half, away)),
                events(signal, signal.heavier(), era));
        Expression here = Expression.sum(Expression.constant(1), Expression.product(Expression.constant(-1), square));
        return plus(times(here, events), plus(light, heavy));
    }

    private List<List<Expression>> events(Signal signal, Map<String, Response> responses, int era) {
        List<List<Expression>> sum = List.of();
        int at = 0;
        for (Response response : responses.values()) {
            var generated = new ArrayList<List<Expression>>();
            for (int g = 0; g < response.generatedClasses(); g++) {
                generated.add(signal.interest().rates().subList(at, at + response.fiducialBins()));
                at += response.fiducialBins();
            }
            List<List<Expression>> sigma = IntStream.of(response.generatedClass())
                    .mapToObj(generated::get)
                    .toList();
            List<List<Expression>> events = Plugins.guard(
                    tools.unfolding(),
                    () -> tools.unfolding().events(response, sigma, era, Toolbox.settings(card.unfolding())));
            sum = sum.isEmpty() ? events : plus(sum, events);
        }
        return sum;
    }

    private static List<List<Expression>> times(Expression factor, List<List<Expression>> events) {
        return events.stream()
                .map(bins -> bins.stream()
                        .map(bin -> Expression.product(factor, bin))
                        .toList())
                .toList();
    }

    private static List<List<Expression>> plus(List<List<Expression>> a, List<List<Expression>> b) {
        var sum = new ArrayList<List<Expression>>();
        for (int c = 0; c < a.size(); c++) {
            var bins = new ArrayList<Expression>();
            for (int i = 0; i < a.get(c).size(); i++) {
                bins.add(Expression.sum(a.get(c).get(i), b.get(c).get(i)));
            }
            sum.add(bins);
        }
        return sum;
    }

    /** The same in a view of the parameters of interest. */
    private Built in(Interest view, Built built) {
        Signal signal = built.signal().in(view);
        NominalMeasurement nominal = built.nominal();
        var parts = new Parts(card, analysis, tools, progress);
        ModelBuilder.Sources sources = nominal.sources().withFurther(parts.further(nominal, rates(signal)));
        return build(settled(parts, nominal.with(sources), signal), signal);
    }

    private PartSource.SignalRates rates(Signal signal) {
        return new PartSource.SignalRates(signal.processes(), signal.interest().rates(), point(signal.floating()));
    }

    private Built build(NominalMeasurement nominal, Signal signal) {
        var events = new ArrayList<List<List<Expression>>>();
        for (int era = 0; era < analysis.eras().size(); era++) {
            events.add(events(signal, era));
        }
        var builder = new ModelBuilder(analysis, nominal.observable(), nominal.sources());
        ModelBuilder.Built model = builder.build(
                nominal.response(), signal.parameters(), signal.interest().constraints(), events);
        StatisticalModel plain = model.fitted();
        Dataset data = Dataset.join(List.of(observed(nominal), builder.observed(false)));
        List<Constraint> penalties = Plugins.guard(
                tools.unfolding(),
                () -> tools.unfolding()
                        .penalties(
                                nominal,
                                signal.interest().bins(),
                                () -> compile(plain, data),
                                Toolbox.settings(card.unfolding())));
        var constraints = new ArrayList<>(plain.constraints());
        constraints.addAll(penalties);
        Optional<Likelihood> validation = model.validation().categories().isEmpty()
                ? Optional.empty()
                : Optional.of(compile(model.validation(), builder.observed(true)));
        return new Built(nominal, signal, compile(plain.withConstraints(constraints), data), validation);
    }

    private Likelihood compile(StatisticalModel model, Dataset data) {
        return Plugins.guard(tools.compiler(), () -> tools.compiler().compile(model, data));
    }

    /**
     * Measures.
     *
     * @param request what is wanted
     */
    Measurement measure(
            Classification<?> plugin,
            List<BinnedSample> samples,
            Parts.Shared shared,
            MeasurementRequest request,
            Conclusion conclusion) {
        ObservableInfo observable = plugin.info();
        progress.begin(observable.id() + ": building the model", 0);
        Built built = build(plugin, samples, shared);
        if (!request.asimov() && built.likelihood().data().sumOfWeights() == 0) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "no data event is selected in any bin of " + observable.id() + " in the fit range of "
                            + analysis.fit().range(),
                    "look at the cutflow with `select`, and check the data files and the window of the card");
        }
        Likelihood likelihood = data(built, request.asimov());
        List<Uncertainty> theory = theory(built.nominal());
        var quantities = Reported.of(built, theory, causes(built.nominal()));
        Conclusions found = conclusion.of(
                observable.id(),
                likelihood,
                request.asimov(),
                quantities.all(),
                quantities.questions(request),
                progress);
        var interest = new ArrayList<>(quantities.interest(found));
        for (Interest view : built.signal().interest().views()) {
            Likelihood seen = data(in(view, built), request.asimov());
            List<Quantity> parameters = Reported.parameters(seen.model(), names(view.parameters()), "fb");
            interest.addAll(Reported.results(conclusion
                    .of(observable.id(), seen, request.asimov(), parameters, Reported.split(request), progress)
                    .quantities()));
        }
        return report(built, likelihood, found, quantities, theory, interest, request, shared.surroundings());
    }

    private static Likelihood data(Built built, boolean asimov) {
        return asimov ? built.likelihood().asimov(built.likelihood().model().initial()) : built.likelihood();
    }

    private static List<String> names(List<Parameter> parameters) {
        return parameters.stream().map(Parameter::name).toList();
    }

    private Measurement report(
            Built built,
            Likelihood likelihood,
            Conclusions found,
            Reported quantities,
            List<Uncertainty> theory,
            List<InterestResult> interest,
            MeasurementRequest request,
            Surroundings surroundings) {
        NominalMeasurement nominal = built.nominal();
        Response response = nominal.response();
        FitResult best = found.fit().best();
        var predictions = new Predictions(analysis, likelihood, best);
        return new Measurement(
                analysis,
                nominal.observable(),
                request.asimov() ? "asimov" : "observed",
                quantities.bins(found, theory),
                quantities.inclusive(found, theory),
                quantities.correlation(found),
                found.fit().parameters(),
                likelihood.value(best.parameters()),
                best.status().name().toLowerCase(Locale.ROOT),
                found.pValue(),
                likelihood.data().sumOfWeights(),
                Stream.concat(
                                predictions.yields().stream(),
                                built
                                        .validation()
                                        .map(regions -> new Predictions(analysis, regions, best).yields())
                                        .stream()
                                        .flatMap(List::stream))
                        .toList(),
                response,
                predictions.spectrum(request.asimov()).within(surroundings.spectrum(request.asimov())),
                ResponseQuality.of(analysis, response),
                interest,
                quantities.breakdown(found),
                quantities.impacts(found),
                quantities.joint(found),
                found.answers(),
                Map.of(),
                found.pValueTheory(),
                FitClasses.details(analysis, likelihood, best, request.asimov(), quantities.coordinates(found))
                        .with(new Reuse(quantities.statistical(found), List.of(), List.of())
                                .withComposition(Composition.of(analysis, nominal.plugin(), nominal.samples()))));
    }

    /** Uncertainty of the prediction of each bin and of all. */
    private List<Uncertainty> theory(NominalMeasurement nominal) {
        int bins = nominal.response().fiducialBins();
        return tools.prediction()
                .map(plugin ->
                        Plugins.guard(plugin, () -> plugin.uncertainties(nominal, Toolbox.settings(card.prediction()))))
                .orElse(Collections.nCopies(bins + 1, new Uncertainty(0, 0)));
    }

    /** Changes of the prediction by independent causes, [cause][bin]. */
    private List<double[]> causes(NominalMeasurement nominal) {
        int bins = nominal.response().fiducialBins();
        return tools.prediction()
                .map(plugin -> Plugins.guard(plugin, () -> {
                    List<double[]> causes = plugin.causes(nominal, Toolbox.settings(card.prediction()));
                    if (causes.stream().anyMatch(changes -> changes.length != bins)) {
                        throw new IllegalStateException("a cause has no change for each of " + bins + " bins");
                    }
                    return causes;
                }))
                .orElse(List.of());
    }

    private Dataset observed(NominalMeasurement nominal) {
        int categories = analysis.categories().size();
        int bins = nominal.observable().reconstructed().size();
        var lists = new ArrayList<ArrayList<Double>>();
        for (int c = 0; c < analysis.eras().size() * categories * bins; c++) {
            lists.add(new ArrayList<>());
        }
        for (BinnedSample sample : nominal.samples()) {
            if (sample.sample().role() != Role.DATA) {
                continue;
            }
            int era = IntStream.range(0, analysis.eras().size())
                    .filter(e -> sample.sample().serves(analysis.eras().get(e)))
                    .findFirst()
                    .orElseThrow();
            for (int e = 0; e < sample.events().size(); e++) {
                int bin = sample.recoBin()[e];
                if (bin >= 0 && sample.fitted()[e]) {
                    int category = sample.events().get(e).category();
                    lists.get((era * categories + category) * bins + bin).add(sample.value()[e]);
                }
            }
        }
        List<double[]> values = lists.stream()
                .map(list ->
                        list.stream().mapToDouble(Double::doubleValue).sorted().toArray())
                .toList();
        FitRegion fit = analysis.fit();
        return fit.intervals() == 0
                ? Dataset.unweighted(values)
                : Dataset.histograms(
                        Collections.nCopies(values.size(), fit.edges()),
                        values.stream().map(fit::counted).toList());
    }
}

package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.Target;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.measurement.PartSource.SignalRates;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.Axis;
import org.fiducia.background.fakes.FakeSettings.Uncertainty;
import org.fiducia.background.fakes.SimulatedYields.Origin;
import org.fiducia.background.fakes.SimulatedYields.Sum;
import org.fiducia.objects.misidentified.FakeContent;

/** The part of a model: what is expected in every place, with its factors and uncertainties. */
final class FakeModel {
    /** Group of the breakdown. */
    static final String STATISTICS = "simulation statistics";

    private static final double STEP = 0.1;

    /** Of a factor between limits of which nothing is known: the standard deviation of a uniform distribution, over its range. */
    private static final double NOTHING_KNOWN = 1 / Math.sqrt(12);

    private static final double MOST = 10;
    private static final double NEGLIGIBLE = 1e-6;

    private final Nominal nominal;
    private final Analysis analysis;
    private final SignalRates signal;
    private final FakeSettings settings;
    private final List<String> types;

    private final List<Contribution> contributions = new ArrayList<>();
    private final List<ObservedRegion> regions = new ArrayList<>();
    private final List<Factor> factors = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final Map<String, List<Nuisance.Effect>> effects = new LinkedHashMap<>();

    FakeModel(Nominal nominal, SignalRates signal, FakeSettings settings) {
        this.nominal = nominal;
        this.analysis = nominal.analysis();
        this.signal = signal;
        this.settings = settings;
        types = settings.uncertainties().stream()
                .map(Uncertainty::per)
                .filter(type -> !type.isEmpty())
                .distinct()
                .toList();
        settings.uncertainties().forEach(uncertainty -> effects.put(uncertainty.name(), new ArrayList<>()));
    }

    /** Refuses a fit that is no count in each of its bins. */
    static void requireCounts(Analysis analysis) {
        if (analysis.fit().intervals() != 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    "/fit/intervals is " + analysis.fit().intervals()
                            + ", but the source fakes expects numbers of events, not their distribution",
                    "write 1, and measure something with a reconstructed bin for every interval");
        }
    }

    /** A place of the model: what is simulated there. */
    private record Filled(Place place, String name, SimulatedYields yields) {}

    ModelPart part() {
        requireCounts(analysis);
        requireProcesses();
        var filled = new ArrayList<Filled>();
        for (Era era : analysis.eras()) {
            filled.addAll(fitted(era));
        }
        for (String region : settings.regions()) {
            for (Era era : analysis.eras()) {
                filled.add(control(region, era));
            }
        }
        List<String> kinds = kinds(filled);
        requireConstraints(filled, kinds);
        for (String kind : kinds) {
            Parameter factor = new Parameter(
                    FakeContent.factorName(kind), 1, 0, settings.highest(), STEP, Parameter.Role.NUISANCE, "", false);
            parameters.add(settings.held().contains(kind) ? factor.fixedAt(1) : factor);
        }
        filled.forEach(this::statistics);
        var nuisances = new ArrayList<Nuisance>();
        for (Uncertainty uncertainty : settings.uncertainties()) {
            List<Nuisance.Effect> own = effects.getOrDefault(uncertainty.name(), List.of());
            if (nuisances.stream().noneMatch(n -> n.name().equals(uncertainty.name()))) {
                nuisances.add(new Nuisance(uncertainty.name(), uncertainty.group(), own));
            }
        }
        return ModelPart.EMPTY
                .withParameters(parameters, constraints)
                .withNuisances(nuisances)
                .withFactors(factors)
                .withRegions(regions)
                .withContributions(contributions);
    }

    private void requireProcesses() {
        var processes = new TreeSet<String>();
        processes.add(SignalModel.RESONANT);
        simulated(Role.BACKGROUND)
                .forEach(sample -> processes.add(sample.sample().process()));
        for (Uncertainty uncertainty : settings.uncertainties()) {
            for (String process : uncertainty.processes()) {
                if (!processes.contains(process)) {
                    throw new FiduciaException(
                            Kind.CARD,
                            "the uncertainty " + uncertainty.name() + " of the source fakes acts on " + process
                                    + ", which is no process of the card",
                            Suggestion.among(process, processes));
                }
            }
        }
    }

    private List<BinnedSample> simulated(Role role) {
        List<BinnedSample> samples = nominal.samples().stream()
                .filter(sample -> sample.sample().role() == role)
                .toList();
        return role == Role.SIGNAL ? analysis.nominal(samples) : samples;
    }

    /** Places of the region of the fit. The kernel contributes the signal there. */
    private List<Filled> fitted(Era era) {
        var filled = new ArrayList<Filled>();
        for (int c = 0; c < analysis.categories().size(); c++) {
            for (int i = 0; i < nominal.observable().reconstructed().size(); i++) {
                var place = Place.of(
                        analysis.fit(),
                        era,
                        analysis.categories().get(c),
                        nominal.observable().reconstructed().bins().get(i));
                var yields = new SimulatedYields();
                for (Role role : List.of(Role.BACKGROUND, Role.SIGNAL)) {
                    for (BinnedSample sample : simulated(role)) {
                        fill(yields, sample, era, c, i);
                    }
                }
                String name = "stat_" + analysis.fit().id() + "_" + place.category() + ofEra(era) + "_" + i;
                filled.add(contributed(new Filled(place, name, yields), false));
            }
        }
        return filled;
    }

    private String ofEra(Era era) {
        return analysis.eras().size() == 1 ? "" : "_" + era.name();
    }

    private void fill(SimulatedYields yields, BinnedSample sample, Era era, int category, int bin) {
        List<SelectedEvent> events = sample.events();
        for (int e = 0; e < events.size(); e++) {
            if (sample.fitted()[e]
                    && sample.recoBin()[e] == bin
                    && events.get(e).category() == category) {
                yields.fill(process(sample), events.get(e), weight(sample, events.get(e), era), types);
            }
        }
    }

    private static String process(BinnedSample sample) {
        return sample.sample().role() == Role.SIGNAL
                ? SignalModel.RESONANT
                : sample.sample().process();
    }

    private static double weight(BinnedSample sample, SelectedEvent event, Era era) {
        return sample.sample().serves(era)
                ? event.selectedWeight() * sample.sample().scale() * era.luminosity()
                : 0;
    }

    /** A control region, with what was observed and the signal in it. */
    private Filled control(String region, Era era) {
        int index = analysis.region(region);
        double observed = nominal.samples().stream()
                .filter(sample ->
                        sample.sample().role() == Role.DATA && sample.sample().serves(era))
                .flatMap(sample -> sample.events().stream())
                .filter(event -> event.region() == index)
                .mapToDouble(SelectedEvent::selectedWeight)
                .sum();
        if (!(observed > 0)) {
            throw empty(region, era, "no event of the data");
        }
        var yields = new SimulatedYields();
        for (Role role : List.of(Role.BACKGROUND, Role.SIGNAL)) {
            for (BinnedSample sample : simulated(role)) {
                sample.events().stream()
                        .filter(event -> event.region() == index)
                        .forEach(event -> yields.fill(process(sample), event, weight(sample, event, era), types));
            }
        }
        if (!(yields.events() > 0)) {
            throw empty(region, era, "no simulated event");
        }
        Place place = new Place(region, era.name(), "", "");
        var variable = new FitRegion(region, FitRegion.Use.CONTROL, "", new Axis("events", "", 0), 0, 1, 1);
        regions.add(new ObservedRegion(place, variable, new double[] {observed}));
        return contributed(new Filled(place, "stat_" + region + ofEra(era), yields), true);
    }

    private FiduciaException empty(String region, Era era, String what) {
        return new FiduciaException(
                Kind.INPUT,
                "the control region " + region + " has " + what + " in " + era.name(),
                "take it out of /parts, regions of the source fakes, or correct the selection");
    }

    /** Adds what is expected in a place, with the uncertainties that act there. */
    private Filled contributed(Filled filled, boolean withSignal) {
        FitRegion fit = analysis.fit();
        boolean fitted = filled.place().region().equals(fit.id());
        double[] edges = fitted ? fit.edges() : new double[] {0, 1};
        Shape shape = Shape.histogram(edges, new double[] {1});
        double signalEvents = 0;
        var signalGenuine = new LinkedHashMap<String, Double>();
        for (Map.Entry<Origin, Sum> entry : filled.yields().expected()) {
            Origin origin = entry.getKey();
            Sum sum = entry.getValue();
            if (origin.process().equals(SignalModel.RESONANT)) {
                signalEvents += sum.events();
                types.forEach(type -> signalGenuine.merge(type, sum.events() * sum.genuine(type), Double::sum));
                continue;
            }
            Expression yield = origin.fakes().isEmpty()
                    ? Expression.constant(sum.events())
                    : Expression.product(
                            Expression.constant(sum.events()), origin.fakes().factor());
            contributions.add(new Contribution(
                    filled.place(), origin.component(), yield, shape, new Estimate(sum.events(), sum.error())));
            affect(origin.process(), origin.component(), filled.place(), sum::genuine);
        }
        if (signalEvents > 0) {
            double events = signalEvents;
            if (withSignal) {
                contributions.add(new Contribution(
                        filled.place(),
                        SignalModel.RESONANT,
                        SignalYield.of(analysis, signal, simulated(Role.SIGNAL), filled.place()),
                        shape));
            }
            affect(
                    SignalModel.RESONANT,
                    SignalModel.RESONANT,
                    filled.place(),
                    type -> signalGenuine.getOrDefault(type, 0.0) / events);
        }
        return filled;
    }

    private void affect(String process, String component, Place place, ToDoubleFunction<String> genuine) {
        for (Uncertainty uncertainty : settings.uncertainties()) {
            boolean acts = (uncertainty.processes().isEmpty()
                            || uncertainty.processes().contains(process))
                    && (uncertainty.region().isEmpty() || uncertainty.region().equals(place.region()));
            double number = uncertainty.per().isEmpty() ? 1 : genuine.applyAsDouble(uncertainty.per());
            if (acts && number > NEGLIGIBLE) {
                double logarithm = number * Math.log1p(uncertainty.size());
                effects.computeIfAbsent(uncertainty.name(), name -> new ArrayList<>())
                        .add(new YieldEffect(
                                new Target(component, place), Math.expm1(logarithm), Math.expm1(-logarithm)));
            }
        }
    }

    private static List<String> kinds(List<Filled> filled) {
        var kinds = new TreeSet<String>();
        filled.forEach(one -> one.yields()
                .expected()
                .forEach(entry -> kinds.addAll(entry.getKey().fakes().numbers().keySet())));
        return List.copyOf(kinds);
    }

    private void requireConstraints(List<Filled> filled, List<String> kinds) {
        List<String> free =
                kinds.stream().filter(kind -> !settings.held().contains(kind)).toList();
        var constraints = new FactorConstraints(free);
        filled.forEach(one -> constraints.add(one.yields()));
        for (int k = 0; k < free.size(); k++) {
            if (!(constraints.uncertainty(k) < NOTHING_KNOWN * settings.highest())) {
                throw new FiduciaException(
                        Kind.CARD,
                        "no region of the fit constrains " + FakeContent.factorName(free.get(k))
                                + ", the normalisation of misidentified objects of the kind " + free.get(k),
                        "add a control region with such objects to the source fakes, or hold the factor at 1 with \"held\": [\""
                                + free.get(k) + "\"]");
            }
        }
    }

    /** The factor γ of a place. */
    private void statistics(Filled filled) {
        double relative = filled.yields().relativeError();
        if (!(relative > 0)) {
            return;
        }
        parameters.add(new Parameter(filled.name(), 1, 0, MOST, relative, Parameter.Role.NUISANCE, STATISTICS, false));
        constraints.add(Constraint.gaussian(filled.name(), 1, relative));
        factors.add(new Factor(new Target("", filled.place()), Expression.ref(filled.name())));
    }
}

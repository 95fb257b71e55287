package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.channel.Category;
import org.fiducia.api.inference.Quantity;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.measurement.SignalModel;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;

/**
 * Puts the statistical model together: one category per era, final state and reco bin, in that order; in each the
 * backgrounds, what is signal but not the decay, the signal, and what further parts contribute, with every nuisance applied.
 */
final class ModelBuilder {
    private final Analysis analysis;
    private final ObservableInfo observable;
    private final Sources sources;
    private final Map<String, ModelPart> all;
    private final Effects effects;

    /**
     * A model.
     *
     * @param fitted what is fitted
     * @param validation the regions that are looked at, not fitted, in the parameters of the other
     */
    record Built(StatisticalModel fitted, StatisticalModel validation) {}

    /**
     * Parts by their origins, which are for messages.
     *
     * @param backgrounds of the background models
     * @param signal shapes of the signal
     * @param further of the sources of parts
     * @param systematics of the sources of nuisances
     */
    record Sources(
            Map<String, ModelPart> backgrounds,
            Map<String, ModelPart> signal,
            Map<String, ModelPart> further,
            Map<String, ModelPart> systematics) {
        /** No parts. */
        static final Sources NONE = new Sources(Map.of(), Map.of(), Map.of(), Map.of());

        /** The same with others of the sources of parts. */
        Sources withFurther(Map<String, ModelPart> others) {
            return new Sources(backgrounds, signal, others, systematics);
        }

        /** The same with others of the sources of nuisances. */
        Sources withSystematics(Map<String, ModelPart> others) {
            return new Sources(backgrounds, signal, further, others);
        }

        /** All parts, in the order in which their parameters stand in the model. */
        Map<String, ModelPart> all() {
            var all = new LinkedHashMap<String, ModelPart>();
            Stream.of(backgrounds, signal, further, systematics).forEach(all::putAll);
            return all;
        }

        /** Names of the processes of the fitted region, and of those of further parts. */
        List<String> processes() {
            return Stream.concat(
                            Stream.concat(
                                    contributions(backgrounds).map(Contribution::process),
                                    Stream.of(SignalModel.NON_RESONANT, SignalModel.RESONANT)),
                            contributions(further).map(Contribution::process))
                    .distinct()
                    .toList();
        }
    }

    ModelBuilder(Analysis analysis, ObservableInfo observable, Sources sources) {
        this.analysis = analysis;
        this.observable = observable;
        this.sources = sources;
        this.all = sources.all();
        this.effects = new Effects(analysis.fit().id(), all.values());
    }

    private static Stream<Contribution> contributions(Map<String, ModelPart> parts) {
        return parts.values().stream().flatMap(part -> part.contributions().stream());
    }

    /**
     * Builds the model.
     *
     * @param interest parameters of interest
     * @param constrained constraints on them
     * @param events resonant signal events per fb⁻¹, [era][category][reco bin]
     */
    Built build(
            Response response,
            List<Parameter> interest,
            List<Constraint> constrained,
            List<List<List<Expression>>> events) {
        var categories = new ArrayList<ModelCategory>();
        for (int era = 0; era < analysis.eras().size(); era++) {
            Era period = analysis.eras().get(era);
            for (int c = 0; c < analysis.categories().size(); c++) {
                Category category = analysis.categories().get(c);
                for (int i = 0; i < observable.reconstructed().size(); i++) {
                    Bin bin = observable.reconstructed().bins().get(i);
                    var place = Place.of(analysis.fit(), period, category, bin);
                    List<Component> components = contributed(sources.backgrounds(), place);
                    double extra = response.nonResonant()[era][c][i] * period.luminosity();
                    if (extra > 0) {
                        components.add(signal(SignalModel.NON_RESONANT, Expression.constant(extra), place));
                    }
                    Expression signal = Expression.product(
                            Expression.constant(period.luminosity()),
                            events.get(era).get(c).get(i));
                    components.add(signal(SignalModel.RESONANT, signal, place));
                    components.addAll(contributed(sources.further(), place));
                    categories.add(new ModelCategory(
                            period.name() + "_" + category.id() + "_bin" + i,
                            analysis.fit().lo(),
                            analysis.fit().hi(),
                            components,
                            labels(place)));
                }
            }
        }
        categories.addAll(regions(false));
        List<ModelCategory> looked = regions(true);
        var joined = new JoinedParameters("the analysis", interest);
        all.forEach((origin, part) -> joined.add(origin, part.parameters()));
        var parameters = new ArrayList<>(joined.parameters());
        var names = new HashSet<String>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        var constraints = new ArrayList<>(constrained);
        all.values().forEach(part -> constraints.addAll(part.constraints()));
        for (Nuisance nuisance : effects.used()) {
            requireNew(nuisance.name(), names);
            parameters.add(Parameter.nuisance(nuisance.name(), nuisance.group()));
            constraints.add(Constraint.gaussian(nuisance.name(), 0, 1));
        }
        all.forEach((origin, part) -> requireDeclared(origin, part, names));
        return new Built(
                new StatisticalModel(parameters, constraints, categories),
                new StatisticalModel(parameters, List.of(), looked));
    }

    /** Regions that parts bring along: those that are looked at only, or those that are fitted. */
    private List<ModelCategory> regions(boolean validation) {
        var categories = new ArrayList<ModelCategory>();
        all.forEach((origin, part) -> part.regions().stream()
                .filter(observed -> validation == isValidation(observed))
                .forEach(observed -> categories.add(category(origin, observed))));
        return categories;
    }

    private static boolean isValidation(ObservedRegion observed) {
        return observed.region().use() == FitRegion.Use.VALIDATION;
    }

    /** A process of the signal, with the shape that names most of its place. */
    private Component signal(String process, Expression events, Place place) {
        Contribution best = null;
        for (ModelPart part : sources.signal().values()) {
            for (Contribution c : part.contributions()) {
                if (c.process().equals(process)
                        && c.place().contains(place)
                        && (best == null || c.place().named() > best.place().named())) {
                    best = c;
                }
            }
        }
        if (best == null) {
            throw refused(
                    String.join(", ", sources.signal().keySet()),
                    "it gives no shape of " + process + " in " + place,
                    "it must give one for every place of the fit; tell its author");
        }
        boolean plain = best.yield().equals(Expression.constant(1));
        Expression yield = plain ? events : Expression.product(best.yield(), events);
        return effects.component(process, yield, best.shape(), Set.of(), place);
    }

    private static Map<String, String> labels(Place place) {
        return Map.of("region", place.region(), "era", place.era(), "category", place.category(), "bin", place.bin());
    }

    /** What parts contribute to a place. */
    private List<Component> contributed(Map<String, ModelPart> parts, Place place) {
        var components = new ArrayList<Component>();
        contributions(parts)
                .filter(c -> c.place().contains(place))
                .forEach(c -> components.add(effects.component(
                        c.process(), c.yield(), c.shape(), c.estimate().replaces(), place)));
        return components;
    }

    /** A region that a part brings along. */
    private ModelCategory category(String origin, ObservedRegion observed) {
        FitRegion region = observed.region();
        boolean counted = region.intervals() == 1;
        if (region.variable().isBlank() && !counted) {
            throw refused(
                    origin,
                    "its region " + region.id() + " names no variable",
                    "name one, or count its events in one interval");
        }
        Place place = place(observed);
        List<Component> components = contributed(sources.backgrounds(), place);
        components.addAll(contributed(sources.further(), place));
        if (components.isEmpty()) {
            throw refused(
                    origin,
                    "nothing is expected in its region " + region.id() + " (" + place + ")",
                    "contribute a process to that place");
        }
        String name = Stream.of(place.region(), place.era(), place.category(), place.bin())
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("_"));
        return new ModelCategory(name, region.lo(), region.hi(), components, labels(place));
    }

    /** Where a region of a part is: in the region of its own name. */
    private static Place place(ObservedRegion observed) {
        Place place = observed.place();
        return new Place(observed.region().id(), place.era(), place.category(), place.bin());
    }

    /** What was observed in those regions of the parts that are fitted, or looked at, in the order of their categories. */
    Dataset observed(boolean validation) {
        var sets = new ArrayList<Dataset>();
        all.forEach((origin, part) -> {
            for (ObservedRegion observed : part.regions()) {
                if (validation != isValidation(observed)) {
                    continue;
                }
                FitRegion region = observed.region();
                int n = region.intervals();
                if (n > 0 && observed.observed().length != n) {
                    throw refused(
                            origin,
                            "its region " + region.id() + " has " + n + " intervals and " + observed.observed().length
                                    + " numbers of events",
                            "give one number per interval");
                }
                sets.add(
                        n > 0
                                ? Dataset.histograms(List.of(region.edges()), List.of(observed.observed()))
                                : Dataset.unweighted(List.of(observed.observed())));
            }
        });
        return Dataset.join(sets);
    }

    private static void requireDeclared(String origin, ModelPart part, Set<String> names) {
        for (Contribution c : part.contributions()) {
            var references = new LinkedHashSet<>(c.yield().references());
            c.shape().parameters().values().forEach(value -> references.addAll(value.references()));
            requireDeclared(origin, "its process " + c.process() + " in " + c.place(), references, names);
        }
        for (Factor factor : part.factors()) {
            Nuisance.Target target = factor.target();
            String what = "its factor on " + (target.process().isEmpty() ? "every process" : target.process()) + " "
                    + target.place();
            requireDeclared(origin, what, factor.value().references(), names);
        }
        for (Quantity quantity : part.quantities()) {
            requireDeclared(
                    origin, "its quantity " + quantity.name(), quantity.value().references(), names);
        }
        for (Constraint constraint : part.constraints()) {
            requireDeclared(origin, "its " + constraint.kind() + " constraint", constraint.references(), names);
        }
    }

    private static void requireDeclared(String origin, String what, Set<String> references, Set<String> names) {
        for (String name : references) {
            if (!names.contains(name)) {
                throw refused(
                        origin,
                        what + " depends on the parameter " + name + ", which nobody declares",
                        "declare it among the parameters of the part; there are " + String.join(", ", names));
            }
        }
    }

    private static FiduciaException refused(String origin, String what, String remedy) {
        return new FiduciaException(
                FiduciaException.Kind.PLUGIN, "the part of " + origin + " is refused: " + what, remedy);
    }

    private static void requireNew(String name, Set<String> names) {
        if (!names.add(name)) {
            throw new FiduciaException(
                    FiduciaException.Kind.CARD,
                    "the nuisance " + name + " has the name of another parameter, or of a nuisance of another source",
                    "give it another name in /nuisances");
        }
    }
}

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
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BackgroundModel.Background;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Constraint;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.Shape;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;

/**
 * Puts the statistical model together: one category per era, final state and reco bin, in that order; in each the signal,
 * what is signal but not the decay, and the backgrounds, with every nuisance applied.
 */
final class ModelBuilder {
    /** Name of the resonant signal component. */
    static final String SIGNAL = "signal";
    /** Name of the component of signal events of which the objects are not those of the decay. */
    static final String NON_RESONANT = "nonResonant";

    private final Analysis analysis;
    private final ObservableInfo observable;
    private final List<Nuisance> nuisances;
    private final Map<String, ModelPart> parts;
    private final Set<String> used = new LinkedHashSet<>();

    /** @param parts further parts by their origin, for messages */
    ModelBuilder(Analysis analysis, ObservableInfo observable, List<Nuisance> nuisances, Map<String, ModelPart> parts) {
        this.analysis = analysis;
        this.observable = observable;
        this.nuisances = nuisances;
        this.parts = parts;
    }

    /** Names of the components of a model with these backgrounds. */
    static List<String> components(List<Background> backgrounds) {
        var names = new LinkedHashSet<String>();
        backgrounds.forEach(background -> names.add(background.component()));
        names.add(NON_RESONANT);
        names.add(SIGNAL);
        return List.copyOf(names);
    }

    /**
     * Builds the model.
     *
     * @param interest parameters of interest
     * @param constrained constraints on them
     * @param events resonant signal events per fb⁻¹, [era][category][reco bin]
     * @param resonant shape per category
     * @param nonResonant shape per category
     */
    StatisticalModel build(
            Response response,
            List<Parameter> interest,
            List<Constraint> constrained,
            List<List<List<Expression>>> events,
            List<Shape> resonant,
            List<Shape> nonResonant,
            List<Background> backgrounds) {
        Map<String, List<Background>> byCategory = new LinkedHashMap<>();
        for (Background background : backgrounds) {
            byCategory
                    .computeIfAbsent(
                            key(background.era(), background.category(), background.bin()), k -> new ArrayList<>())
                    .add(background);
        }
        var categories = new ArrayList<ModelCategory>();
        for (int era = 0; era < analysis.eras().size(); era++) {
            Era period = analysis.eras().get(era);
            for (int c = 0; c < analysis.categories().size(); c++) {
                Category category = analysis.categories().get(c);
                for (int i = 0; i < observable.binning().size(); i++) {
                    Bin bin = observable.binning().bins().get(i);
                    var components = new ArrayList<Component>();
                    var place = new Place(analysis.fit().id(), period.name(), category.id(), bin.label());
                    for (Background b : byCategory.getOrDefault(key(era, c, i), List.of())) {
                        components.add(component(b.component(), nominal(b), b.shape(), replaced(b), place));
                    }
                    double extra = response.nonResonant()[era][c][i] * period.luminosity();
                    if (extra > 0) {
                        components.add(component(
                                NON_RESONANT, Expression.constant(extra), nonResonant.get(c), Set.of(), place));
                    }
                    Expression signal = Expression.product(
                            Expression.constant(period.luminosity()),
                            events.get(era).get(c).get(i));
                    components.add(component(SIGNAL, signal, resonant.get(c), Set.of(), place));
                    components.addAll(contributed(place));
                    categories.add(new ModelCategory(
                            period.name() + "_" + category.id() + "_bin" + i,
                            analysis.fit().lo(),
                            analysis.fit().hi(),
                            components,
                            labels(place)));
                }
            }
        }
        parts.forEach((origin, part) -> part.regions().forEach(region -> categories.add(category(origin, region))));
        var joined = new JoinedParameters("the analysis", interest);
        joined.add("the background models", normalisations(backgrounds));
        parts.forEach((origin, part) -> joined.add(origin, part.parameters()));
        var parameters = new ArrayList<>(joined.parameters());
        var names = new HashSet<String>();
        parameters.forEach(parameter -> names.add(parameter.name()));
        parts.forEach((origin, part) -> requireDeclared(origin, part, names));
        var constraints = new ArrayList<>(constrained);
        parts.values().forEach(part -> constraints.addAll(part.constraints()));
        for (Nuisance nuisance : nuisances) {
            if (used.contains(nuisance.name())) {
                requireNew(nuisance.name(), names);
                parameters.add(Parameter.nuisance(nuisance.name(), nuisance.group()));
                constraints.add(Constraint.gaussian(nuisance.name(), 0, 1));
            }
        }
        return new StatisticalModel(parameters, constraints, categories);
    }

    private static Map<String, String> labels(Place place) {
        return Map.of("region", place.region(), "era", place.era(), "category", place.category(), "bin", place.bin());
    }

    /** What the parts contribute to a place. */
    private List<Component> contributed(Place place) {
        return parts.values().stream()
                .flatMap(part -> part.contributions().stream())
                .filter(c -> c.place().contains(place))
                .map(c -> component(c.process(), c.yield(), c.shape(), Set.of(), place))
                .toList();
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
        List<Component> components = contributed(place);
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

    /** What was observed in the regions of the parts, in the order of their categories. */
    Dataset observed() {
        var sets = new ArrayList<Dataset>();
        parts.forEach((origin, part) -> {
            for (ObservedRegion observed : part.regions()) {
                FitRegion region = observed.region();
                int n = region.intervals();
                if (n > 0 && observed.observed().length != n) {
                    throw refused(
                            origin,
                            "its region " + region.id() + " has " + n + " intervals and " + observed.observed().length
                                    + " numbers of events",
                            "give one number per interval");
                }
                double[] edges = new double[n + 1];
                for (int k = 0; k <= n; k++) {
                    edges[k] = region.lo() + (region.hi() - region.lo()) * k / Math.max(1, n);
                }
                sets.add(
                        n > 0
                                ? Dataset.histograms(List.of(edges), List.of(observed.observed()))
                                : Dataset.unweighted(List.of(observed.observed())));
            }
        });
        return Dataset.join(sets);
    }

    private static void requireDeclared(String origin, ModelPart part, Set<String> names) {
        for (ModelPart.Contribution c : part.contributions()) {
            var references = new LinkedHashSet<>(c.yield().references());
            c.shape().parameters().values().forEach(value -> references.addAll(value.references()));
            requireDeclared(origin, "its process " + c.process() + " in " + c.place(), references, names);
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

    /** Expected events: a number, or the share of a free one. */
    private static Expression nominal(Background b) {
        return b.normalisation() == null
                ? Expression.constant(b.events())
                : Expression.product(
                        Expression.constant(
                                b.events() == 0
                                        ? 0
                                        : b.events() / b.normalisation().events()),
                        Expression.ref(b.normalisation().parameter()));
    }

    private static Set<String> replaced(Background b) {
        return b.normalisation() == null ? Set.of() : b.normalisation().replaces();
    }

    private static List<Parameter> normalisations(List<Background> backgrounds) {
        return backgrounds.stream()
                .filter(b -> b.normalisation() != null)
                .map(Background::normalisation)
                .distinct()
                .map(n -> new Parameter(
                        n.parameter(),
                        n.events(),
                        Double.NEGATIVE_INFINITY, // a downward fluctuation; densities stay positive by themselves
                        Double.POSITIVE_INFINITY,
                        Math.sqrt(n.events() + 1),
                        Parameter.Role.NUISANCE,
                        "",
                        false))
                .toList();
    }

    /**
     * @param replaced groups of nuisances that do not change the yield, other than by moving events between bins: a free
     *     number of events takes their place
     */
    private Component component(
            String name, Expression nominal, Shape nominalShape, Set<String> replaced, Place place) {
        var factors = new ArrayList<Expression>();
        factors.add(nominal);
        Shape shape = nominalShape;
        boolean ownVariable = place.region().equals(analysis.fit().id()); // shapes elsewhere are of something else
        for (Nuisance nuisance : nuisances) {
            for (Nuisance.Effect effect : nuisance.effects()) {
                if (!(ownVariable || effect instanceof YieldEffect)
                        || !effect.target().matches(name, place.era(), place.category(), place.bin())
                        || (effect instanceof YieldEffect
                                && effect.target().bin().isEmpty()
                                && replaced.contains(nuisance.group()))) {
                    continue;
                }
                used.add(nuisance.name());
                if (effect instanceof YieldEffect yield) {
                    factors.add(Expression.logNormal(nuisance.name(), yield.up(), yield.down()));
                } else if (effect instanceof ShapeEffect change) {
                    shape = shape.with(change.parameter(), shifted(shape, change, nuisance.name()));
                } else if (effect instanceof MorphEffect change) {
                    shape = morphed(shape, change, nuisance.name());
                }
            }
        }
        return new Component(name, factors.size() == 1 ? nominal : new Expression.Product(factors), shape);
    }

    private static Expression shifted(Shape shape, ShapeEffect effect, String nuisance) {
        Expression before = shape.parameters().get(effect.parameter());
        if (before == null) {
            throw new FiduciaException(
                    FiduciaException.Kind.CARD,
                    "the nuisance " + nuisance + " changes the parameter " + effect.parameter() + " of a shape "
                            + shape.kind() + ", which has none of that name",
                    "it has " + String.join(", ", shape.parameters().keySet()));
        }
        Expression change = Expression.product(Expression.constant(effect.size()), Expression.ref(nuisance));
        return effect.relative()
                ? Expression.product(before, Expression.sum(Expression.constant(1), change))
                : Expression.sum(before, change);
    }

    private static Shape morphed(Shape shape, MorphEffect effect, String nuisance) {
        double[] contents = shape.tables().get("contents");
        if (!shape.kind().equals("histogram") || contents.length != effect.change().length) {
            throw new FiduciaException(
                    FiduciaException.Kind.CARD,
                    "the nuisance " + nuisance + " changes " + effect.change().length
                            + " intervals of a template, but its target is a shape " + shape.kind()
                            + (contents == null ? "" : " with " + contents.length + " intervals"),
                    "give one relative change per interval of the template, or another target");
        }
        var coefficients = new LinkedHashMap<>(shape.parameters());
        var tables = new LinkedHashMap<>(shape.tables());
        double[] delta = new double[contents.length];
        for (int i = 0; i < delta.length; i++) {
            delta[i] = contents[i] * effect.change()[i];
        }
        coefficients.put(nuisance, Expression.ref(nuisance));
        tables.put("delta." + nuisance, delta);
        return new Shape(shape.kind(), coefficients, tables);
    }

    private static String key(int era, int category, int bin) {
        return era + "/" + category + "/" + bin;
    }
}

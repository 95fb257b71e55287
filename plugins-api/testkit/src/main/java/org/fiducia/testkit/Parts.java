package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.FitRegion;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.ObservedRegion;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;

/** What a part of a model keeps, whoever makes it. */
final class Parts {
    private final ModelPart part;
    private final Analysis analysis;
    private final Binning bins;
    private final Map<String, Double> start = new HashMap<>();

    /**
     * @param bins reconstructed ones
     * @param others values of the parameters that others declare
     */
    Parts(ModelPart part, Analysis analysis, Binning bins, Map<String, Double> others) {
        this.part = part;
        this.analysis = analysis;
        this.bins = bins;
        start.putAll(others);
        part.parameters().forEach(parameter -> start.put(parameter.name(), parameter.initial()));
        part.nuisances().forEach(nuisance -> start.put(nuisance.name(), 0.0));
    }

    /** Names are those of one thing, and nothing refers to a parameter that nobody declares. */
    void declare() {
        unique(part.parameters(), Parameter::name);
        unique(part.nuisances(), Nuisance::name);
        unique(part.quantities(), quantity -> quantity.name());
        part.constraints()
                .forEach(constraint -> constraint.parameters().values().forEach(this::declared));
        part.factors().forEach(factor -> declared(factor.value()));
        part.quantities().forEach(quantity -> declared(quantity.value()));
        part.contributions().forEach(contribution -> {
            declared(contribution.yield());
            contribution.shape().parameters().values().forEach(this::declared);
        });
    }

    private static <T> void unique(List<T> list, Function<T, String> name) {
        var names = new HashSet<String>();
        list.forEach(one -> {
            assertFalse(name.apply(one).isBlank(), () -> "a name of " + one);
            assertTrue(names.add(name.apply(one)), () -> "two are called " + name.apply(one));
        });
    }

    private void declared(Expression expression) {
        expression
                .references()
                .forEach(name -> assertTrue(
                        start.containsKey(name), () -> "nobody declares " + name + ", only " + start.keySet()));
    }

    /** Where parameters start, numbers of events are none below 0, and densities are such; places are there. */
    void expect() {
        for (Contribution contribution : part.contributions()) {
            exists(contribution.place());
            double events = value(contribution.yield());
            assertTrue(events >= 0 && Double.isFinite(events), () -> events + " events of " + contribution);
            assertTrue(
                    contribution.estimate().events() >= 0
                            && contribution.estimate().error() >= 0,
                    () -> "estimate of " + contribution);
            FitRegion region = region(contribution.place());
            Densities.check(contribution.shape(), region.lo(), region.hi(), this::start);
        }
        for (ObservedRegion observed : part.regions()) {
            FitRegion region = observed.region();
            assertTrue(region.lo() < region.hi(), () -> "range of " + region);
            if (region.intervals() > 0) {
                assertEquals(region.intervals(), observed.observed().length, () -> "entries of " + region);
            }
            for (double one : observed.observed()) {
                assertTrue(region.intervals() > 0 ? one >= 0 : region.contains(one), () -> one + " in " + region);
            }
        }
    }

    double value(Expression expression) {
        return Expressions.value(expression, this::start);
    }

    private double start(String name) {
        assertTrue(start.containsKey(name), () -> "nobody declares " + name + ", only " + start.keySet());
        return start.get(name);
    }

    private FitRegion region(Place place) {
        return part.regions().stream()
                .map(ObservedRegion::region)
                .filter(region -> region.id().equals(place.region()))
                .findFirst()
                .orElse(analysis.fit());
    }

    /** A place names what is there. */
    void exists(Place place) {
        var regions = new HashSet<String>();
        regions.add(analysis.fit().id());
        part.regions().forEach(observed -> regions.add(observed.region().id()));
        exists(place.region(), regions, place);
        exists(place.era(), analysis.eras().stream().map(Era::name).toList(), place);
        exists(
                place.category(),
                analysis.categories().stream().map(Category::id).toList(),
                place);
        exists(place.bin(), bins.bins().stream().map(Bin::label).toList(), place);
    }

    private static void exists(String name, Collection<String> names, Place place) {
        assertTrue(name.isEmpty() || names.contains(name), () -> place + ": there is no " + name + " among " + names);
    }
}

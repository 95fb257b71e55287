package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.ModelPart.Factor;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.MorphEffect;
import org.fiducia.api.measurement.Nuisance.ShapeEffect;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;

/** What nuisances and factors do to the components of a model. Remembers which nuisances do anything. */
final class Effects {
    private final String region;
    private final List<Nuisance> nuisances;
    private final List<Factor> factors;
    private final Set<String> used = new HashSet<>();

    /**
     * @param region id of the region in which shapes are those of the fitted variable
     * @param parts have the nuisances and factors
     */
    Effects(String region, Collection<ModelPart> parts) {
        this.region = region;
        this.nuisances =
                parts.stream().flatMap(part -> part.nuisances().stream()).toList();
        this.factors = parts.stream().flatMap(part -> part.factors().stream()).toList();
    }

    /** The nuisances that did anything to a component so far, in their order. */
    List<Nuisance> used() {
        return nuisances.stream().filter(n -> used.contains(n.name())).toList();
    }

    /**
     * A component with every effect on it.
     *
     * @param replaced groups of nuisances that do not change the yield, other than by moving events between bins: a free
     *     number of events takes their place
     */
    Component component(String name, Expression nominal, Shape nominalShape, Set<String> replaced, Place place) {
        var factors = new ArrayList<Expression>();
        factors.add(nominal);
        Shape shape = nominalShape;
        boolean ownVariable = place.region().equals(region); // shapes elsewhere are of something else
        for (Nuisance nuisance : nuisances) {
            for (Nuisance.Effect effect : nuisance.effects()) {
                if (!(ownVariable || effect instanceof YieldEffect)
                        || !effect.target().matches(name, place)
                        || (effect instanceof YieldEffect
                                && effect.target().place().bin().isEmpty()
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
        this.factors.stream()
                .filter(factor -> factor.target().matches(name, place))
                .forEach(factor -> factors.add(factor.value()));
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
}

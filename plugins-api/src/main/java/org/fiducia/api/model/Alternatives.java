package org.fiducia.api.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Several densities of which one is taken: that whose number is the value of a parameter, so that the choice of a function is
 * a nuisance parameter with whole values (P. D. Dauncey et al., JINST 10 (2015) P04015, arXiv:1408.6865). See {@link
 * StatisticalModel#choices()}.
 *
 * @param index name of the parameter, of values 0 … n − 1
 * @param shapes at least one, by a name for people, in their order; none of them a choice itself
 */
public record Alternatives(String index, Map<String, Shape> shapes) implements Serializable {
    /** Kind of a shape that is a choice. */
    static final String KIND = "choice";

    public Alternatives {
        shapes = new LinkedHashMap<>(shapes);
        if (shapes.isEmpty() || shapes.values().stream().anyMatch(shape -> shape.alternatives() != null)) {
            throw new IllegalArgumentException("the choice by " + index + " has "
                    + (shapes.isEmpty() ? "nothing to choose from" : "a choice among its alternatives"));
        }
    }

    /** Names of the alternatives, in their order. */
    public List<String> names() {
        return List.copyOf(shapes.keySet());
    }

    /** The alternatives, in their order. */
    public List<Shape> list() {
        return List.copyOf(shapes.values());
    }

    /** The same with the parameters of the model called otherwise. */
    Alternatives renamed(UnaryOperator<String> names) {
        var renamed = new LinkedHashMap<String, Shape>();
        shapes.forEach((name, shape) -> renamed.put(name, shape.renamed(names)));
        return new Alternatives(names.apply(index), renamed);
    }

    /** The same with expressions in the place of parameters, or the alternative that a number in the place of the index takes. */
    Shape replaced(Function<String, Expression> by) {
        Expression number = by.apply(index);
        if (number instanceof Expression.Constant constant) {
            double value = constant.value();
            if (value != Math.rint(value) || value < 0 || value >= shapes.size()) {
                throw new IllegalArgumentException(index + " = " + value + " chooses none of " + names());
            }
            return list().get((int) value).replaced(by);
        }
        if (!(number instanceof Expression.Ref ref)) {
            throw new IllegalArgumentException("the index " + index + " of a choice is a parameter of the model");
        }
        var replaced = new LinkedHashMap<String, Shape>();
        shapes.forEach((name, shape) -> replaced.put(name, shape.replaced(by)));
        return Shape.of(new Alternatives(ref.parameter(), replaced));
    }

    /** The same with one parameter of one alternative replaced, called as in {@link #parameters}. */
    Alternatives with(String parameter, Expression value) {
        if (parameter.equals(index)) {
            throw new IllegalArgumentException("the index " + index + " of a choice is a parameter of the model");
        }
        var changed = new LinkedHashMap<String, Shape>();
        shapes.forEach((name, shape) -> {
            Shape of = shape;
            for (String each : shape.parameters().keySet()) {
                of = parameter.equals(name + "." + each) ? of.with(each, value) : of;
            }
            changed.put(name, of);
        });
        return new Alternatives(index, changed);
    }

    /** The index, then the parameters of each alternative after its name and a dot. */
    Map<String, Expression> parameters() {
        var all = new LinkedHashMap<String, Expression>();
        all.put(index, Expression.ref(index));
        shapes.forEach((name, shape) ->
                shape.parameters().forEach((parameter, value) -> all.put(name + "." + parameter, value)));
        return all;
    }

    /** Names of parameters of the model that an alternative depends on. */
    List<String> references(int alternative) {
        var names = new ArrayList<String>();
        list().get(alternative).parameters().values().forEach(value -> names.addAll(value.references()));
        return names.stream().distinct().toList();
    }
}

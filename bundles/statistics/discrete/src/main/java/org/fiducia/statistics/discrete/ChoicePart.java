package org.fiducia.statistics.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Choice;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/** The categories of a choice by themselves. */
final class ChoicePart {
    private final StatisticalModel whole;
    private final Choice choice;
    private final Likelihood part;

    /** Of each parameter of the part, its place among all. */
    private final int[] places;

    /** The choice as the part knows it. */
    private final Choice own;

    ChoicePart(Likelihood likelihood, Choice choice) {
        this.choice = choice;
        whole = likelihood.model();
        part = likelihood.part(choice.categories()).orElse(likelihood);
        places = part.model().parameters().stream()
                .mapToInt(parameter -> whole.indexOf(parameter.name()))
                .toArray();
        own = part.choices().stream()
                .filter(each -> places[each.index()] == choice.index())
                .findFirst()
                .orElseThrow();
    }

    double[] of(double[] all) {
        return Arrays.stream(places).mapToDouble(k -> all[k]).toArray();
    }

    /** Writes values of the part into those of all. */
    void put(double[] values, double[] all) {
        for (int i = 0; i < places.length; i++) {
            all[places[i]] = values[i];
        }
    }

    /** With all parameters held but some that float, by their places among all. */
    Likelihood moving(Set<Integer> moves, double[] all) {
        var held = new ArrayList<Parameter>();
        for (int k : places) {
            Parameter parameter = whole.parameters().get(k);
            boolean moving = moves.contains(k) && !parameter.fixed();
            held.add(
                    moving || parameter.fixed()
                            ? parameter
                            : parameter.fixedAt(Math.max(parameter.lower(), Math.min(parameter.upper(), all[k]))));
        }
        return part.with(part.model().withParameters(held));
    }

    /** By how much the whole rises with the other values, of which only those of the part differ. */
    double rise(double[] from, double[] to) {
        int before = choice.taken(from);
        int after = choice.taken(to);
        // what acts elsewhere as well has no penalty, and the part does not know it
        double penalties = choice.penalty(after) - own.penalty(after) - choice.penalty(before) + own.penalty(before);
        return part.difference(of(from), of(to)) + penalties;
    }

    /** Slopes, in the places of all parameters. */
    double[] slopes(double[] all) {
        double[] slopes = new double[places.length];
        part.gradient(of(all), slopes);
        double[] everywhere = new double[all.length];
        put(slopes, everywhere);
        return everywhere;
    }
}

package org.fiducia.statistics.hesse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.fiducia.api.fit.Likelihood.Place;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;

/** Data with a small number of events added where there were none. */
final class Softened {
    private final Dataset data;

    Softened(Dataset data) {
        this.data = data;
    }

    /** Whether nothing was observed at a place: neither in the interval, nor exactly at the point. */
    boolean free(Place place) {
        if (!place.isPoint()) {
            return entries(place.category())[interval(place)] == 0;
        }
        return Arrays.stream(data.values().get(place.category())).noneMatch(x -> x == place.lo());
    }

    private double[] entries(int category) {
        return Objects.requireNonNull(data.weights(), "a histogram has entries").get(category);
    }

    private double[] edges(int category) {
        return Objects.requireNonNull(data.edges(), "only a histogram has intervals")
                .get(category);
    }

    private int interval(Place place) {
        double[] edges = edges(place.category());
        int nearest = 0;
        for (int b = 1; b + 1 < edges.length; b++) {
            if (Math.abs(edges[b] - place.lo()) < Math.abs(edges[nearest] - place.lo())) {
                nearest = b;
            }
        }
        return nearest;
    }

    /** With so many events added in each interval, and at the points of each category together. */
    Dataset with(Collection<Place> places, double weight) {
        int n = data.values().size();
        List<double[]> values = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            int category = c;
            List<Place> of =
                    places.stream().filter(p -> p.category() == category).toList();
            double[] x = data.values().get(c);
            double[] w =
                    data.weights() == null ? ones(x.length) : data.weights().get(c);
            if (of.isEmpty()) {
                values.add(x);
                weights.add(w);
            } else if (data.binned(c)) {
                double[] entries = w.clone();
                of.forEach(place -> entries[interval(place)] = weight);
                values.add(x);
                weights.add(entries);
            } else {
                double[] more = Arrays.copyOf(x, x.length + of.size());
                double[] weighted = Arrays.copyOf(w, more.length);
                for (int i = 0; i < of.size(); i++) {
                    more[x.length + i] = of.get(i).lo();
                    weighted[x.length + i] = weight / of.size();
                }
                values.add(more);
                weights.add(weighted);
            }
        }
        return new Dataset(values, weights, data.edges());
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    String describe(Place place, StatisticalModel model) {
        ModelCategory category = model.categories().get(place.category());
        if (place.isPoint()) {
            return "category " + category.name() + " at " + number(place.lo());
        }
        return edges(place.category()).length == 2
                ? "category " + category.name()
                : "category " + category.name() + " between " + number(place.lo()) + " and " + number(place.hi());
    }

    /** With six digits, without zeros at the end. */
    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}

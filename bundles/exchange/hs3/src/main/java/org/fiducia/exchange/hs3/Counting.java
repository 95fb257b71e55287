package org.fiducia.exchange.hs3;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Nullable;
import org.fiducia.api.model.Component;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.Shape;
import org.fiducia.exchange.json.JsonElement;

/**
 * Counting experiments: a poisson_dist that describes data. Numbers n_1 … n_k of the same mean ν are a histogram of k equal
 * intervals with k ν events expected, evenly.
 */
final class Counting {
    private final Document document;
    private final Functions functions;
    private final Parameters parameters;

    Counting(Document document, Functions functions, Parameters parameters) {
        this.document = document;
        this.functions = functions;
        this.parameters = parameters;
    }

    boolean isCount(JsonElement distribution) {
        return distribution.text("type").equals("poisson_dist");
    }

    /** Whether its result is that of an auxiliary measurement of the file. */
    boolean isAuxiliary(JsonElement distribution) {
        JsonElement x = distribution.get("x");
        return x.isNumber() || parameters.isKnown(x.text()) && parameters.isObserved(x.text());
    }

    /** The Poisson distribution of a variable of the data: a distribution or one of its factors; null for none. */
    @Nullable JsonElement main(JsonElement distribution, String variable) {
        if (isCount(distribution)) {
            JsonElement x = distribution.get("x");
            return x.isText() && x.text().equals(variable) ? distribution : null;
        }
        if (distribution.text("type").equals("product_dist")) {
            for (String name : distribution.get("factors").texts()) {
                JsonElement factor = document.get("distributions", name, distribution);
                if (isCount(factor) && main(factor, variable) != null) {
                    return factor;
                }
            }
        }
        return null;
    }

    static double[] edges(int counts) {
        double[] edges = new double[counts + 1];
        for (int i = 0; i <= counts; i++) {
            edges[i] = i;
        }
        return edges;
    }

    /**
     * The category of such numbers.
     *
     * @param place of the numbers, for messages
     */
    ModelCategory category(String name, JsonElement poisson, JsonElement place, double[] counts) {
        for (double count : counts) {
            if (count < 0) {
                throw place.wrong("has " + count + ", but a number of events is observed there", "give 0 or more");
            }
        }
        if (counts.length == 0) {
            throw place.wrong("has no number of events", "");
        }
        Expression mean = functions.field(poisson, "mean");
        Expression all = counts.length == 1 ? mean : Expression.product(Expression.constant(counts.length), mean);
        var component = new Component(poisson.text("name"), all, new Shape("uniform", Map.of()));
        return new ModelCategory(name, 0, counts.length, List.of(component), Map.of());
    }
}

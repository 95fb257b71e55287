package org.fiducia.physics.smeft;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.exchange.json.JsonElement;
import org.fiducia.exchange.json.JsonFile;
import org.fiducia.physics.scalings.Cell;
import org.fiducia.physics.smeft.Polynomial.Pair;

/**
 * Polynomials of a file as the tools of the field write it: an object per bin, with {@code A_c}, {@code B_c_2}, {@code
 * B_c_d} (in either order; terms in both orders add up) and perhaps uncertainties {@code u_…}; what is absent is 0. Bins are called by their lower edge or
 * by their name, as fields of the file itself or of its {@code bins}.
 *
 * @param file for messages
 * @param bins by what the file calls them, in its order
 */
record Parametrisation(Path file, Map<String, Polynomial> bins) {
    private static final double SAME_EDGE = 1e-9;

    static Parametrisation of(Path file) {
        try {
            JsonElement root = JsonFile.read(file, List.of());
            JsonElement all = root.has("bins") ? root.get("bins") : root;
            var bins = new LinkedHashMap<String, Polynomial>();
            for (String name : all.object().names()) {
                bins.put(name, polynomial(all.get(name).object()));
            }
            if (bins.isEmpty()) {
                throw root.wrong("no bin", "give an object per bin, by its lower edge or its name");
            }
            return new Parametrisation(file, bins);
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.CARD,
                    file + " cannot be read: " + e.getMessage(),
                    "correct the path of the parametrisation",
                    e);
        }
    }

    private static Polynomial polynomial(JsonElement bin) {
        var linear = new LinkedHashMap<String, Double>();
        var names = new LinkedHashSet<String>();
        for (String field : bin.names()) {
            if (field.startsWith("A_")) {
                names.add(field.substring(2));
                linear.put(field.substring(2), bin.get(field).number());
            } else if (field.startsWith("B_") && field.endsWith("_2")) {
                names.add(field.substring(2, field.length() - 2));
            } else if (!field.startsWith("B_") && !field.startsWith("u_")) {
                throw bin.get(field).wrong("no term of a polynomial", "call it A_c, B_c_2 or B_c_d, or leave it out");
            }
        }
        var quadratic = new LinkedHashMap<Pair, Double>();
        for (String field : bin.names()) {
            if (field.startsWith("B_")) {
                Pair pair = pair(field.substring(2), names, bin.get(field));
                quadratic.merge(pair, bin.get(field).number(), Double::sum);
            }
        }
        return new Polynomial(linear, quadratic);
    }

    /** The coefficients of a term: names may have underscores in them. */
    private static Pair pair(String text, Set<String> names, JsonElement at) {
        if (text.endsWith("_2") && names.contains(text.substring(0, text.length() - 2))) {
            String name = text.substring(0, text.length() - 2);
            return Pair.of(name, name);
        }
        for (int k = text.indexOf('_'); k > 0; k = text.indexOf('_', k + 1)) {
            String first = text.substring(0, k);
            String second = text.substring(k + 1);
            if (names.contains(first) && names.contains(second)) {
                return Pair.of(first, second);
            }
        }
        int cut = text.indexOf('_');
        if (cut <= 0 || text.indexOf('_', cut + 1) > 0) {
            throw at.wrong(
                    "a term of coefficients of which there is no other term",
                    "give A_c or B_c_2 of each coefficient, 0 where there is nothing");
        }
        return Pair.of(text.substring(0, cut), text.substring(cut + 1));
    }

    /** Every coefficient that a bin follows, in the order of their names. */
    Set<String> coefficients() {
        var names = new TreeSet<String>();
        bins.values().forEach(bin -> names.addAll(bin.coefficients()));
        return names;
    }

    /** That of a bin: by the name of its finer class, by its label, or by its lower edge. */
    Polynomial of(Cell cell) {
        for (String name : List.of(cell.member(), cell.bin().label())) {
            Polynomial named = bins.get(name);
            if (named != null) {
                return named;
            }
        }
        if (!cell.member().isEmpty()) { // classes of events have no edges
            throw new FiduciaException(
                    Kind.CARD,
                    file + " has no " + cell.member(),
                    Suggestion.among(cell.member(), bins.keySet())
                            + "; give its polynomial, {} where there is no term");
        }
        double lo = cell.range().lo();
        for (Map.Entry<String, Polynomial> bin : bins.entrySet()) {
            try {
                if (Math.abs(Double.parseDouble(bin.getKey()) - lo) <= SAME_EDGE * Math.max(1, Math.abs(lo))) {
                    return bin.getValue();
                }
            } catch (NumberFormatException e) {
                continue; // a name
            }
        }
        throw new FiduciaException(
                Kind.CARD,
                file + " has no " + cell + ", which begins at " + lo,
                "it has " + String.join(", ", bins.keySet())
                        + ": measure in these bins, or give a parametrisation of the bins that are measured");
    }

    /** That of a name, e.g. of a decay. */
    Polynomial of(String name) {
        Polynomial found = bins.get(name);
        if (found == null) {
            throw new FiduciaException(Kind.CARD, file + " has no " + name, Suggestion.among(name, bins.keySet()));
        }
        return found;
    }
}

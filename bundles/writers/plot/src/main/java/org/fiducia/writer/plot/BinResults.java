package org.fiducia.writer.plot;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.drawing.Captions;

/**
 * What is of interest beside the cross sections of the bins, sorted by bins. Names tell: {@code sigma_4e_pT4l_2} in fb is the
 * cross section of a final state, or of a group of them, in the bin with number 2 of {@code pT4l}, {@code K1_pT4l_2} the first
 * fraction of that bin, and {@code ZZ_2} in events the normalisation of a background in its reconstructed bin. What is not
 * there for every bin is left out.
 */
final class BinResults {
    private final Measurement measurement;

    BinResults(Measurement measurement) {
        this.measurement = measurement;
    }

    /** Cross sections of the groups of final states, [group by name][bin]. */
    Map<String, List<InterestResult>> crossSections() {
        return sorted("fb", "sigma_(\\w+)" + ending(), measurement.bins().size());
    }

    /** Fractions over those of the prediction, [K1, K2, …][bin]. */
    Map<String, List<InterestResult>> fractions() {
        return sorted("", "(K\\d+)" + ending(), measurement.bins().size());
    }

    /** Events of backgrounds with a free normalisation, [component][reconstructed bin]. */
    Map<String, List<InterestResult>> normalisations() {
        return sorted(
                "events",
                "(\\w+)",
                measurement.observable().reconstructed().bins().size());
    }

    private String ending() {
        return "_" + Pattern.quote(measurement.observable().id());
    }

    private Map<String, List<InterestResult>> sorted(String unit, String form, int bins) {
        Pattern pattern = Pattern.compile(form);
        var found = new LinkedHashMap<String, List<Optional<InterestResult>>>();
        for (InterestResult result : measurement.interest()) {
            int cut = result.name().lastIndexOf('_');
            Matcher group = pattern.matcher(result.name().substring(0, Math.max(0, cut)));
            if (result.unit().equals(unit)
                    && group.matches()
                    && result.name().substring(cut + 1).matches("\\d{1,6}")) {
                int bin = Integer.parseInt(result.name().substring(cut + 1));
                if (bin < bins) {
                    found.computeIfAbsent(
                                    group.group(1),
                                    name -> new ArrayList<>(Collections.nCopies(bins, Optional.empty())))
                            .set(bin, Optional.of(result));
                }
            }
        }
        var complete = new LinkedHashMap<String, List<InterestResult>>();
        found.forEach((name, results) -> {
            if (results.stream().allMatch(Optional::isPresent)) {
                complete.put(name, results.stream().flatMap(Optional::stream).toList());
            }
        });
        return complete;
    }

    /** A final state, or a group of them, for people. */
    String title(String group) {
        return measurement.analysis().categories().stream()
                .filter(category -> category.id().equals(group))
                .map(Category::title)
                .findFirst()
                .orElseGet(() -> Captions.component(group));
    }

    /**
     * The largest value of each fraction, at which its final states take all that those before them have left:
     * K_g ≤ (1 − Σ_{h&lt;g} f_h)/f_g with the predicted fractions f. The last group has no fraction of its own.
     *
     * @return [K1, K2, …][bin]; empty where the groups are not known
     */
    List<double[]> limits() {
        int fractions = fractions().size();
        int bins = measurement.bins().size();
        var predicted = new ArrayList<double[]>();
        crossSections()
                .values()
                .forEach(results -> predicted.add(
                        results.stream().mapToDouble(InterestResult::expected).toArray()));
        if (predicted.isEmpty()) {
            predicted.addAll(List.of(measurement.response().sm()));
        }
        var limits = new ArrayList<double[]>();
        for (int g = 0; g < fractions && predicted.size() == fractions + 1; g++) {
            var limit = new double[bins];
            for (int j = 0; j < bins; j++) {
                double left = 0;
                for (int h = g; h < predicted.size(); h++) {
                    left += predicted.get(h)[j];
                }
                limit[j] = left / predicted.get(g)[j];
            }
            limits.add(limit);
        }
        return limits;
    }

    /**
     * A title of what is of interest: its own where it has one, else what its name says.
     *
     * @param in words for a bin
     */
    Optional<String> title(String name, Function<Bin, String> in) {
        Optional<String> own = measurement.interest().stream()
                .filter(result -> result.name().equals(name) && result.title().contains("$"))
                .map(InterestResult::label)
                .findFirst();
        if (own.isPresent()) {
            return own;
        }
        List<Bin> bins = measurement.observable().binning().bins();
        return place(crossSections(), name)
                .map(at -> BinPlaces.CROSS_SECTION + ", " + title(at.getKey()) + in.apply(bins.get(at.getValue())))
                .or(() -> place(fractions(), name).map(at -> symbol(at.getKey()) + in.apply(bins.get(at.getValue()))))
                .or(() -> place(normalisations(), name)
                        .map(at -> "Events of " + Captions.component(at.getKey())
                                + in.apply(measurement
                                        .observable()
                                        .reconstructed()
                                        .bins()
                                        .get(at.getValue()))));
    }

    /** Group and bin of a result. */
    private static Optional<Map.Entry<String, Integer>> place(Map<String, List<InterestResult>> groups, String name) {
        for (Map.Entry<String, List<InterestResult>> group : groups.entrySet()) {
            for (int j = 0; j < group.getValue().size(); j++) {
                if (group.getValue().get(j).name().equals(name)) {
                    return Optional.of(Map.entry(group.getKey(), j));
                }
            }
        }
        return Optional.empty();
    }

    /** A fraction, K1, as LaTeX. */
    static String symbol(String fraction) {
        return "$K_{" + fraction.substring(1) + "}$";
    }

    /** As the result of a bin. */
    static BinResult of(Bin bin, InterestResult result, Uncertainty theory) {
        return new BinResult(
                bin,
                result.value(),
                result.stat(),
                result.syst(),
                result.total(),
                result.expected(),
                theory,
                result.ends());
    }
}

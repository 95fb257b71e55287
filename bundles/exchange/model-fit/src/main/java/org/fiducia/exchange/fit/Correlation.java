package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;

/**
 * Which parameters of several models are the same one. A list of words: {@code by-name} for those of equal names, {@code
 * none}, a name or pattern with * for equal names that match it, and A=B (=C …) for parameters that are called differently.
 * Different parameters of equal names are called after their model as well: {@code model.name}.
 */
final class Correlation {
    private static final String BY_NAME = "by-name";
    private static final String NONE = "none";
    private static final String OPTION = "--correlate";

    private final boolean byName;
    private final List<String> patterns = new ArrayList<>();
    private final List<List<String>> groups = new ArrayList<>();

    private Correlation(boolean byName) {
        this.byName = byName;
    }

    /** As the option says it; empty for by-name. */
    static Correlation of(List<String> options) {
        List<String> words = options.stream()
                .flatMap(option -> List.of(option.split(",", -1)).stream())
                .map(String::strip)
                .toList();
        boolean both = words.contains(BY_NAME) && words.contains(NONE);
        if (words.contains("") || both) {
            throw new FiduciaException(
                    Kind.USAGE,
                    OPTION + " " + String.join(",", words) + " makes no sense",
                    "for example " + OPTION + " by-name, or " + OPTION + " lumi,syst_*,mu=r");
        }
        var correlation = new Correlation(words.isEmpty() || words.contains(BY_NAME));
        for (String word : words) {
            if (word.indexOf('=') >= 0) {
                correlation.groups.add(List.of(word.split("=", -1)));
            } else if (!word.equals(BY_NAME) && !word.equals(NONE)) {
                correlation.patterns.add(word);
            }
        }
        return correlation;
    }

    /**
     * New names of the parameters.
     *
     * @param models by their names
     * @return for each model, new name by old one
     */
    Map<String, Map<String, String>> names(Map<String, StatisticalModel> models) {
        var holders = holders(models);
        check(holders);
        // what is one parameter has one key
        var keys = new LinkedHashMap<String, Set<String>>();
        models.forEach((label, model) -> model.parameters()
                .forEach(p -> keys.computeIfAbsent(wish(p.name()), name -> new LinkedHashSet<>())
                        .add(key(label, p.name()))));
        var taken = new HashSet<>(keys.keySet());
        var renamed = new LinkedHashMap<String, Map<String, String>>();
        models.forEach((label, model) -> {
            var names = new HashMap<String, String>();
            for (Parameter parameter : model.parameters()) {
                String wish = wish(parameter.name());
                boolean alone = keys.get(wish).size() == 1 || isShared(parameter.name());
                names.put(parameter.name(), alone ? wish : unique(label + "." + wish, taken));
            }
            renamed.put(label, names);
        });
        return renamed;
    }

    private static String unique(String wish, Set<String> taken) {
        String name = wish;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private static Map<String, List<String>> holders(Map<String, StatisticalModel> models) {
        var holders = new LinkedHashMap<String, List<String>>();
        models.forEach((label, model) -> model.parameters()
                .forEach(p -> holders.computeIfAbsent(p.name(), name -> new ArrayList<>())
                        .add(label)));
        return holders;
    }

    private void check(Map<String, List<String>> holders) {
        var seen = new HashSet<String>();
        for (List<String> group : groups) {
            String word = String.join("=", group);
            var labels = new ArrayList<String>();
            for (String name : new LinkedHashSet<>(group)) {
                if (!holders.containsKey(name)) {
                    throw refused(word, "no file has a parameter " + name, Suggestion.among(name, holders.keySet()));
                }
                if (!seen.add(name)) {
                    throw refused(word, name + " comes in two places", "write them as one: A=B=C");
                }
                labels.addAll(holders.get(name));
            }
            if (new HashSet<>(labels).size() < labels.size()) {
                throw refused(word, "two of these are parameters of one file", "correlate those of different files");
            }
            if (labels.size() < 2) {
                throw refused(word, "only " + labels.get(0) + " has that parameter", "name those of different files");
            }
        }
        for (String pattern : patterns) {
            boolean any = holders.entrySet().stream()
                    .anyMatch(entry -> entry.getValue().size() > 1 && matches(pattern, entry.getKey()));
            if (!any) {
                List<String> shared = holders.keySet().stream()
                        .filter(name -> holders.get(name).size() > 1)
                        .toList();
                throw refused(pattern, "no two files have a parameter of that name", Suggestion.among(pattern, shared));
            }
        }
    }

    private static FiduciaException refused(String word, String why, String remedy) {
        return new FiduciaException(Kind.USAGE, OPTION + " " + word + ": " + why, remedy);
    }

    /** Whether a name is that of a pattern, in which * stands for any characters. */
    static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        var regex = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            regex.append(".*").append(Pattern.quote(parts[i]));
        }
        return name.matches(regex.toString());
    }

    private List<String> group(String name) {
        return groups.stream().filter(group -> group.contains(name)).findFirst().orElse(List.of());
    }

    private boolean isShared(String name) {
        return byName || !group(name).isEmpty() || patterns.stream().anyMatch(pattern -> matches(pattern, name));
    }

    private String wish(String name) {
        List<String> group = group(name);
        return group.isEmpty() ? name : group.get(0);
    }

    private String key(String label, String name) {
        return isShared(name) ? "" : label;
    }
}

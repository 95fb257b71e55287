package org.fiducia.exchange.combination;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.model.StatisticalModel;
import org.fiducia.exchange.combination.CorrelationRule.Claim;
import org.fiducia.exchange.combination.CorrelationRule.Term;

/**
 * Which parameters of several models are the same one, and what all are called. What no rule names is a parameter of its own:
 * in a combination of files it is called after its file as well, {@code file.name}, where others have that name; in a
 * combination of members always, {@code member.name}, so that one more member does not change the names of the others.
 */
public final class Correlation {
    private static final String BY_NAME = "by-name";
    private static final String NONE = "none";
    private static final String OPTION = "--correlate";
    private static final int MOST_NAMES = 30;

    private final List<CorrelationRule> rules;
    private final boolean files;

    /** Members and their parameters that keep their names where no rule gives another. */
    private final Map<String, Set<String>> kept;

    private Correlation(List<CorrelationRule> rules, boolean files, Map<String, Set<String>> kept) {
        this.rules = rules.stream()
                .sorted(Comparator.comparing(CorrelationRule::claim))
                .toList();
        this.files = files;
        this.kept = Map.copyOf(kept);
    }

    /**
     * That of files of a call, as its option {@code --correlate} says it: words, each {@code by-name}, {@code none}, a name
     * or pattern for equal names, or A=B (=C …); empty for by-name.
     */
    public static Correlation ofFiles(List<String> options) {
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
        List<CorrelationRule> rules = (words.isEmpty() ? List.of(BY_NAME) : words)
                .stream()
                        .filter(word -> !word.equals(NONE))
                        .map(word -> rule(OPTION + " " + word, word))
                        .toList();
        return new Correlation(rules, true, Map.of());
    }

    /**
     * That of members of a card.
     *
     * @param rules what it says
     * @param kept members and their parameters that keep their names where no rule gives another
     */
    public static Correlation ofMembers(List<CorrelationRule> rules, Map<String, Set<String>> kept) {
        return new Correlation(rules, false, kept);
    }

    /**
     * A rule as one word: {@code by-name}, a name or pattern for equal names, or A=B for different ones.
     *
     * @param place where it stands, for messages
     */
    public static CorrelationRule rule(String place, String word) {
        if (word.equals(BY_NAME)) {
            return new CorrelationRule(place, "*", List.of(Term.of("*")), Claim.BY_NAME);
        }
        if (word.indexOf('=') < 0) {
            return new CorrelationRule(place, word, List.of(Term.of(word)), Claim.COMMON);
        }
        List<Term> terms = Stream.of(word.split("=", -1)).map(Term::of).toList();
        return new CorrelationRule(place, terms.get(0).parameter().text(), terms, Claim.TOGETHER);
    }

    /**
     * New names of the parameters.
     *
     * @param models by their names
     * @return for each model, new name by old one
     * @throws FiduciaException for a rule that names nothing, or a parameter that is named twice
     */
    public Map<String, Map<String, String>> names(Map<String, StatisticalModel> models) {
        var claimed = new LinkedHashMap<String, Map<String, Called>>();
        models.keySet().forEach(member -> claimed.put(member, new LinkedHashMap<>()));
        for (CorrelationRule rule : rules) {
            claim(rule, models, claimed);
        }
        var taken = new HashSet<String>();
        claimed.values().forEach(of -> of.values().forEach(called -> taken.add(called.name())));
        var free = new HashMap<String, Integer>();
        models.forEach((member, model) -> names(model).stream()
                .filter(name -> !of(claimed, member).containsKey(name))
                .forEach(name -> free.merge(name, 1, Integer::sum)));
        Set<String> shared = Set.copyOf(taken);
        taken.addAll(free.keySet());
        var names = new LinkedHashMap<String, Map<String, String>>();
        models.forEach((member, model) -> {
            var of = new HashMap<String, String>();
            for (String name : names(model)) {
                Called called = of(claimed, member).get(name);
                if (called != null) {
                    of.put(name, called.name());
                } else if (files) {
                    boolean alone = free.getOrDefault(name, 0) == 1 && !shared.contains(name);
                    of.put(name, alone ? name : unique(member + "." + name, taken));
                } else {
                    of.put(name, kept.getOrDefault(member, Set.of()).contains(name) ? name : member + "." + name);
                }
            }
            names.put(member, of);
        });
        return names;
    }

    private static Map<String, Called> of(Map<String, Map<String, Called>> claimed, String member) {
        return Objects.requireNonNull(claimed.get(member), "each member has a place");
    }

    /** What a rule calls a parameter. */
    private record Called(String name, CorrelationRule rule) {}

    /** A parameter of a member. */
    private record Of(String member, String parameter) {
        @Override
        public String toString() {
            return member + "/" + parameter;
        }
    }

    private void claim(
            CorrelationRule rule, Map<String, StatisticalModel> models, Map<String, Map<String, Called>> claimed) {
        var found = new LinkedHashMap<String, Set<Of>>();
        for (Term term : rule.terms()) {
            boolean any = false;
            for (var model : models.entrySet()) {
                for (String name : term.holds(model.getKey()) ? names(model.getValue()) : List.<String>of()) {
                    var called = term.parameter().translate(name, rule.as());
                    called.ifPresent(as -> found.computeIfAbsent(as, key -> new LinkedHashSet<>())
                            .add(new Of(model.getKey(), name)));
                    any |= called.isPresent();
                }
            }
            if (!any && !rule.common()) {
                throw unmatched(rule, term, models);
            }
        }
        if (rule.common()) {
            found.values().removeIf(same -> members(same) < 2);
        }
        check(rule, found, models);
        found.forEach((name, same) -> same.forEach(of -> {
            Map<String, Called> known = of(claimed, of.member());
            Called before = known.putIfAbsent(of.parameter(), new Called(name, rule));
            if (before != null && !rule.common() && (files || !before.name().equals(name))) {
                throw refused(
                        rule,
                        (files ? of.parameter() : of) + " comes in two places, also in "
                                + before.rule().place(),
                        files ? "write them as one: A=B=C" : "name it in one of them");
            }
        }));
    }

    private void check(CorrelationRule rule, Map<String, Set<Of>> found, Map<String, StatisticalModel> models) {
        if (rule.claim() == Claim.COMMON && found.isEmpty()) {
            String wanted = rule.terms().get(0).parameter().text();
            var seen = new HashSet<String>();
            List<String> shared = models.values().stream()
                    .flatMap(model -> names(model).stream())
                    .filter(name -> !seen.add(name))
                    .distinct()
                    .toList();
            throw refused(
                    rule,
                    "no two " + (files ? "files" : "members") + " have a parameter of that name",
                    shared.isEmpty()
                            ? "they have no name in common; names that differ become one by "
                                    + (files ? "A=B" : "{\"as\": NAME, \"parameters\": [MEMBER/NAME, …]}")
                            : among(wanted, shared));
        }
        if (rule.claim() != Claim.TOGETHER) {
            return;
        }
        if (files && found.values().stream().anyMatch(same -> members(same) < same.size())) {
            throw refused(rule, "two of these are parameters of one file", "correlate those of different files");
        }
        if (found.values().stream().allMatch(same -> same.size() < 2)) {
            Of only = found.values().iterator().next().iterator().next();
            throw refused(
                    rule,
                    "only " + (files ? only.member() + " has that parameter" : only + " is that parameter"),
                    files ? "name those of different files" : "name another one too, or use rename");
        }
    }

    private static long members(Collection<Of> same) {
        return same.stream().map(Of::member).distinct().count();
    }

    private static List<String> names(StatisticalModel model) {
        return model.parameters().stream().map(Parameter::name).toList();
    }

    private static String unique(String wish, Set<String> taken) {
        String name = wish;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }

    private FiduciaException unmatched(CorrelationRule rule, Term term, Map<String, StatisticalModel> models) {
        String wanted = term.parameter().text();
        List<String> holders = models.keySet().stream().filter(term::holds).toList();
        if (holders.isEmpty()) {
            return refused(
                    rule,
                    "there is no member " + term.member().text(),
                    Suggestion.among(term.member().text(), models.keySet()));
        }
        List<String> known = models.entrySet().stream()
                .filter(member -> holders.contains(member.getKey()))
                .flatMap(member -> names(member.getValue()).stream())
                .distinct()
                .toList();
        String who = holders.size() == 1 && !files
                ? holders.get(0) + " has no"
                : "no " + (files ? "file" : "member") + " has a";
        return refused(rule, who + " parameter " + wanted, among(wanted, known));
    }

    /** A large model has more names than anybody reads. */
    private static String among(String wanted, List<String> known) {
        String plain = wanted.replace("*", "");
        return known.size() <= MOST_NAMES
                ? Suggestion.among(plain, known)
                : (Suggestion.sentence(plain, known) + " there are " + String.join(", ", known.subList(0, MOST_NAMES))
                                + ", … (" + known.size() + ")")
                        .strip();
    }

    private FiduciaException refused(CorrelationRule rule, String why, String remedy) {
        return new FiduciaException(files ? Kind.USAGE : Kind.CARD, rule.place() + ": " + why, remedy);
    }
}

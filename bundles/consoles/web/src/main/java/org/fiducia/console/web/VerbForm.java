package org.fiducia.console.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * A verb that the page may run, and all it may say to it. Words are made here from what was chosen; nothing that was typed
 * becomes a word of its own.
 *
 * @param verb its name
 * @param title for people
 * @param takes what it works on
 * @param card whether it works on an analysis card
 * @param choices its options
 */
record VerbForm(String verb, String title, Takes takes, boolean card, List<Choice> choices) {
    /** Name of a plug-in: no option, no file of arguments. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    /** A change of a card: a path of names, and any value. */
    private static final Pattern CHANGE = Pattern.compile("(?s)[A-Za-z$][^=\\p{Cntrl}]{0,199}=[^\\x00]{0,8000}");

    private static final Choice FRESH =
            Choice.flag("--fresh", "compute anew", "whatever was computed before and is kept in the store");
    private static final Choice SEED = Choice.number("--seed", "seed", "of the toys");
    private static final List<Choice> QUESTIONS = List.of(
            Choice.flag("--breakdown", "breakdown", "what each group of systematic uncertainties contributes"),
            Choice.flag("--impacts", "impacts", "of every constrained nuisance, with a ranking"),
            Choice.named("--scan", "scans", "profile likelihood of every quantity of interest"),
            Choice.named("--limit", "limits", "CLs upper limits on every quantity of interest"),
            Choice.number("--goodness", "goodness of fit", "by so many toys"),
            Choice.number("--toys", "toys", "for limits, in place of asymptotic formulae"),
            SEED,
            Choice.of("--intervals", "intervals", "how they are found", "auto", "profile", "calibrated"));

    /** All of them. */
    static final List<VerbForm> ALL = List.of(
            new VerbForm(
                    "measure",
                    "Measure cross sections",
                    Takes.OBSERVABLES,
                    true,
                    with(
                            List.of(
                                    Choice.flag("--all", "all observables", "of the channel, in place of a choice"),
                                    Choice.of("--data", "data", "what is fitted", "observed", "asimov")),
                            QUESTIONS,
                            List.of(Choice.flag("--publish", "publication", "tables for HEPData and Rivet"), FRESH))),
            new VerbForm(
                    "validate",
                    "Validate by closure",
                    Takes.OBSERVABLE,
                    true,
                    List.of(
                            Choice.number("--toys", "toys", "of each truth"),
                            Choice.of("--events", "simulated events", "in place of toys", "signal", "all"),
                            Choice.flag("--model-dependence", "model dependence", "other mixtures of production modes"),
                            Choice.flag("--functions", "functions", "bias of the choice of functions"),
                            Choice.flag("--coverage", "coverage", "how often intervals contain the truth"),
                            Choice.number("--luminosity", "luminosity", "fb⁻¹, with simulated events"),
                            SEED,
                            FRESH)),
            new VerbForm(
                    "binning",
                    "Propose bins",
                    Takes.OBSERVABLE,
                    true,
                    List.of(Choice.number("--trials", "trials", "that move edges"), SEED, FRESH)),
            new VerbForm(
                    "calibrate",
                    "Calibrate photons",
                    Takes.NOTHING,
                    true,
                    List.of(Choice.of("--stage", "last stage", "of the calibration", "1", "2", "3"), FRESH)),
            new VerbForm(
                    "fit",
                    "Fit a model",
                    Takes.FILES,
                    false,
                    with(
                            List.of(Choice.flag("--asimov", "Asimov data", "what the model expects where it starts")),
                            QUESTIONS)));

    /** What a verb works on. */
    enum Takes {
        /** Some observables. */
        OBSERVABLES,
        /** One observable. */
        OBSERVABLE,
        /** Files of statistical models. */
        FILES,
        /** Nothing but its card. */
        NOTHING
    }

    /**
     * An option.
     *
     * @param option as the verb calls it
     * @param title for people
     * @param description what it does
     * @param kind what is chosen
     * @param values to choose from, if it is one of some
     */
    record Choice(String option, String title, String description, Is kind, List<String> values) {
        /** What is chosen. */
        enum Is {
            FLAG,
            /** A flag whose option takes a name, and stands for all of them. */
            ALL,
            NUMBER,
            ONE_OF
        }

        static Choice flag(String option, String title, String description) {
            return new Choice(option, title, description, Is.FLAG, List.of());
        }

        static Choice named(String option, String title, String description) {
            return new Choice(option, title, description, Is.ALL, List.of());
        }

        static Choice number(String option, String title, String description) {
            return new Choice(option, title, description, Is.NUMBER, List.of());
        }

        static Choice of(String option, String title, String description, String... values) {
            return new Choice(option, title, description, Is.ONE_OF, List.of(values));
        }

        /** The words for what was chosen, none for an empty choice. */
        List<String> words(String chosen) {
            if (chosen.isEmpty() || kind == Is.FLAG && chosen.equals("false")) {
                return List.of();
            }
            boolean fits = switch (kind) {
                case FLAG, ALL -> chosen.equals("true");
                case NUMBER -> chosen.matches("\\d{1,9}(\\.\\d{1,9})?");
                case ONE_OF -> values.contains(chosen);
            };
            if (!fits) {
                throw new FiduciaException(
                        Kind.USAGE,
                        title + " cannot be " + chosen,
                        kind == Is.ONE_OF ? "one of " + String.join(", ", values) : "give a number, or nothing");
            }
            return List.of(kind == Is.FLAG || kind == Is.ALL ? option : option + "=" + chosen);
        }
    }

    @SafeVarargs
    private static List<Choice> with(List<Choice>... lists) {
        var all = new ArrayList<Choice>();
        for (List<Choice> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    /**
     * The form of a verb.
     *
     * @throws FiduciaException when the page may not run it
     */
    static VerbForm of(String verb) {
        return ALL.stream()
                .filter(form -> form.verb().equals(verb))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.USAGE,
                        "the page runs no verb " + verb,
                        "one of "
                                + String.join(
                                        ", ", ALL.stream().map(VerbForm::verb).toList())));
    }

    /** Words for plug-ins, none of which can be anything else. */
    List<String> ids(List<String> ids, boolean all) {
        if (takes == Takes.NOTHING) {
            return List.of();
        }
        if (ids.isEmpty() && !all || takes == Takes.OBSERVABLE && ids.size() != 1) {
            throw new FiduciaException(
                    Kind.USAGE,
                    verb + (takes == Takes.OBSERVABLE ? " works on one observable" : " works on nothing"),
                    takes == Takes.OBSERVABLES ? "choose observables, or all of them" : "choose an observable");
        }
        for (String id : ids) {
            if (!ID.matcher(id).matches()) {
                throw new FiduciaException(Kind.USAGE, id + " is no name of a plug-in", "choose one of the list");
            }
        }
        return ids;
    }

    /** Words for what was chosen of its options. */
    List<String> options(Map<String, String> chosen) {
        var words = new ArrayList<String>();
        var known = choices.stream().map(Choice::option).toList();
        for (String option : chosen.keySet()) {
            if (!known.contains(option)) {
                throw new FiduciaException(
                        Kind.USAGE, verb + " has no choice " + option, "one of " + String.join(", ", known));
            }
        }
        choices.forEach(choice -> words.addAll(choice.words(chosen.getOrDefault(choice.option(), ""))));
        return words;
    }

    /** Words for changes of the card, each {@code path=value}. */
    static List<String> changes(List<String> changes) {
        for (String change : changes) {
            checked(change);
        }
        return changes.stream().map(change -> "--set=" + change).toList();
    }

    /** A change that is one. */
    static String checked(String change) {
        if (!CHANGE.matcher(change).matches()) {
            throw new FiduciaException(
                    Kind.USAGE, change + " is no change of a card", "a change is a path of names, = and a value");
        }
        return change;
    }
}

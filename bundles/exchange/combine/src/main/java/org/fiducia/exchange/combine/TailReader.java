package org.fiducia.exchange.combine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;

/** Reads the lines of a card after its rates: nuisances, parameters, groups and statistical errors. */
final class TailReader {
    /** What a line may be. */
    static final List<String> TYPES = List.of(
            "lnN",
            "lnU",
            "gmN",
            "shape",
            "shape?",
            "shapeN",
            "shapeN?",
            "shapeU",
            "param",
            "flatParam",
            "rateParam",
            "group",
            "autoMCStats");

    private static final Map<String, String> REFUSED = Map.of(
            "extArg", "write the parameter as a rateParam or a param; those of a RooWorkspace are not read",
            "discrete", "choose one of the functions; discrete profiling is not done",
            "edit", "make the change in the lines of the nuisances",
            "gmM", "write it as lnN or gmN",
            "trG", "write it as lnN, or as a rateParam with a formula of a param",
            "unif", "write it as lnU, or as a rateParam with a range",
            "dFD", "write it as lnU",
            "dFD2", "write it as lnU",
            "constr", "write a param with the mean and the width of the constraint");

    private static final String NO_FLOAT = "[nofloat]";
    private static final double WIDTHS = 4;
    private static final double[] NONE = {};

    private final List<Column> columns;
    private final Set<String> channels;
    private final Set<String> processes;
    private final Progress progress;
    private final Map<String, Nuisance> nuisances = new LinkedHashMap<>();
    private final List<Free> free = new ArrayList<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final Map<String, Line> groupLines = new LinkedHashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, Card.Statistics> statistics = new LinkedHashMap<>();
    private final List<Line> flat = new ArrayList<>();
    private int counted;

    TailReader(List<Column> columns, Set<String> channels, Set<String> processes, Progress progress) {
        this.columns = columns;
        this.channels = channels;
        this.processes = processes;
        this.progress = progress;
    }

    void read(Line line) {
        String type = line.word(1, "the type of a nuisance");
        String remedy = REFUSED.get(type);
        if (remedy != null) {
            throw line.wrong(
                    line.first().equals("nuisance") && type.equals("edit")
                            ? "'nuisance edit' is not supported"
                            : line.first() + " is of the type " + type + ", which is not supported",
                    remedy);
        }
        switch (type) {
            case "lnN", "lnU", "gmN", "shape", "shape?", "shapeN", "shapeN?", "shapeN2", "shapeU" ->
                nuisance(line, type);
            case "param" -> constrained(line);
            case "flatParam" -> flat.add(line);
            case "rateParam" -> rateParameter(line);
            case "group" -> group(line);
            case "autoMCStats" -> statistics(line);
            default ->
                throw line.wrong(
                        line.first() + " is of the type '" + type + "', which is not known",
                        (Suggestion.sentence(type, TYPES) + " supported are " + String.join(", ", TYPES)).strip());
        }
    }

    private static Nuisance.Kind kind(String type) {
        String plain = type.replace("?", "").replace("N2", "N");
        for (Nuisance.Kind kind : Nuisance.Kind.values()) {
            if (kind.word().equals(plain)) {
                return kind;
            }
        }
        throw new AssertionError(type);
    }

    private void nuisance(Line line, String type) {
        counted++;
        String name = line.first().replace(NO_FLOAT, "");
        Nuisance.Kind kind = kind(type);
        double count = 0;
        int from = 2;
        if (kind == Nuisance.Kind.GM_N) {
            count = line.number(from++, "the events of the control region");
            if (!(count >= 0 && count == Math.rint(count))) {
                throw line.wrong("gmN of " + count + " events", "a control region has 0, 1, 2 … events");
            }
        }
        List<String> words = line.from(from);
        if (words.size() < columns.size()) {
            throw line.wrong(
                    name + " has " + words.size() + " columns, but the line 'rate' (line "
                            + columns.get(0).line().number() + ") has " + columns.size(),
                    "give each process its number, or - for none");
        }
        if (words.size() > columns.size() && words.get(columns.size()).matches("-|[\\d.]+(e[-+]?\\d+)?(/[\\d.]+)?")) {
            progress.warn(
                    line.file() + ", line " + line.number() + ": " + name + " has more columns than the line 'rate',"
                            + " from '" + words.get(columns.size()) + "' on: they are taken for a description");
        }
        var effects = new ArrayList<double[]>();
        for (int c = 0; c < columns.size(); c++) {
            effects.add(effect(line, kind, type.endsWith("?"), words.get(c), columns.get(c)));
        }
        boolean fixed = line.first().endsWith(NO_FLOAT);
        Nuisance before =
                nuisances.put(name, new Nuisance(line, name, kind, type.endsWith("?"), count, fixed, effects));
        if (before != null) {
            throw line.wrong(
                    "nuisance " + name + " comes in line " + before.line().number() + " already",
                    "write it as one line, or rename one");
        }
    }

    private double[] effect(Line line, Nuisance.Kind kind, boolean optional, String word, Column column) {
        if (word.matches("-+")) {
            return NONE;
        }
        String[] parts = word.split("/", -1);
        boolean two = kind == Nuisance.Kind.LN_N || kind == Nuisance.Kind.LN_U || optional;
        if (parts.length > (two ? 2 : 1)) {
            throw line.wrong(
                    line.first() + " has '" + word + "' for " + column.place(),
                    two ? "write it as down/up" : "two numbers are for lnN and lnU; write one");
        }
        double[] effect = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            effect[i] = line.number(parts[i], "the effect of " + line.first() + " on " + column.place());
            if (effect[i] < 0 || effect[i] == 0 && parts.length == 2) {
                throw line.wrong(
                        line.first() + " has '" + word + "' for " + column.place() + ", which has no logarithm",
                        "give positive numbers; 1.1 is 10 % more at 1σ, - is no effect");
            }
        }
        return effect.length == 1 && effect[0] == 0 ? NONE : effect;
    }

    private void constrained(Line line) {
        counted++;
        String name = line.first().replace(NO_FLOAT, "");
        double mean = line.number(2, "the mean of " + name);
        String width = line.word(3, "the width of " + name);
        String[] parts = width.split("/", -1);
        double down = line.number(parts[0], "a width");
        double up = parts.length == 1 ? down : line.number(parts[1], "a width");
        if (parts.length == 2 && down < 0 && up > 0) {
            down = -down;
        } else if (parts.length > 1) {
            throw line.wrong("'" + width + "' is no width", "write one number, or -DOWN/+UP");
        }
        if (!(down > 0 && up > 0)) {
            throw line.wrong("'" + width + "' is no width", "give a positive number");
        }
        double[] range = line.words().size() > 4 && line.words().get(4).startsWith("[")
                ? range(line, line.words().get(4), mean)
                : new double[] {mean - WIDTHS * down, mean + WIDTHS * up};
        boolean fixed = line.first().endsWith(NO_FLOAT);
        add(new Free.Constrained(line, name, mean, down, up, range[0], range[1], fixed));
    }

    /** [lower,upper]. */
    private static double[] range(Line line, String word, double value) {
        String[] ends = word.replaceAll("^\\[|]$", "").split(",", -1);
        if (!word.matches("\\[.*]") || ends.length != 2) {
            throw line.wrong("'" + word + "' is no range", "write [LOWER,UPPER] without blanks");
        }
        double lower = line.number(ends[0], "the lower end of a range");
        double upper = line.number(ends[1], "the upper end of a range");
        if (!(lower < upper && value >= lower && value <= upper)) {
            throw line.wrong(
                    "the range " + word + " is empty or does not hold the value " + value, "write [LOWER,UPPER]");
        }
        return new double[] {lower, upper};
    }

    private void rateParameter(Line line) {
        String name = line.first();
        String channel = line.word(2, "a channel");
        String process = line.word(3, "a process");
        String value = line.word(4, "a value or a formula");
        boolean any = columns.stream()
                .anyMatch(column -> matches(channel, column.channel()) && matches(process, column.process()));
        if (!any) {
            String remedy = channels.stream().noneMatch(c -> matches(channel, c))
                    ? Suggestion.among(channel, channels)
                    : processes.stream().noneMatch(p -> matches(process, p))
                            ? Suggestion.among(process, processes)
                            : "the channel does not have that process";
            throw line.wrong(
                    name + " is for process " + process + " of channel " + channel + ", which is not there", remedy);
        }
        if (line.words().size() == 5 && value.contains(".root:")) {
            throw line.wrong(
                    name + " is taken from " + value + ", a RooWorkspace, which is not read",
                    "write its value, or its formula and arguments, into the card");
        }
        if (line.words().size() > 5 && !line.words().get(5).startsWith("[")) {
            if (line.words().size() > 6) {
                throw line.wrong(
                        name + " has " + line.words().size() + " words",
                        "write NAME rateParam CHANNEL PROCESS FORMULA ARGUMENTS, the formula without blanks and the"
                                + " arguments with commas between");
            }
            List<String> arguments = List.of(line.words().get(5).split(","));
            add(new Free.Formula(line, name, channel, process, value, arguments));
            return;
        }
        double start = line.number(value, "the value of " + name);
        double[] range = line.words().size() > 5
                ? range(line, line.words().get(5), start)
                : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        add(new Free.Factor(line, name, channel, process, start, range[0], range[1]));
    }

    /** A pattern with * and ? as in a shell. */
    static boolean matches(String pattern, String name) {
        var regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return name.matches(regex.toString());
    }

    private void add(Free parameter) {
        for (Free other : free) {
            boolean same = other.getClass() == parameter.getClass()
                    && !(other instanceof Free.Constrained)
                    && content(other).equals(content(parameter));
            boolean both = other instanceof Free.Constrained != parameter instanceof Free.Constrained
                    && !(other instanceof Free.Formula)
                    && !(parameter instanceof Free.Formula);
            if (other.name().equals(parameter.name()) && !same && !both) {
                throw parameter
                        .line()
                        .wrong(
                                parameter.name() + " is another one in line "
                                        + other.line().number(),
                                "give it the same value, range or formula in every line, or rename one");
            }
        }
        free.add(parameter);
    }

    private static List<String> content(Free parameter) {
        return parameter.line().from(4);
    }

    private void group(Line line) {
        String name = line.first();
        String sign = line.word(2, "=");
        List<String> names = line.from(3);
        if (!sign.equals("=") && !sign.equals("+=") || names.isEmpty()) {
            throw line.wrong("the group " + name + " makes no sense", "write NAME group = NUISANCE NUISANCE …");
        }
        if (sign.equals("=") == members.containsKey(name)) {
            throw line.wrong(
                    "the group " + name + (sign.equals("=") ? " is there already" : " is not there yet"),
                    "begin a group with =, and add to it with +=");
        }
        members.computeIfAbsent(name, key -> new LinkedHashSet<>()).addAll(names);
        groupLines.put(name, line);
    }

    private void statistics(Line line) {
        double threshold = line.number(2, "a number of effective entries");
        double signal = line.words().size() > 3 ? line.number(3, "0 or 1 for the signals") : 0;
        double mode = line.words().size() > 4 ? line.number(4, "1 or 2 for the kind of histograms") : 1;
        if (line.words().size() > 5 || signal != 0 && signal != 1 || mode != 1 && mode != 2) {
            throw line.wrong(
                    "autoMCStats makes no sense",
                    "write CHANNEL autoMCStats THRESHOLD [SIGNAL: 0 or 1] [MODE: 1 or 2]");
        }
        boolean any = false;
        for (String channel : channels) {
            if (matches(line.first(), channel)) {
                statistics.put(channel, new Card.Statistics(threshold, signal == 1, mode == 2));
                any = true;
            }
        }
        if (!any) {
            throw line.wrong("there is no channel " + line.first(), Suggestion.among(line.first(), channels));
        }
    }

    /**
     * Checks what can only be checked at the end.
     *
     * @param kmax its line; null for none
     */
    void finish(@Nullable Line kmax) {
        if (kmax != null
                && !kmax.words().get(1).equals("*")
                && Integer.parseInt(kmax.words().get(1)) != counted) {
            throw kmax.wrong(
                    "kmax is " + kmax.words().get(1) + ", but the card has " + counted
                            + " nuisances (lnN, lnU, gmN, shape and param)",
                    "correct the one or the other; * counts by itself");
        }
        var names = new LinkedHashSet<>(nuisances.keySet());
        for (Free parameter : free) {
            Nuisance same = nuisances.get(parameter.name());
            if (same != null) {
                throw taken(parameter, same.line());
            }
            names.add(parameter.name());
        }
        for (Line line : flat) {
            if (!names.contains(line.first())) {
                progress.warn(line.file() + ", line " + line.number() + ": no rate depends on the flatParam "
                        + line.first() + ", which is left out");
            }
        }
        members.forEach((group, all) -> all.forEach(name -> {
            Line line = Objects.requireNonNull(groupLines.get(group), "a group has its line");
            if (!names.contains(name)) {
                throw line.wrong("the group " + group + " has no nuisance " + name, Suggestion.among(name, names));
            }
            String other = groups.putIfAbsent(name, group);
            if (other != null) {
                progress.warn(line.file() + ", line " + line.number() + ": " + name + " stays in the group " + other
                        + String.format(Locale.ROOT, " and is left out of %s", group));
            }
        }));
    }

    private static FiduciaException taken(Free parameter, Line other) {
        return parameter
                .line()
                .wrong(parameter.name() + " is a nuisance in line " + other.number(), "rename one of them");
    }

    List<Nuisance> nuisances() {
        return List.copyOf(nuisances.values());
    }

    List<Free> free() {
        return free;
    }

    Map<String, String> groups() {
        return groups;
    }

    Map<String, Card.Statistics> statistics() {
        return statistics;
    }
}

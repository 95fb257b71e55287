package org.fiducia.exchange.combine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;

/** Reads the text of a card: its head with channels, processes and rates; what follows is read by {@link TailReader}. */
final class CardReader {
    private static final List<String> KEYWORDS =
            List.of("imax", "jmax", "kmax", "shapes", "bin", "observation", "process", "rate");
    private static final String ANY = "*";

    private final Path path;
    private final Progress progress;
    private final Map<String, Line> declared = new LinkedHashMap<>();
    private final List<ShapeRule> shapes = new ArrayList<>();
    private final Map<String, Double> observed = new LinkedHashMap<>();
    private @Nullable Line observation;
    private @Nullable Line bins;
    private @Nullable Line names;
    private @Nullable Line ids;
    private @Nullable Line rates;

    private CardReader(Path path, Progress progress) {
        this.path = path;
        this.progress = progress;
    }

    static Card read(Path path, Progress progress) throws IOException {
        return new CardReader(path, progress).card(CardText.lines(path));
    }

    private Card card(List<Line> lines) {
        int next = 0;
        while (next < lines.size() && rates == null) {
            head(lines.get(next++));
        }
        if (rates == null) {
            throw new FiduciaException(
                    Kind.INPUT,
                    path.getFileName() + " has no line 'rate' with the expected events of each process",
                    "a card has the lines bin, observation, bin, process, process and rate");
        }
        List<Column> columns = columns(rates);
        var channels = new LinkedHashSet<>(observed.keySet());
        columns.forEach(column -> channels.add(column.channel()));
        var processes = new LinkedHashSet<String>();
        columns.forEach(column -> processes.add(column.process()));
        check("imax", channels.size(), "channels");
        check("jmax", processes.size() - 1, "processes less one");
        for (ShapeRule rule : shapes) {
            known(rule.line(), rule.channel(), channels, "channel");
            if (!rule.process().equals(Templates.DATA)) {
                known(rule.line(), rule.process(), processes, "process");
            }
        }
        var tail = new TailReader(columns, channels, processes, progress);
        lines.subList(next, lines.size()).forEach(tail::read);
        tail.finish(declared.get("kmax"));
        return new Card(
                path,
                List.copyOf(channels),
                observed,
                columns,
                shapes,
                tail.nuisances(),
                tail.free(),
                tail.groups(),
                tail.statistics());
    }

    private void head(Line line) {
        switch (line.first()) {
            case "imax", "jmax", "kmax" -> {
                String number = line.word(1, "a number or *");
                if (!number.equals(ANY) && !number.matches("\\d+")) {
                    throw line.wrong("'" + number + "' is no number", "write " + line.first() + " with a number or *");
                }
                declared.put(line.first(), line);
            }
            case "shapes" -> shape(line);
            case "bin" -> bins = line;
            case "observation", "Observation" -> observe(line);
            case "process" -> {
                if (names == null) {
                    names = line;
                } else if (ids == null) {
                    ids = line;
                } else {
                    throw line.wrong("a third line 'process'", "one line names the processes, one gives their numbers");
                }
            }
            case "rate" -> rates = line;
            default -> unknown(line);
        }
    }

    /** Combine takes every other line for a description. */
    private void unknown(Line line) {
        List<String> near = Suggestion.nearest(line.first(), KEYWORDS);
        if (!near.isEmpty() && line.words().size() > 1 && !line.first().equals("Combination")) {
            throw line.wrong(
                    "'" + line.first() + "' begins no line of a card",
                    "did you mean " + String.join(" or ", near) + "? a comment begins with #");
        }
        if (!line.first().equals("Combination") && !line.first().startsWith("-")) {
            progress.warn(path.getFileName() + ", line " + line.number() + ": '" + line.first()
                    + " …' is taken for a description, as no line of a card begins so");
        }
    }

    private void shape(Line line) {
        String process = line.word(1, "a process or *");
        String channel = line.word(2, "a channel or *");
        String file = line.word(3, "a file or FAKE");
        boolean fake = file.equals(ShapeRule.FAKE);
        if (line.words().size() > 6) {
            throw line.wrong(
                    "has " + line.words().size() + " words",
                    "write shapes PROCESS CHANNEL FILE HISTOGRAM [HISTOGRAM_AT_ONE_SIGMA]");
        }
        for (ShapeRule rule : shapes) {
            if (rule.process().equals(process) && rule.channel().equals(channel)) {
                throw line.wrong(
                        "comes after line " + rule.line().number() + " for the same process and channel",
                        "leave one of them");
            }
        }
        shapes.add(new ShapeRule(
                line,
                process,
                channel,
                file,
                fake ? "" : line.word(4, "the name of a histogram"),
                line.words().size() > 5 ? line.words().get(5) : ""));
    }

    private void observe(Line line) {
        if (observation != null) {
            throw line.wrong("a second line 'observation'", "leave one of them");
        }
        observation = line;
        Line above = bins;
        if (above == null) {
            throw line.wrong("comes before a line 'bin' that names its channels", "write the line 'bin' above it");
        }
        List<String> channels = above.from(1);
        sameLength(line, channels.size(), "channels", above);
        for (int i = 0; i < channels.size(); i++) {
            double events = line.number(i + 1, "a number of events");
            if (events < 0 && events != Column.FROM_SHAPE) {
                throw line.wrong(
                        channels.get(i) + " observes " + line.words().get(i + 1) + " events",
                        "give 0 or more, or -1 for the integral of its histogram");
            }
            if (observed.put(channels.get(i), events) != null) {
                throw above.wrong(
                        "channel " + channels.get(i) + " comes twice", "give every channel a name of its own");
            }
        }
        bins = null;
    }

    private static void sameLength(Line line, int expected, String what, Line other) {
        int found = line.words().size() - 1;
        if (found != expected) {
            throw line.wrong(
                    "'" + line.first() + "' has " + found + " columns, but the line '" + other.first() + "' (line "
                            + other.number() + ") has " + expected + " " + what,
                    "give each its column");
        }
    }

    private List<Column> columns(Line rates) {
        Line bins = this.bins;
        Line names = this.names;
        Line ids = this.ids;
        if (bins == null || names == null || ids == null) {
            String missing = bins == null
                    ? "'bin' with the channels"
                    : "'process' with " + (names == null ? "the names" : "the numbers");
            throw rates.wrong(
                    "comes before a line " + missing + " of its columns",
                    "write bin, process (names), process (numbers) and rate in this order");
        }
        int size = bins.words().size() - 1;
        sameLength(names, size, "columns", bins);
        sameLength(ids, size, "columns", bins);
        sameLength(rates, size, "columns", bins);
        if (numbers(names) && !numbers(ids)) {
            Line swap = names;
            names = ids;
            ids = swap;
        }
        var columns = new ArrayList<Column>();
        var seen = new LinkedHashSet<String>();
        var signals = new LinkedHashMap<String, Boolean>();
        for (int i = 1; i <= size; i++) {
            String channel = bins.words().get(i);
            String process = names.words().get(i);
            if (observation != null) {
                known(bins, channel, observed.keySet(), "channel");
            }
            double id = ids.number(i, "the number of a process");
            boolean signal = id <= 0;
            Boolean before = signals.put(process, signal);
            if (before != null && before != signal) {
                throw ids.wrong(
                        "process " + process + " is signal (0 or less) in one column and background in another",
                        "give it one number");
            }
            if (!seen.add(channel + " " + process)) {
                throw names.wrong(
                        "process " + process + " comes twice in channel " + channel, "add the two, or rename one");
            }
            columns.add(new Column(channel, process, signal, rate(rates, i, channel, process), rates));
        }
        return columns;
    }

    private double rate(Line rates, int i, String channel, String process) {
        double rate = rates.number(i, "an expected number of events");
        if (rate < 0 && !(rate == Column.FROM_SHAPE && !shapes.isEmpty())) {
            throw rates.wrong(
                    "process " + process + " of channel " + channel + " has the negative rate "
                            + rates.words().get(i),
                    rate == Column.FROM_SHAPE
                            ? "-1 is for the integral of a histogram, but the card has no line 'shapes'"
                            : "give 0 or more; -1 takes the integral of a histogram");
        }
        return rate;
    }

    private static boolean numbers(Line line) {
        return line.from(1).stream().allMatch(word -> word.matches("-?\\d+"));
    }

    private void check(String keyword, int found, String what) {
        Line line = declared.get(keyword);
        if (line != null
                && !line.words().get(1).equals(ANY)
                && Integer.parseInt(line.words().get(1)) != found) {
            throw line.wrong(
                    keyword + " is " + line.words().get(1) + ", but the card has " + found + " " + what,
                    "correct the one or the other; * counts by itself");
        }
    }

    private static void known(Line line, String name, Set<String> names, String what) {
        if (!name.equals(ANY) && !names.contains(name)) {
            throw line.wrong("there is no " + what + " " + name, Suggestion.among(name, names));
        }
    }
}

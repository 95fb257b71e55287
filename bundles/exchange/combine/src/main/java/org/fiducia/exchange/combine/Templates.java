package org.fiducia.exchange.combine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Nullable;
import org.fiducia.api.Progress;
import org.fiducia.api.Suggestion;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.Histogram;

/** The histograms of a card, found by its lines {@code shapes}. Every file is opened once. */
final class Templates implements Closeable {
    static final String DATA = "data_obs";
    private static final int MOST = 10;

    private final Card card;
    private final Options options;
    private final List<EventReader> readers;
    private final Progress progress;
    private final Map<Path, EventFile> files = new HashMap<>();
    private final Map<Path, Set<String>> names = new HashMap<>();
    private boolean toldMass;

    Templates(Card card, Options options, List<EventReader> readers, Progress progress) {
        this.card = card;
        this.options = options;
        this.readers = List.copyOf(readers);
        this.progress = progress;
    }

    /** Whether a channel is a count: without lines of shapes, or with fake ones. */
    boolean counting(String channel) {
        if (card.shapes().isEmpty()) {
            return true;
        }
        int fakes = 0;
        List<Integer> columns = card.columnsOf(channel);
        for (int c : columns) {
            Column column = card.columns().get(c);
            ShapeRule rule = rule(channel, column.process());
            if (rule == null) {
                throw column.line()
                        .wrong(
                                "no line of shapes is for " + column.place(),
                                "add a line 'shapes " + column.process() + " " + channel
                                        + " FILE HISTOGRAM', or 'shapes *" + " " + channel
                                        + " FAKE' for a channel that is a count");
            }
            fakes += rule.fake() ? 1 : 0;
        }
        if (fakes > 0 && fakes < columns.size()) {
            throw required(channel, card.columns().get(columns.get(0)).process())
                    .line()
                    .wrong(
                            "channel " + channel + " has processes with a shape and processes with a FAKE one",
                            "give all of them histograms, or none");
        }
        return fakes > 0;
    }

    /** The rule of a process: those for its channel go before those for any. */
    private @Nullable ShapeRule rule(String channel, String process) {
        for (String ofChannel : List.of(channel, ShapeRule.ANY)) {
            for (String ofProcess : List.of(process, ShapeRule.ANY)) {
                for (ShapeRule rule : card.shapes()) {
                    if (rule.channel().equals(ofChannel) && rule.process().equals(ofProcess)) {
                        return rule;
                    }
                }
            }
        }
        return null;
    }

    private ShapeRule required(String channel, String process) {
        return Objects.requireNonNull(rule(channel, process), "a channel that is no count has rules for all");
    }

    /** Data of a channel. */
    Histogram data(String channel) throws IOException {
        ShapeRule rule = rule(channel, DATA);
        if (rule == null || rule.fake()) {
            throw card.columns()
                    .get(card.columnsOf(channel).get(0))
                    .line()
                    .wrong(
                            "no line of shapes is for the data of channel " + channel,
                            "add a line 'shapes data_obs " + channel + " FILE HISTOGRAM'");
        }
        return find(rule, rule.name(), channel, DATA, "");
    }

    Histogram nominal(Column column) throws IOException {
        ShapeRule rule = required(column.channel(), column.process());
        return find(rule, rule.name(), column.channel(), column.process(), "");
    }

    /**
     * A histogram at ±1σ of a nuisance.
     *
     * @param side Up or Down
     */
    Histogram varied(Column column, Nuisance nuisance, String side) throws IOException {
        ShapeRule rule = required(column.channel(), column.process());
        if (rule.varied().isEmpty()) {
            throw rule.line()
                    .wrong(
                            "nuisance " + nuisance.name() + " (line "
                                    + nuisance.line().number()
                                    + ") changes the shape of " + column.place()
                                    + ", but no histograms of changes are named",
                            "end the line with their name, for example $PROCESS_$SYSTEMATIC");
        }
        return find(rule, rule.varied(), column.channel(), column.process(), nuisance.name() + side);
    }

    /** Whether there are histograms for a nuisance at all. */
    boolean hasVaried(Column column, Nuisance nuisance) throws IOException {
        ShapeRule rule = rule(column.channel(), column.process());
        if (rule == null || rule.fake() || rule.varied().isEmpty()) {
            return false;
        }
        Path path = path(rule, column.channel(), column.process());
        return histograms(rule, path, column.place())
                .contains(name(rule, rule.varied(), column.channel(), column.process(), nuisance.name() + "Up"));
    }

    private Path path(ShapeRule rule, String channel, String process) {
        return card.path().toAbsolutePath().resolveSibling(name(rule, rule.file(), channel, process, ""));
    }

    private String name(ShapeRule rule, String pattern, String channel, String process, String varied) {
        if (pattern.contains("$MASS") && options.mass().isEmpty() && !toldMass) {
            toldMass = true;
            progress.warn(card.name() + " asks for $MASS: taken as " + Options.DEFAULT_MASS
                    + ", as Combine does; say another one with --analysis mass=VALUE");
        }
        String name = options.replaced(pattern.replace("$PROCESS", process)
                .replace("$CHANNEL", channel)
                .replace("$SYSTEMATIC", varied));
        if (name.contains("$")) {
            throw rule.line()
                    .wrong(
                            "'" + name + "' has a keyword that is not known",
                            "give its value with --analysis WORD=VALUE; known are $PROCESS, $CHANNEL, $SYSTEMATIC, $MASS");
        }
        return name;
    }

    private Set<String> histograms(ShapeRule rule, Path path, String wanted) throws IOException {
        open(rule, path, wanted);
        return Objects.requireNonNull(names.get(path), "known since the file was opened");
    }

    private EventFile open(ShapeRule rule, Path path, String wanted) throws IOException {
        EventFile open = files.get(path);
        if (open != null) {
            return open;
        }
        if (!Files.isRegularFile(path)) {
            throw rule.line()
                    .wrong(
                            "there is no file " + path + ", in which the histograms of " + wanted + " should be",
                            "correct its name; a name without folders is looked for beside the card");
        }
        for (EventReader reader : readers) {
            if (reader.accepts(path)) {
                open = reader.open(path);
                files.put(path, open);
                names.put(path, new HashSet<>(open.histograms()));
                return open;
            }
        }
        throw rule.line()
                .wrong(path + " is of no format that an installed reader takes", "name a ROOT file with histograms");
    }

    private Histogram find(ShapeRule rule, String pattern, String channel, String process, String varied)
            throws IOException {
        String name = name(rule, pattern, channel, process, varied);
        String wanted = process.equals(DATA)
                ? "the data of channel " + channel
                : "process " + process + " of channel " + channel + (varied.isEmpty() ? "" : " at " + varied);
        if (name.contains(":")) {
            throw workspace(rule, name + " for " + wanted + " is an object of a RooWorkspace");
        }
        Path path = path(rule, channel, process);
        EventFile file = open(rule, path, wanted);
        String key = name.startsWith("/") ? name.substring(1) : name;
        if (!histograms(rule, path, wanted).contains(key)) {
            throw missing(rule, file, path, key, wanted);
        }
        Histogram histogram = file.histogram(key);
        for (int b = 0; b < histogram.size(); b++) {
            if (!Double.isFinite(histogram.contents()[b]) || !(histogram.variances()[b] >= 0)) {
                throw rule.line()
                        .wrong(
                                key + " of " + path.getFileName() + " for " + wanted + " has in bin " + (b + 1)
                                        + " the content " + histogram.contents()[b] + " with the variance "
                                        + histogram.variances()[b],
                                "make the histogram anew");
            }
        }
        return histogram;
    }

    private static FiduciaException workspace(ShapeRule rule, String what) {
        return rule.line()
                .wrong(
                        what + ", which is not read",
                        "write its shapes as histograms (TH1) into a ROOT file, with as many bins as the fit needs, and"
                                + " name these; or write the workspace as HS3 (RooJSONFactoryWSTool), which is read");
    }

    private FiduciaException missing(ShapeRule rule, EventFile file, Path path, String key, String wanted) {
        String why = "";
        try {
            file.histogram(key);
        } catch (FiduciaException | IOException e) {
            why = e.getMessage() == null ? "" : e.getMessage();
        }
        if (why.contains("RooWorkspace")) {
            return workspace(rule, key + " of " + path.getFileName() + " for " + wanted + " is a RooWorkspace");
        }
        int slash = key.lastIndexOf('/');
        String directory = slash < 0 ? "" : key.substring(0, slash + 1);
        Set<String> all = names.getOrDefault(path, Set.of());
        List<String> beside = all.stream()
                .filter(name -> name.lastIndexOf('/') == directory.length() - 1 && name.startsWith(directory))
                .sorted()
                .toList();
        String near = Suggestion.sentence(key, all);
        String there = beside.isEmpty()
                ? "there is no histogram in that folder of the file"
                : "there are " + String.join(", ", beside.subList(0, Math.min(MOST, beside.size())))
                        + (beside.size() > MOST ? ", … (" + beside.size() + ")" : "");
        return rule.line()
                .wrong(
                        "there is no histogram " + key.substring(slash + 1) + " in "
                                + (directory.isEmpty() ? "" : "folder " + directory.substring(0, slash) + " of ")
                                + path.getFileName() + ", for " + wanted,
                        (near + " " + there).strip());
    }

    @Override
    public void close() throws IOException {
        for (EventFile file : files.values()) {
            file.close();
        }
    }
}

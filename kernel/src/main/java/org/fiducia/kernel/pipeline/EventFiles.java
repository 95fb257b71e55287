package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.card.RemoteName;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Plugins;

/** Opens files of events with whichever reader takes them. */
public final class EventFiles {
    /** So many files at most stay open between their header and their events. */
    private static final int PARKED = 100;

    /** So many files that are elsewhere are asked for at a time, at least. */
    private static final int ASKED = 8;

    private final Plugins plugins;
    private final InputNames names;
    private final Map<Path, EventFile> parked = new ConcurrentHashMap<>();
    private final Map<String, Path> remote = new ConcurrentHashMap<>();

    /** @param plugins where the readers are */
    public EventFiles(Plugins plugins) {
        this.plugins = plugins;
        this.names = new InputNames(plugins);
    }

    /** A file by its name; one that is elsewhere as it was when it was asked for with {@link #ask}. */
    Path file(String name) {
        Path known = remote.get(name);
        if (known != null) {
            return known;
        }
        return RemoteName.scheme(name).isPresent() ? names.remote(name) : Path.of(name);
    }

    /**
     * Asks for the files that are elsewhere, several at once: each tells from then on of what it was now.
     *
     * @return what a person should know of them
     */
    List<String> ask(Collection<Path> files, Workers workers) {
        List<Path> there = files.stream()
                .filter(InputNames::isRemote)
                .filter(file -> remote.put(InputNames.of(file), file) != file)
                .toList();
        if (!there.isEmpty()) {
            patiently(
                    workers,
                    there.stream()
                            .<Callable<Boolean>>map(file -> () -> Files.exists(file))
                            .toList());
        }
        return there.isEmpty() ? List.of() : names.remarks(there);
    }

    /** Does what waits for somebody elsewhere with more threads than what computes. */
    static <T> List<T> patiently(Workers workers, List<Callable<T>> tasks) {
        try (var more = new Workers(Math.max(ASKED, workers.threads()))) {
            return more.all(tasks);
        }
    }

    /** Size of a file, bytes; 0 when it is not there. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Opens a file.
     *
     * @param reader id of the reader; empty to let the readers decide
     * @throws FiduciaException when it is missing, unreadable, damaged, or of a format nobody reads
     */
    public EventFile open(Path file, String reader) {
        if (!Files.exists(file)) {
            throw new FiduciaException(
                    Kind.INPUT, file + " does not exist", "correct the path in the card or on the command line");
        }
        if (!Files.isRegularFile(file)) {
            throw new FiduciaException(Kind.INPUT, file + " is not a file", "name a file");
        }
        EventFile open = parked.remove(file);
        if (open != null) {
            return open;
        }
        EventReader found = reader(file, reader);
        return Plugins.guard(found, () -> {
            try {
                return found.open(file);
            } catch (IOException e) {
                throw unreadable(file, e);
            }
        });
    }

    /**
     * Opens a file of events as its format says, with the trees beside that of its events.
     *
     * @throws FiduciaException as {@link #open(Path, String)}, and when a tree beside has another number of entries
     */
    EventFile open(Path file, InputFormat format) {
        EventFile events = open(file, format.reader());
        if (format.friends().isEmpty()) {
            return events;
        }
        var opened = new ArrayList<EventFile>(List.of(events));
        try {
            TreeInfo tree = tree(file, events, format.tree());
            var friends = new ArrayList<FriendFile.Friend>();
            for (AnalysisCard.Friend friend : format.friends()) {
                Path beside = friend.beside(file);
                EventFile other = open(beside, format.reader());
                opened.add(other);
                friends.add(new FriendFile.Friend(beside, other, tree(beside, other, friend.tree())));
            }
            return new FriendFile(file, events, tree, friends);
        } catch (RuntimeException e) {
            opened.forEach(each -> close(file, each));
            throw e;
        }
    }

    /** The reader of a file that is there: the one named, or the first that takes it. */
    EventReader reader(Path file, String id) {
        return id.isEmpty() ? readerOf(file) : plugins.get(EventReader.class, id);
    }

    private EventReader readerOf(Path file) {
        List<EventReader> readers = plugins.all(EventReader.class);
        for (EventReader reader : readers) {
            boolean accepts = Plugins.guard(reader, () -> {
                try {
                    return reader.accepts(file);
                } catch (IOException e) {
                    throw unreadable(file, e);
                }
            });
            if (accepts) {
                return reader;
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                file + " is of no format that an installed reader takes",
                "installed readers: "
                        + readers.stream()
                                .map(r -> r.id() + " (" + r.title() + ")")
                                .collect(Collectors.joining(", ")));
    }

    /** The tree of events: the one named, or the only one. */
    static TreeInfo tree(Path file, EventFile events, String name) {
        List<TreeInfo> trees = events.trees();
        List<String> names = trees.stream().map(TreeInfo::name).toList();
        if (name.isEmpty()) {
            if (trees.size() == 1) {
                return trees.get(0);
            }
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " has " + trees.size() + " trees",
                    "name one in the format of the card: " + String.join(", ", names));
        }
        return trees.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new FiduciaException(Kind.INPUT, file + " has no tree " + name, Suggestion.among(name, names)));
    }

    /**
     * Opens a file for what it tells before any event is read.
     *
     * @param role of its sample
     * @param normalised whether it has to tell the cross section or the sum of weights
     * @throws FiduciaException when it does not tell what it has to
     */
    FileHeader header(Path path, Role role, InputFormat format, boolean normalised) {
        EventFile file = open(path, format);
        try {
            TreeInfo tree = tree(path, file, format.tree());
            List<Variation> variations =
                    role == Role.DATA ? List.<Variation>of() : variations(path, file, tree, format);
            var generated = new Generated(tree.entries());
            if (normalised) {
                normalisation(path, file, format, generated);
            }
            var header = new FileHeader(path, tree.name(), file.readsRanges(), variations, generated);
            if (format.friends().isEmpty() && parked.size() < PARKED && parked.putIfAbsent(path, file) == null) {
                file = null;
            }
            return header;
        } finally {
            close(path, file);
        }
    }

    /** Closes what was opened for its header and not for its events. */
    void closeParked() {
        parked.keySet().forEach(path -> close(path, parked.remove(path)));
    }

    private static void close(Path path, @Nullable EventFile file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }
    }

    /** Cross section (fb) and sum of weights of a file, as its format says. */
    static void normalisation(Path file, EventFile events, InputFormat format, Generated generated) {
        Normalisation n =
                Objects.requireNonNull(format.normalisation(), "a format has it when its samples have no numbers");
        TreeInfo tree = tree(file, events, n.tree());
        boolean told = !n.crossSection().isEmpty();
        List<String> branches = told ? List.of(n.crossSection(), n.sumOfWeights()) : List.of(n.sumOfWeights());
        for (String branch : branches) {
            if (tree.branch(branch).isEmpty()) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + ": tree " + n.tree() + " has no branch " + branch + " for the normalisation",
                        "correct normalisation in the card, or give crossSection and sumOfWeights of the sample");
            }
        }
        try (var cursor = events.read(n.tree(), branches)) {
            for (EventBatch batch = cursor.next(); batch != null; batch = cursor.next()) {
                for (int i = 0; i < batch.size(); i++) {
                    double tells = told ? batch.reals(n.crossSection())[i] * n.factor() : Double.NaN;
                    generated.fill(tells, batch.reals(n.sumOfWeights())[i]);
                }
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        double crossSection = generated.crossSection();
        double sum = generated.sumOfWeights();
        boolean known = !told || crossSection > 0 && Double.isFinite(crossSection);
        boolean nothing = generated.entries() == 0 && sum == 0; // which other files of the sample make up for
        if (!nothing && (!known || !(sum > 0) || !Double.isFinite(sum))) {
            throw noNormalisation(file.toString(), crossSection, sum);
        }
    }

    /** What is said of numbers that are no normalisation. */
    static FiduciaException noNormalisation(String of, double crossSection, double sumOfWeights) {
        return new FiduciaException(
                Kind.INPUT,
                of + ": cross section " + crossSection + " fb over sum of weights " + sumOfWeights
                        + " is no normalisation",
                "give crossSection and sumOfWeights of the sample in the card");
    }

    /** Alternative weights of a file, of those that its format knows: none where the file has none. */
    static List<Variation> variations(Path file, EventFile events, TreeInfo tree, InputFormat format) {
        var variations = new ArrayList<Variation>();
        Normalisation normalisation = format.normalisation();
        if (normalisation == null
                || normalisation.weights().keySet().stream()
                        .noneMatch(name -> tree.branch(name).isPresent())) {
            return variations;
        }
        TreeInfo runs = tree(file, events, normalisation.tree());
        for (var weights : normalisation.weights().entrySet()) {
            if (tree.branch(weights.getKey()).isEmpty()) {
                continue;
            }
            for (int k = 0; runs.branch(weights.getValue() + k).isPresent(); k++) {
                String branch = weights.getValue() + k;
                try (var cursor = events.read(runs.name(), List.of(branch))) {
                    EventBatch batch = cursor.next();
                    boolean none = batch == null || batch.size() == 0;
                    if (none && tree.entries() == 0) {
                        return List.of();
                    }
                    if (none) {
                        throw new FiduciaException(
                                Kind.INPUT,
                                file + ": tree " + runs.name() + " has no entry",
                                "leave the file out, or take these weights out of the format in the card");
                    }
                    variations.add(new Variation(
                            weights.getKey(),
                            k,
                            Objects.requireNonNull(batch, "it is there").reals(branch)[0]));
                } catch (IOException e) {
                    throw unreadable(file, e);
                }
            }
        }
        return variations;
    }

    static FiduciaException unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "does not exist" : "cannot be read: " + e.getMessage();
        return new FiduciaException(Kind.INPUT, file + " " + why, "check the file and its permissions", e);
    }
}

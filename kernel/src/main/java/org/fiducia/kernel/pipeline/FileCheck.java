package org.fiducia.kernel.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.Normalisation;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.pipeline.CardSteps.Placed;

/** Looks at the headers of all files of a card for what would spoil a measurement. */
final class FileCheck {
    /** So much of the beginning and of the end of a file tells whether it is another one. */
    private static final int TELLING = 1 << 16;

    private static final int SHOWN = 3;

    private final EventFiles files;
    private final Selector selector;
    private final CardSteps steps;
    private final Progress progress;

    FileCheck(EventFiles files, Selector selector, CardSteps steps, Progress progress) {
        this.files = files;
        this.selector = selector;
        this.steps = steps;
        this.progress = progress;
    }

    /** A file of a sample and what was found out about it. */
    private static final class Looked {
        private final SampleFiles sample;
        private final Path file;
        private long bytes;
        private long events;
        private final Map<String, String> branches = new LinkedHashMap<>();
        private final List<CheckedFile.Problem> problems = new ArrayList<>();

        Looked(SampleFiles sample, Path file) {
            this.sample = sample;
            this.file = file;
        }

        void wrong(String kind, String what, String remedy) {
            problems.add(new CheckedFile.Problem(kind, what, remedy));
        }
    }

    /** Looks at all files of samples, in their order. */
    List<CheckedFile> check(List<SampleFiles> samples, Workers workers) {
        var all = new ArrayList<Looked>();
        samples.forEach(sample -> sample.files().forEach(file -> all.add(new Looked(sample, file))));
        progress.begin("checking " + all.size() + " files", all.size());
        var tasks = new ArrayList<Callable<Boolean>>();
        for (Looked one : all) {
            tasks.add(() -> {
                progress.checkCancelled();
                look(one);
                progress.advance(1);
                return true;
            });
        }
        if (all.stream().anyMatch(one -> InputNames.isRemote(one.file))) {
            EventFiles.patiently(workers, tasks);
        } else {
            workers.all(tasks);
        }
        samples.forEach(sample ->
                compare(all.stream().filter(one -> one.sample == sample).toList()));
        doubled(all);
        return all.stream()
                .map(one ->
                        new CheckedFile(one.sample.name(), one.file, one.bytes, one.events, List.copyOf(one.problems)))
                .toList();
    }

    private void look(Looked one) {
        try {
            lookAt(one);
        } catch (FiduciaException e) { // of the protocol
            one.wrong("unreadable", withoutPath(e, one.file), e.remedy());
        }
    }

    private void lookAt(Looked one) {
        InputFormat format = one.sample.format();
        if (!Files.exists(one.file)) {
            one.wrong("missing", "does not exist", "copy it there, or take it out of the card");
            return;
        }
        if (!Files.isRegularFile(one.file) || !Files.isReadable(one.file)) {
            one.wrong("unreadable", "cannot be read", "check its permissions");
            return;
        }
        one.bytes = EventFiles.size(one.file);
        if (one.bytes == 0) {
            one.wrong("damaged", "is empty", "copy it again, or make it again");
            return;
        }
        try (EventFile open = files.open(one.file, format)) {
            List<TreeInfo> trees = open.trees();
            List<String> names = trees.stream().map(TreeInfo::name).toList();
            boolean found = format.tree().isEmpty() ? trees.size() == 1 : names.contains(format.tree());
            if (!found) {
                one.wrong(
                        "tree",
                        "has no tree " + (format.tree().isEmpty() ? "of its own" : format.tree()) + ": "
                                + (names.isEmpty() ? "there is none" : "it has " + String.join(", ", names)),
                        "correct tree of the format, give the file a format of its own, or take it out");
            } else {
                events(one, open, EventFiles.tree(one.file, open, format.tree()));
            }
            normalisation(one, trees);
        } catch (FiduciaException e) {
            one.wrong("damaged", withoutPath(e, one.file), e.remedy());
        } catch (IOException e) {
            one.wrong("unreadable", "cannot be read: " + e.getMessage(), "copy it again");
        }
    }

    private static String withoutPath(FiduciaException e, Path file) {
        String message = String.valueOf(e.getMessage());
        for (String joint : List.of(": ", ", ", " ")) {
            if (message.startsWith(file + joint)) {
                return message.substring(file.toString().length() + joint.length());
            }
        }
        return message;
    }

    private void events(Looked one, EventFile open, TreeInfo tree) {
        one.events = Math.max(0, tree.entries());
        for (BranchInfo branch : tree.branches()) {
            one.branches.put(branch.name(), branch.type());
        }
        if (tree.entries() == 0) {
            one.wrong("empty", "has no event in " + tree.name(), "take it out of the card, or make it again");
        }
        try {
            String where = one.file + ", tree " + tree.name();
            new BoundColumns(where, one.sample.format(), selector.columns(one.sample.role()), tree);
            for (Placed step : steps.of(one.sample)) {
                new BoundColumns(where, one.sample.format(), step.step().columns(steps.origin(one.sample)), tree);
            }
            if (one.sample.role() != Role.DATA) {
                EventFiles.variations(one.file, open, tree, one.sample.format());
            }
        } catch (FiduciaException e) {
            one.wrong("branches", withoutPath(e, one.file), e.remedy());
        }
    }

    private static void normalisation(Looked one, List<TreeInfo> trees) {
        Normalisation needed = one.sample.format().normalisation();
        boolean given = !Double.isNaN(one.sample.crossSection()) && !Double.isNaN(one.sample.sumOfWeights());
        if (one.sample.role() == Role.DATA || needed == null || given) {
            return;
        }
        String remedy = "make the file again, or give crossSection and sumOfWeights of the sample in the card";
        for (TreeInfo tree : trees) {
            if (tree.name().equals(needed.tree())) {
                for (String branch : List.of(needed.crossSection(), needed.sumOfWeights())) {
                    if (!branch.isEmpty() && tree.branch(branch).isEmpty()) {
                        one.wrong("normalisation", "has no " + branch + " in " + tree.name(), remedy);
                    }
                }
                if (tree.entries() == 0) {
                    one.wrong("normalisation", "has no entry in " + tree.name(), remedy);
                }
                return;
            }
        }
        one.wrong("normalisation", "has no tree " + needed.tree() + " for the normalisation", remedy);
    }

    /** Finds files that have other branches than most of their sample; of several that are most, those of the first. */
    private static void compare(List<Looked> sisters) {
        List<Looked> read =
                sisters.stream().filter(one -> !one.branches.isEmpty()).toList();
        if (read.isEmpty()) {
            return;
        }
        var counts = new LinkedHashMap<Map<String, String>, Integer>();
        read.forEach(one -> counts.merge(one.branches, 1, Integer::sum));
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Map<String, String> usual = counts.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .findFirst()
                .orElseThrow()
                .getKey();
        for (Looked one : read) {
            if (one.branches.equals(usual)) {
                continue;
            }
            var differences = new ArrayList<String>();
            named(differences, "lacks", missing(usual, one.branches));
            named(differences, "alone has", missing(one.branches, usual));
            var types = new TreeSet<String>();
            one.branches.forEach((name, type) -> {
                String other = usual.get(name);
                if (other != null && !other.equals(type)) {
                    types.add(name + " as " + type + " for " + other);
                }
            });
            named(differences, "has", types);
            if (differences.isEmpty()) {
                continue; // the same in another order
            }
            one.wrong(
                    "schema",
                    "is not made like the other files of " + one.sample.name() + ": it "
                            + String.join(", ", differences),
                    "make it again like the others, or a sample of its own of such files");
        }
    }

    private static Collection<String> missing(Map<String, String> of, Map<String, String> in) {
        return of.keySet().stream()
                .filter(name -> !in.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void named(List<String> differences, String how, Collection<String> names) {
        if (!names.isEmpty()) {
            differences.add(how + " " + names.stream().limit(SHOWN).collect(Collectors.joining(", "))
                    + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " more" : ""));
        }
    }

    /** Finds files that are there twice: by their path, and by their content. */
    private static void doubled(List<Looked> all) {
        List<Looked> there = all.stream().filter(one -> one.bytes > 0).toList();
        twins(there, one -> real(one.file), "is named twice, also in ", "name it in one place");
        var sizes = there.stream()
                .collect(Collectors.groupingBy(one -> one.bytes, LinkedHashMap::new, Collectors.toList()));
        for (List<Looked> same : sizes.values()) {
            List<Looked> different = same.stream()
                    .collect(Collectors.toMap(
                            one -> real(one.file), one -> one, (first, second) -> first, LinkedHashMap::new))
                    .values()
                    .stream()
                    .toList();
            if (different.size() > 1) {
                twins(
                        different,
                        one -> digest(one.file),
                        "is a copy of ",
                        "every event counts once: take one of them out");
            }
        }
    }

    private static void twins(List<Looked> looked, Function<Looked, String> by, String how, String remedy) {
        var first = new LinkedHashMap<String, Looked>();
        for (Looked one : looked) {
            Looked other = first.putIfAbsent(by.apply(one), one);
            if (other != null) {
                String which = real(one.file).equals(real(other.file))
                        ? other.sample.name()
                        : other.file + " of " + other.sample.name();
                one.wrong("doubled", how + which, remedy);
            }
        }
    }

    private static String real(Path file) {
        try {
            return file.toRealPath().toString();
        } catch (IOException e) {
            return file.toString();
        }
    }

    /** Of the beginning, where formats keep what identifies a file, and of the end. */
    private static String digest(Path file) {
        try (SeekableByteChannel in = Files.newByteChannel(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            var bytes = ByteBuffer.allocate((int) Math.min(TELLING, in.size()));
            for (long from : new long[] {0, in.size() - bytes.capacity()}) {
                in.position(from);
                bytes.clear();
                while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                    // until it is full
                }
                digest.update(bytes.flip());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | FiduciaException e) {
            return file.toString(); // that it cannot be read is said elsewhere
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

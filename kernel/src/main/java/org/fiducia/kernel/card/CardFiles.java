package org.fiducia.kernel.card;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;

/**
 * The files of a card: names, patterns ({@code *}, {@code ?}, {@code […]} and <code>{…}</code> within a folder, {@code **}
 * for any folders), and lists of both in text files. Files of a pattern come in the order of their names, whatever the
 * order of the folder. Names with a scheme are of files that are elsewhere, where no pattern is looked up.
 */
final class CardFiles {
    private static final String LIST = ".txt";
    private static final String COMMENT = "#";
    private static final String DEEP = "**";
    private static final Comparator<Path> BY_NAME = Comparator.comparing(Path::toString);

    private final CardJson json;
    private final Path directory;
    private final Consumer<Path> seen;
    private final boolean twice;
    private final Function<String, Path> remote;

    /** Each file to the place that named it first, by the file that it really is. */
    private final Map<Path, String> places = new LinkedHashMap<>();

    /**
     * @param directory to which names in the card are relative; may have a scheme
     * @param seen hears of every list, and of every folder in which a pattern looks, before it is read
     * @param twice whether a file may be named twice
     * @param remote finds files by names that have a scheme
     */
    CardFiles(
            CardJson json,
            Path folder,
            String directory,
            Consumer<Path> seen,
            boolean twice,
            Function<String, Path> remote) {
        this.json = json;
        this.seen = seen;
        this.twice = twice;
        this.remote = remote;
        this.directory = RemoteName.scheme(directory).isPresent()
                ? remote(directory, "/directory")
                : folder.resolve(directory).toAbsolutePath().normalize();
    }

    /**
     * The files that are named at a place of the card, in its order.
     *
     * @throws FiduciaException for a pattern without a file, a list that is missing or empty, and a file that was named before
     */
    List<Path> of(List<String> names, String at) {
        var files = new ArrayList<Path>();
        for (int k = 0; k < names.size(); k++) {
            String place = at + "/" + k;
            String name = names.get(k);
            if (isList(name)) {
                list(resolve(directory, name, place), place, files);
            } else {
                add(named(directory, name, place), place, "", files);
            }
        }
        return List.copyOf(files);
    }

    /** The files of a list: a name or a pattern per line, relative to the list. */
    private void list(Path list, String place, List<Path> files) {
        seen.accept(list);
        List<String> lines;
        try {
            lines = Files.readAllLines(list);
        } catch (CharacterCodingException e) {
            throw json.refuse(
                    place, "is " + list + ", which is no text", "give one file or pattern per line, in UTF-8");
        } catch (IOException e) {
            String what = Files.exists(list) ? "cannot be read" : "does not exist";
            throw json.refuse(
                    place,
                    "is the list " + list + ", which " + what,
                    "correct its name, which is relative to " + directory);
        }
        int before = files.size();
        for (int k = 0; k < lines.size(); k++) {
            String line = lines.get(k).strip();
            if (line.isEmpty() || line.startsWith(COMMENT)) {
                continue;
            }
            String where = ", line " + (k + 1) + " of " + list;
            if (isList(line)) {
                throw json.refuse(
                        place, "names" + where + ", another list, " + line, "write what is in that list in its place");
            }
            Path folder = list.getParent();
            add(named(folder == null ? directory : folder, line, place + where), place, where, files);
        }
        if (files.size() == before) {
            throw json.refuse(place, "is the list " + list + ", which names no file", "write one per line");
        }
    }

    private void add(List<Path> found, String place, String where, List<Path> files) {
        for (Path file : found) {
            String before = places.putIfAbsent(real(file), json.place(place) + where);
            if (before != null && !twice) {
                throw json.refuse(
                        place,
                        "has" + (where.isEmpty() ? "" : where + ",") + " the file " + file + ", which " + before
                                + " has, too",
                        "every file counts once: name it in one place");
            }
            files.add(file);
        }
    }

    /** The file that a name stands for, or those of a pattern. */
    private List<Path> named(Path relativeTo, String name, String place) {
        Path folder = folder(relativeTo, name);
        boolean scheme = RemoteName.scheme(name).isPresent();
        if (scheme || folder.getFileSystem() != FileSystems.getDefault()) {
            if (scheme ? RemoteName.isPattern(name) : isPattern(name)) {
                throw json.refuse(
                        place,
                        "is " + RemoteName.shown(name) + ", a pattern of files that are elsewhere",
                        "write their names into a list, a text file with one per line, and name that; * in the name"
                                + " of a file is written %2A");
            }
            return List.of(resolve(folder, name, place));
        }
        Path plain = isPattern(name) ? null : resolve(folder, name, place);
        if (plain != null) {
            return List.of(plain);
        }
        try {
            Path literal = folder.resolve(name).normalize();
            if (Files.isRegularFile(literal)) {
                return List.of(literal);
            }
        } catch (InvalidPathException e) {
            // a pattern that is no name, as most are on some systems
        }
        String[] steps = name.split("/+");
        int fixed = 0;
        while (fixed < steps.length - 1 && !isPattern(steps[fixed])) {
            fixed++;
        }
        Path start = folder;
        if (fixed > 0) {
            String head = String.join("/", List.of(steps).subList(0, fixed));
            start = resolve(folder, head.isEmpty() ? "/" : head, place);
        }
        var found = new ArrayList<Path>();
        try {
            walk(start, steps, fixed, found);
        } catch (PatternSyntaxException e) {
            throw json.refuse(place, "is " + name + ", which is no pattern", "close its brackets");
        } catch (IOException e) {
            throw json.refuse(
                    place, "is " + name + ": a folder in " + start + " cannot be read", "check its permissions");
        }
        if (found.isEmpty()) {
            boolean there = Files.isDirectory(start);
            throw json.refuse(
                    place,
                    "is " + name + ", of which no file is found in " + start + (there ? "" : ", which is no folder"),
                    "correct the pattern, which is relative to " + folder + ", or remove it");
        }
        return found.stream().distinct().sorted(BY_NAME).toList();
    }

    private void walk(Path folder, String[] steps, int from, List<Path> found) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        String step = steps[from];
        boolean last = from == steps.length - 1;
        if (step.equals(DEEP)) {
            if (!last) {
                walk(folder, steps, from + 1, found);
            }
            for (Path entry : entries(folder)) {
                if (hidden(entry)) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) { // a link may lead back up
                    walk(entry, steps, from, found);
                } else if (last && Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
            return;
        }
        if (step.equals(".") || step.equals("..")) {
            walk(folder.resolve(step).normalize(), steps, from + 1, found);
            return;
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + step);
        for (Path entry : entries(folder)) {
            if (hidden(entry) && !step.startsWith(".") || !matcher.matches(entry.getFileName())) {
                continue;
            }
            if (last && Files.isRegularFile(entry)) {
                found.add(entry);
            } else if (!last) {
                walk(entry, steps, from + 1, found);
            }
        }
    }

    private List<Path> entries(Path folder) throws IOException {
        seen.accept(folder);
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(BY_NAME).toList();
        }
    }

    private static boolean hidden(Path entry) {
        return String.valueOf(entry.getFileName()).startsWith(".");
    }

    private static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static boolean isList(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(LIST)
                && !(RemoteName.scheme(name).isPresent() ? RemoteName.isPattern(name) : isPattern(name));
    }

    private Path remote(String name, String place) {
        try {
            return remote.apply(name);
        } catch (FiduciaException e) {
            throw json.refuse(place, "is " + e.getMessage(), e.remedy());
        }
    }

    /** Where a name is looked up: one that begins with / is here, also where the others are elsewhere. */
    private static Path folder(Path folder, String name) {
        boolean here = name.startsWith("/") && folder.getFileSystem() != FileSystems.getDefault();
        return here ? Path.of("/") : folder;
    }

    private Path resolve(Path folder, String name, String place) {
        if (RemoteName.scheme(name).isPresent()) {
            return remote(name, place);
        }
        try {
            return folder(folder, name).resolve(name).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw json.refuse(place, "is " + name + ", which is no name of a file", "correct it");
        }
    }

    /** The file behind links; one that is not there is known by its name. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }
}

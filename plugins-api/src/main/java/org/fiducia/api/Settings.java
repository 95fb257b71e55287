package org.fiducia.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException.Kind;

/**
 * The block of the analysis card that belongs to one plug-in. Each value has a default that lives in the plug-in; a value
 * of the wrong type or an unknown name is refused with its place in the card.
 */
public final class Settings {
    /** What anybody may write into a block, e.g. where its numbers come from. */
    private static final String NOTE = "note";

    private final String path;
    private final Map<String, Object> values;
    private final Path folder;
    private final UnaryOperator<String> place;
    private final Set<String> asked = new LinkedHashSet<>();

    /** Settings without files. */
    public Settings(String path, Map<String, ?> values) {
        this(path, values, Path.of(""));
    }

    /**
     * @param path place in the card, as a JSON pointer
     * @param values numbers, strings, booleans, lists and maps as JSON has them
     * @param folder that of the card, to which names of files are relative
     */
    public Settings(String path, Map<String, ?> values, Path folder) {
        this(path, values, folder, UnaryOperator.identity());
    }

    /**
     * @param path place in the card, as a JSON pointer
     * @param values numbers, strings, booleans, lists and maps as JSON has them
     * @param folder that of the card, to which names of files are relative
     * @param place turns a JSON pointer into words for people, e.g. with the name of the card
     */
    public Settings(String path, Map<String, ?> values, Path folder, UnaryOperator<String> place) {
        this.folder = folder;
        this.place = place;
        this.path = path;
        this.values = new LinkedHashMap<>(values);
    }

    /** Settings of a plug-in for which the card has none. */
    public static Settings none() {
        return new Settings("", Map.of());
    }

    /** Place in the card, as a JSON pointer. */
    public String path() {
        return path;
    }

    /** Everything in it, as JSON has it. */
    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values); // in the card's order
    }

    /** Whether the card sets this value. */
    public boolean has(String name) {
        asked.add(name);
        return values.containsKey(name);
    }

    /** A finite number. */
    public double real(String name, double otherwise) {
        return has(name) ? toReal(name, values.get(name)) : otherwise;
    }

    /** A finite number without default. */
    public double real(String name) {
        return toReal(name, required(name, "a number"));
    }

    /** A whole number. */
    public int integer(String name, int otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        double value = toReal(name, values.get(name));
        if (value != Math.rint(value)) {
            throw wrong(name, "a whole number");
        }
        return (int) value;
    }

    /** Text. */
    public String text(String name, String otherwise) {
        return has(name) ? toText(name, values.get(name)) : otherwise;
    }

    /** Text without default. */
    public String text(String name) {
        return toText(name, required(name, "a string"));
    }

    /** True or false. */
    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (values.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    /** A file, relative to the card. */
    public Path file(String name) {
        return folder.resolve(text(name)).normalize();
    }

    /** Files, relative to the card; a single name counts as a list of one. */
    public List<Path> files(String name) {
        return texts(name).stream()
                .map(text -> folder.resolve(text).normalize())
                .toList();
    }

    /**
     * Every file beside the card or elsewhere that a text in it names, or that is in a folder which one names, in the card's
     * order.
     */
    public List<Path> files() {
        var files = new ArrayList<Path>();
        collect(values.values(), files);
        return files;
    }

    private static List<Path> within(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            return List.of(); // whoever reads from it says so
        }
    }

    private void collect(Iterable<?> items, List<Path> files) {
        for (Object item : items) {
            if (item instanceof Map<?, ?> map) {
                collect(map.values(), files);
            } else if (item instanceof List<?> list) {
                collect(list, files);
            } else if (item instanceof String text && text.contains(".")) {
                try {
                    Path file = folder.resolve(text).normalize();
                    if (Files.isRegularFile(file)) {
                        files.add(file);
                    } else if (Files.isDirectory(file)) {
                        files.addAll(within(file));
                    }
                } catch (InvalidPathException e) {
                    // text that is no name of a file
                }
            }
        }
    }

    /** A list of numbers. */
    public double[] reals(String name, double... otherwise) {
        if (!has(name)) {
            return otherwise.clone();
        }
        return list(name, "a list of numbers").stream()
                .mapToDouble(value -> toReal(name, value))
                .toArray();
    }

    /** A list of strings; a single string counts as a list of one. */
    public List<String> texts(String name, String... otherwise) {
        if (!has(name)) {
            return Arrays.asList(otherwise);
        }
        if (values.get(name) instanceof String one) {
            return List.of(one);
        }
        return list(name, "a list of strings").stream()
                .map(value -> toText(name, value))
                .toList();
    }

    /** A block within this one; empty when absent. */
    public Settings block(String name) {
        if (!has(name)) {
            return new Settings(path + "/" + name, Map.of(), folder, place);
        }
        if (values.get(name) instanceof Map<?, ?> map) {
            var copy = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), value));
            return new Settings(path + "/" + name, copy, folder, place);
        }
        throw wrong(name, "an object");
    }

    /** Names of the values in this block, in the card's order. */
    public Set<String> names() {
        return new LinkedHashSet<>(values.keySet());
    }

    /**
     * To be called when a plug-in has asked for all it knows. A text called {@value #NOTE} is for people and always allowed.
     *
     * @throws FiduciaException when the card has a name that nobody asked for
     */
    public void refuseUnknown() {
        for (String name : values.keySet()) {
            boolean note = name.equals(NOTE) && values.get(name) instanceof String;
            if (!note && !asked.contains(name)) {
                throw new FiduciaException(
                        Kind.CARD,
                        place.apply(path + "/" + name) + " is an unknown setting",
                        asked.isEmpty()
                                ? "there are none here; remove it"
                                : "known here: " + String.join(", ", asked) + "; correct the name or remove it");
            }
        }
    }

    /** The error for a value of the wrong kind, for a plug-in's own checks. */
    public FiduciaException wrong(String name, String expected) {
        return new FiduciaException(
                Kind.CARD, place.apply(path + "/" + name) + " is " + values.get(name), "it must be " + expected);
    }

    private @Nullable Object required(String name, String expected) {
        if (!has(name)) {
            throw new FiduciaException(Kind.CARD, place.apply(path + "/" + name) + " is missing", "give " + expected);
        }
        return values.get(name);
    }

    private List<?> list(String name, String expected) {
        if (values.get(name) instanceof List<?> list) {
            return list;
        }
        throw wrong(name, expected);
    }

    private double toReal(String name, @Nullable Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw wrong(name, "a number");
    }

    private String toText(String name, @Nullable Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw wrong(name, "a string");
    }
}

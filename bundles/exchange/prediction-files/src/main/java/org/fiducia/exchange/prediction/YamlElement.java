package org.fiducia.exchange.prediction;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Part of a YAML file, with its place. Whatever is asked of it and is not there is refused with that place. */
final class YamlElement {
    private final Object value;
    private final String place;

    private YamlElement(Object value, String place) {
        this.value = value;
        this.place = place;
    }

    /**
     * All documents of a file that hold anything.
     *
     * @param name of the file for people
     * @throws FiduciaException when it is no YAML
     */
    static List<YamlElement> documents(byte[] bytes, String name) throws IOException {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(TarEntries.MOST_CONTENT);
        var documents = new ArrayList<YamlElement>();
        try (var text = new InputStreamReader(
                new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder())) { // no replacement characters
            for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
                if (document != null) {
                    documents.add(new YamlElement(document, name));
                }
            }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            String line = mark == null ? "" : ", line " + (mark.getLine() + 1);
            throw new FiduciaException(Kind.INPUT, name + line + " is no YAML", "correct the file there", e);
        } catch (YAMLException | NumberFormatException e) {
            throw new FiduciaException(Kind.INPUT, name + " is no YAML", "name a table of HEPData in YAML", e);
        }
        return documents;
    }

    /** Whether it is a mapping with something under a name. */
    boolean has(String name) {
        return value instanceof Map<?, ?> map && map.get(name) != null;
    }

    /** What is under a name and must be there. */
    YamlElement get(String name) {
        if (value instanceof Map<?, ?> map) {
            Object found = map.get(name);
            if (found != null) {
                return new YamlElement(found, place + "/" + name);
            }
            throw wrong(
                    "has no '" + name + "'",
                    Suggestion.sentence(
                            name, map.keySet().stream().map(String::valueOf).toList()));
        }
        throw wrong("is no mapping, one with '" + name + "' is expected", "");
    }

    /** Members of a list. */
    List<YamlElement> list() {
        if (!(value instanceof List<?> all)) {
            throw wrong("is no list", "");
        }
        var members = new ArrayList<YamlElement>();
        for (Object one : all) {
            members.add(new YamlElement(one == null ? "" : one, place + "/" + members.size()));
        }
        return members;
    }

    /** Members of a list, none where it is missing. */
    List<YamlElement> listOf(String name) {
        return has(name) ? get(name).list() : List.of();
    }

    /** Whether it is a text that stands for no number. */
    boolean isName() {
        return value instanceof String && read().isEmpty();
    }

    /** Whether it is what stands where there is no number. */
    boolean isDash() {
        return value instanceof String text && text.strip().matches("[-–—]*|(?i:nan|n/a)");
    }

    /** A text, a number or a truth as text. */
    String text() {
        if (value instanceof Map || value instanceof List) {
            throw wrong("is no text", "");
        }
        return String.valueOf(value);
    }

    /** A text that may be missing. */
    String text(String name, String otherwise) {
        return has(name) ? get(name).text() : otherwise;
    }

    /** A number, also as text, finite or not. */
    double number() {
        return read().orElseThrow(() -> wrong("is no number: " + value, ""));
    }

    /** A finite number. */
    double finite() {
        double number = number();
        if (!Double.isFinite(number)) {
            throw wrong("is " + number + ", a finite number is expected", "");
        }
        return number;
    }

    private OptionalDouble read() {
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        if (!(value instanceof String text)) {
            return OptionalDouble.empty();
        }
        String word = text.strip();
        if (word.matches("[-+]?\\.?(inf|Inf|INF|infinity)|[-+]?∞")) {
            return OptionalDouble.of(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        return word.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")
                ? OptionalDouble.of(Double.parseDouble(word))
                : OptionalDouble.empty();
    }

    /**
     * An error at this place.
     *
     * @param what is wrong, a sentence whose subject is this element
     * @param remedy empty for the general one
     */
    FiduciaException wrong(String what, String remedy) {
        return new FiduciaException(
                Kind.INPUT, place + " " + what, remedy.isEmpty() ? "correct the file there" : remedy);
    }
}

package org.fiducia.authoring;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * What things of a new plug-in are called.
 *
 * @param id name on the command line and in the card
 * @param type name of its class
 * @param artifact name of its project
 */
record Names(String id, String type, String artifact) {
    /**
     * Names from the id.
     *
     * @param taken names of classes that the plug-in's own must not hide
     * @throws FiduciaException when it is not one that the command line and the card could take
     */
    static Names of(Template kind, String id, Predicate<String> taken) {
        if (!id.matches("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "'" + id + "' is no name of " + kind.words,
                    "take letters, digits and single dashes, a letter first, e.g. ptOverMass");
        }
        String type = Stream.of(id.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining())
                + kind.suffix;
        String words = id.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        String end = kind == Template.OBSERVABLE ? "Observable" : "Plugin";
        return new Names(id, taken.test(type) ? type + end : type, kind.id() + "-" + words);
    }
}

package org.fiducia.authoring.observable;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * What things of a new observable are called.
 *
 * @param id name on the command line and in the card
 * @param type name of its class
 * @param artifact name of its project
 */
record Names(String id, String type, String artifact) {
    /** Classes that the observable's own must not hide. */
    private static final Set<String> TAKEN = Set.of(
            "Axis",
            "Bin",
            "Binning",
            "Candidate",
            "Class",
            "Component",
            "Double",
            "List",
            "Object",
            "Observable",
            "ObservableContract",
            "ObservableInfo",
            "Override",
            "Range",
            "String",
            "Target");

    /**
     * Names from the id.
     *
     * @throws FiduciaException when it is not one that the command line and the card could take
     */
    static Names of(String id) {
        if (!id.matches("[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")) {
            throw new FiduciaException(
                    Kind.USAGE,
                    "'" + id + "' is no name of an observable",
                    "take letters, digits and single dashes, a letter first, e.g. ptOverMass");
        }
        String type = Stream.of(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
        String words = id.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        return new Names(id, TAKEN.contains(type) ? type + "Observable" : type, "observable-" + words);
    }
}

package org.fiducia.observable.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.Network;
import org.fiducia.classifiers.Scored;

/**
 * The networks of one set of candidates, one per fold: network k was trained on the events whose number has the remainder k
 * of the division by the number of folds, and scores those of the remainder before it, never its own.
 *
 * @param name of the set
 * @param files of the networks
 * @param networks in the order of the folds
 * @param features their names, in their order
 */
record NetworkSet(String name, List<Path> files, List<Network> networks, List<String> features) {
    private static final int LEAST_FOLDS = 2;

    NetworkSet {
        files = List.copyOf(files);
        networks = List.copyOf(networks);
        features = List.copyOf(features);
    }

    /**
     * Opens the networks.
     *
     * @param given names of the features, for files that do not tell; may be empty
     * @param at place of the set in the card
     */
    static NetworkSet of(String name, Classifier classifier, List<Path> files, List<String> given, String at) {
        if (files.size() < LEAST_FOLDS) {
            throw new FiduciaException(
                    Kind.CARD,
                    at + " names " + files.size() + " network",
                    "name one per fold, at least two, in the order of the folds: the k-th is trained on events with"
                            + " event % K = k and scores others");
        }
        var networks = new ArrayList<Network>();
        for (Path file : files) {
            networks.add(classifier.open(file));
        }
        List<String> features = networks.stream()
                .map(Network::inputs)
                .filter(inputs -> !inputs.isEmpty())
                .findFirst()
                .orElse(given);
        if (features.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    files.get(0) + " does not tell the names of its features",
                    "export it with them under \"features\" in its metadata, separated by commas, or list them in the"
                            + " settings: \"features\": {\"" + name + "\": […]}");
        }
        for (int k = 0; k < networks.size(); k++) {
            List<String> inputs = networks.get(k).inputs();
            require(files.get(k), inputs.isEmpty() ? features : inputs, features, files.get(0) + " takes");
            if (!given.isEmpty()) {
                require(files.get(k), features, given, "the card lists");
            }
            if (networks.get(k).width() != features.size()) {
                throw new FiduciaException(
                        Kind.INPUT,
                        files.get(k) + " takes " + networks.get(k).width() + " features, not " + features.size()
                                + " as the others of " + name,
                        "give networks of the same features");
            }
        }
        return new NetworkSet(name, files, networks, features);
    }

    /** Names in their order must be the same on two sides. */
    private static void require(Path file, List<String> here, List<String> there, String who) {
        if (here.equals(there)) {
            return;
        }
        int k = 0;
        while (k < Math.min(here.size(), there.size()) && here.get(k).equals(there.get(k))) {
            k++;
        }
        throw new FiduciaException(
                Kind.INPUT,
                file + " takes as feature " + (k + 1) + " " + nth(here, k) + ", " + who + " " + nth(there, k),
                "train the network with the features in this order: " + String.join(",", there));
    }

    private static String nth(List<String> names, int k) {
        return k < names.size() ? names.get(k) : "no more than " + names.size();
    }

    /** Number of the network that scores an event. */
    static int network(long event, int folds) {
        return Math.floorMod(Math.floorMod(event, folds) + 1, folds);
    }

    /** The score of a candidate by the network that is for its event. */
    double score(Scored candidate) {
        int index = network(candidate.event(), networks.size());
        if (!candidate.featureNames().equals(features)) {
            require(files.get(index), features, candidate.featureNames(), "candidates of " + name + " have");
        }
        double[] values = candidate.features();
        if (values.length != features.size()) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    event(candidate) + " has " + values.length + " features of " + features.size(),
                    "the channel must give each a value; tell its author");
        }
        for (int k = 0; k < values.length; k++) {
            if (!Double.isFinite(values[k])) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "the feature " + features.get(k) + " of " + event(candidate) + " is " + values[k],
                        "look at the objects of the event in its file; select events that have the feature");
            }
        }
        var score = new double[1];
        networks.get(index).score(values, 1, score);
        if (!Double.isFinite(score[0])) {
            throw new FiduciaException(
                    Kind.INPUT,
                    files.get(index) + " gives " + score[0] + " for " + event(candidate),
                    "train the network anew: its weights or the range of its features are out of bounds");
        }
        return score[0];
    }

    private String event(Scored candidate) {
        return "event " + candidate.event() + " (" + name + ")";
    }
}

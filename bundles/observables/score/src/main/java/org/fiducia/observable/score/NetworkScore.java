package org.fiducia.observable.score;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.Scored;

/**
 * The score by the networks of a card. With edges it is the place of the score among them, in [0, n) for n + 1 edges, so that
 * n equal intervals of a fit are those of each set; without, the score itself, in [0, 1).
 *
 * @param sets networks by the name of their set
 * @param edges of each set
 * @param info with the bins
 */
record NetworkScore(Map<String, NetworkSet> sets, Map<String, Edges> edges, ObservableInfo info)
        implements Observable<Scored> {
    private static final String NETWORKS = "networks";
    private static final String FEATURES = "features";
    private static final String EDGES = "edges";

    NetworkScore {
        sets = Map.copyOf(sets);
        edges = Map.copyOf(edges);
    }

    static NetworkScore of(Classifier classifier, Settings settings) {
        if (!settings.has(NETWORKS)) {
            throw new FiduciaException(
                    Kind.CARD,
                    settings.path() + "/" + NETWORKS + " is missing",
                    "give, per set, the files of its networks in the order of the folds: {\"2l1tau\": [\"fold0.onnx\","
                            + " \"fold1.onnx\"]}");
        }
        Settings networks = settings.block(NETWORKS);
        Settings features = settings.block(FEATURES);
        var sets = new HashMap<String, NetworkSet>();
        for (String name : networks.names()) {
            sets.put(
                    name,
                    NetworkSet.of(
                            name,
                            classifier,
                            networks.files(name),
                            features.texts(name),
                            networks.path() + "/" + name));
        }
        if (sets.isEmpty()) {
            throw settings.wrong(NETWORKS, "an object with a list of files for each set");
        }
        features.refuseUnknown();
        if (!settings.has(EDGES)) {
            return new NetworkScore(sets, Map.of(), info("score", Edges.PLAIN, .2, .4, .6, .8));
        }
        Map<String, Edges> edges = edges(settings.block(EDGES), sets);
        Edges any = edges.values().iterator().next();
        double[] inner = new double[any.intervals() - 1];
        for (int k = 0; k < inner.length; k++) {
            inner[k] = k + 1;
        }
        return new NetworkScore(sets, edges, info("interval of the score", any, inner));
    }

    private static Map<String, Edges> edges(Settings block, Map<String, NetworkSet> sets) {
        var edges = new HashMap<String, Edges>();
        int intervals = 0;
        for (String name : sets.keySet().stream().sorted().toList()) {
            if (!block.has(name)) {
                throw new FiduciaException(
                        Kind.CARD,
                        block.path() + "/" + name + " is missing",
                        "give edges for every set of networks, or for none");
            }
            var of = new Edges(block.reals(name));
            if (!of.rise()) {
                throw block.wrong(name, "a list of at least two rising numbers");
            }
            if (intervals > 0 && of.intervals() != intervals) {
                throw block.wrong(name, "a list of " + (intervals + 1) + " numbers as for the other sets");
            }
            intervals = of.intervals();
            edges.put(name, of);
        }
        block.refuseUnknown();
        return edges;
    }

    private static ObservableInfo info(String title, Edges edges, double... inner) {
        var all = new ArrayList<Double>(List.of(0.));
        for (double edge : inner) {
            all.add(edge);
        }
        all.add((double) edges.intervals());
        return ObservableInfo.production(
                Score.ID,
                title,
                "",
                all.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public Class<Scored> candidateType() {
        return Scored.class;
    }

    @Override
    public double value(Scored candidate) {
        NetworkSet set = sets.get(candidate.scoredAs());
        if (set == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    "there are no networks for candidates of " + candidate.scoredAs(),
                    "name them in the settings of the observable " + Score.ID + "; "
                            + Suggestion.among(
                                    candidate.scoredAs(),
                                    sets.keySet().stream().sorted().toList()));
        }
        return edges.getOrDefault(set.name(), Edges.PLAIN).place(set.score(candidate));
    }

    /** NaN for a candidate for which there is no network. */
    @Override
    public double[] coordinates(Scored candidate) {
        return new double[] {candidate.scoredAs().isEmpty() ? Double.NaN : value(candidate)};
    }

    @Override
    public Observable<Scored> configured(Settings settings) {
        settings.refuseUnknown();
        return this;
    }
}

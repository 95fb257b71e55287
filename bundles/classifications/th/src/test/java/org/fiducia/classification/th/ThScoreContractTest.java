package org.fiducia.classification.th;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.observable.Classification;
import org.fiducia.classifiers.Scored;
import org.fiducia.classifiers.onnx.OwnClassifier;
import org.fiducia.observable.score.Score;
import org.fiducia.testkit.ClassificationContract;
import org.fiducia.testkit.SharedFolder;

class ThScoreContractTest extends ClassificationContract<Scored> {
    ThScoreContractTest() {
        super(configured());
    }

    static Path folder() {
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path found = dir.resolve("distribution/data/th");
            if (Files.exists(found.resolve("th_2l1tau_fold0.onnx"))) {
                return found;
            }
        }
        return SharedFolder.require("data/th");
    }

    static Map<String, Object> networks(String first) {
        return Map.of(
                "2l1tau",
                List.of(first, "th_2l1tau_fold1.onnx"),
                "1l2tau",
                List.of("th_1l2tau_fold0.onnx", "th_1l2tau_fold1.onnx"));
    }

    static Classification<Scored> configured(Map<String, ?> settings) {
        return new ThScore(new Score(List.of(new OwnClassifier())))
                .configured(new Settings("/plugins/classifications/0/settings", settings, folder()));
    }

    private static Classification<Scored> configured() {
        return configured(Map.of(
                "networks",
                networks("th_2l1tau_fold0.onnx"),
                "edges",
                Map.of("2l1tau", List.of(0, .4, .7, 1), "1l2tau", List.of(0, .5, .8, 1))));
    }
}

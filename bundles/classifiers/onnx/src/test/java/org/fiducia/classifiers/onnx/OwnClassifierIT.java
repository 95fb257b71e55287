package org.fiducia.classifiers.onnx;

import org.fiducia.classifiers.Classifier;
import org.fiducia.testkit.BundleContract;

class OwnClassifierIT extends BundleContract<Classifier> {
    OwnClassifierIT() {
        super(Classifier.class, "own");
    }
}

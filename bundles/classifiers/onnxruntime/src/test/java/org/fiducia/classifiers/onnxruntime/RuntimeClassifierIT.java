package org.fiducia.classifiers.onnxruntime;

import org.fiducia.classifiers.Classifier;
import org.fiducia.testkit.BundleContract;

class RuntimeClassifierIT extends BundleContract<Classifier> {
    RuntimeClassifierIT() {
        super(Classifier.class, "onnxruntime");
    }
}

package org.fiducia.classifiers.own;

import org.fiducia.classifiers.Classifier;
import org.fiducia.testkit.BundleContract;

class OwnClassifierIT extends BundleContract<Classifier> {
    OwnClassifierIT() {
        super(Classifier.class, "own");
    }
}

package org.fiducia.signal.template;

import org.fiducia.api.measurement.SignalModel;
import org.fiducia.testkit.BundleContract;

class TemplateSignalIT extends BundleContract<SignalModel> {
    TemplateSignalIT() {
        super(SignalModel.class, "template");
    }
}

package org.fiducia.scalefactors.lepton;

import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventWeight;
import org.osgi.service.component.annotations.Component;

/** Scale factors as weights of simulated candidates, see {@link ScaleFactors}. */
@Component(service = EventWeight.class)
public final class LeptonWeight implements EventWeight {
    @Override
    public String id() {
        return "lepton-scale-factors";
    }

    @Override
    public String title() {
        return "scale factors of leptons from a correctionlib file";
    }

    @Override
    public Weight weight(Settings settings) {
        ScaleFactors factors = ScaleFactors.of(settings);
        settings.refuseUnknown();
        return candidate -> factors.of(candidate, 0);
    }
}

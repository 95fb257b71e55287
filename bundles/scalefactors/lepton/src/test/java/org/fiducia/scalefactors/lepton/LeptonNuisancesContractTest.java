package org.fiducia.scalefactors.lepton;

import java.util.Map;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.testkit.ExampleNominal;
import org.fiducia.testkit.NuisanceContract;

class LeptonNuisancesContractTest extends NuisanceContract {
    LeptonNuisancesContractTest() {
        super(new LeptonNuisances(), CorrectionExample.settings(Map.of("name", "sf")));
    }

    /** The example's candidates have no leptons: those of the signal and of one background get some. */
    @Override
    protected Nominal nominal() {
        ExampleNominal nominal = ExampleNominal.jets();
        return nominal.withSamples(nominal.samples().stream()
                .map(sample -> sample.withEvents(sample.events().stream()
                        .map(event -> event.reco() == null ? event : event.withReco(CorrectionExample.CANDIDATE))
                        .toList()))
                .toList());
    }
}

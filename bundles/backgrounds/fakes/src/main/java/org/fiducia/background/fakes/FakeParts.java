package org.fiducia.background.fakes;

import org.fiducia.api.Settings;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Configured;
import org.fiducia.api.measurement.ModelPart;
import org.fiducia.api.measurement.NuisanceSource;
import org.fiducia.api.measurement.PartSource;
import org.osgi.service.component.annotations.Component;

/**
 * Backgrounds from simulation whose misidentified objects have normalisation factors that the data decide. Every process
 * falls into components by what is misidentified; one with n_k objects of kind k is multiplied by Π NF_k^(n_k). The factors
 * are free and the same in the region of the fit and in the control regions, each of which is one count.
 *
 * <p>The statistics of simulation is one factor γ per place, with a Gaussian constraint of the relative uncertainty of all
 * simulated events there (R. Barlow, C. Beeston, Comput. Phys. Commun. 77 (1993) 219, as simplified by J. Conway,
 * arXiv:1103.0354).
 */
@Component(service = PartSource.class)
public final class FakeParts implements PartSource, Configured {
    @Override
    public String id() {
        return FakeSettings.id();
    }

    @Override
    public String title() {
        return "simulated backgrounds with normalisation factors of misidentified objects";
    }

    @Override
    public void check(Analysis analysis, Settings settings) {
        FakeSettings.of(analysis, settings);
        FakeModel.requireCounts(analysis);
    }

    @Override
    public ModelPart part(NuisanceSource.Nominal nominal, SignalRates signal, Settings settings) {
        return new FakeModel(nominal, signal, FakeSettings.of(nominal.analysis(), settings)).part();
    }
}

package org.fiducia.scalefactors.lepton;

import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.testkit.WeightContract;

class LeptonWeightContractTest extends WeightContract {
    LeptonWeightContractTest() {
        super(new LeptonWeight());
    }

    @Override
    protected Settings settings() {
        return CorrectionExample.settings(Map.of());
    }

    @Override
    protected Class<FourLepton> candidateType() {
        return FourLepton.class;
    }
}

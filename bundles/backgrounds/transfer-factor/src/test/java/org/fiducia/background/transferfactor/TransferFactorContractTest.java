package org.fiducia.background.transferfactor;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.channel.hbb.BoostedExample;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.PartsContract;

class TransferFactorContractTest extends PartsContract {
    TransferFactorContractTest() {
        super(
                new TransferFactor(new NewtonFitter()),
                new Settings(
                        "/parts/0/settings",
                        Map.of(
                                "simulated",
                                Map.of("order", List.of(0, 1)),
                                "residual",
                                Map.of("most", List.of(2, 1)))));
    }

    @Override
    protected Nominal nominal() {
        return BoostedExample.nominal();
    }
}

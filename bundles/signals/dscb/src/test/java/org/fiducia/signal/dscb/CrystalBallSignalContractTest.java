package org.fiducia.signal.dscb;

import java.util.List;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.likelihood.internal.shape.Landau;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.testkit.SignalContract;

class CrystalBallSignalContractTest extends SignalContract {
    CrystalBallSignalContractTest() {
        super(new CrystalBallSignal(
                new UnbinnedCompiler(List.of(new DoubleSidedCrystalBall(), new Landau(), new Histogram())),
                new NewtonFitter()));
    }
}

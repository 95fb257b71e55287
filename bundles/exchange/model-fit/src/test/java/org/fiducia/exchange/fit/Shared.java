package org.fiducia.exchange.fit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.statistics.likelihood.Formula;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Bernstein;
import org.fiducia.statistics.likelihood.internal.shape.CrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.likelihood.internal.shape.Landau;
import org.fiducia.statistics.likelihood.internal.shape.Polynomial;
import org.fiducia.statistics.likelihood.internal.shape.Uniform;

/** What the tests of this bundle share. */
final class Shared {
    private Shared() {}

    static UnbinnedCompiler compiler() {
        return new UnbinnedCompiler(List.of(
                new DoubleSidedCrystalBall(),
                new CrystalBall(),
                new Histogram(),
                new Exponential(),
                new Gaussian(),
                new Landau(),
                new Uniform(),
                new Polynomial(),
                new Bernstein(),
                new Formula()));
    }

    /** Public models beside the checkout; skips the test where there are none. */
    static Path models() {
        return folder().resolve("data").resolve("models");
    }

    /** The folder with what is shared between programs; skips the test where there is none. */
    static Path folder() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.exists(shared.resolve("PHYSICS.md"))) {
                return shared;
            }
        }
        assumeTrue(false, "no folder shared/ with models beside the checkout");
        throw new AssertionError();
    }
}

package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.Gaussian;
import org.fiducia.statistics.likelihood.internal.shape.Histogram;
import org.fiducia.statistics.likelihood.internal.shape.Landau;
import org.fiducia.statistics.likelihood.internal.shape.Uniform;

/** What the tests of the workloads share. */
final class Shared {
    private Shared() {}

    static UnbinnedCompiler compiler() {
        List<ShapeFunction> shapes = new ArrayList<>();
        shapes.add(new DoubleSidedCrystalBall());
        shapes.add(new Histogram());
        shapes.add(new Exponential());
        shapes.add(new Gaussian());
        shapes.add(new Landau());
        shapes.add(new Uniform());
        return new UnbinnedCompiler(shapes);
    }

    /** The folder with the benchmark inputs beside the checkout; skips the test where there is none. */
    static Path benchmarks() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.exists(shared.resolve("PHYSICS.md"))) {
                return shared.resolve("benchmarks");
            }
        }
        assumeTrue(false, "no folder shared/ with the benchmark inputs beside the checkout");
        throw new AssertionError();
    }
}

package org.fiducia.scalefactors.tagandprobe;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.Progress;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.reader.root.RootReader;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.statistics.likelihood.internal.shape.Bernstein;
import org.fiducia.statistics.likelihood.internal.shape.BreitWignerCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.DoubleSidedCrystalBall;
import org.fiducia.statistics.likelihood.internal.shape.ErfcExponential;
import org.fiducia.statistics.likelihood.internal.shape.Exponential;
import org.fiducia.statistics.likelihood.internal.shape.TemplateGauss;
import org.fiducia.statistics.newton.NewtonFitter;
import org.fiducia.systematics.quadrature.QuadratureScheme;
import org.fiducia.systematics.rms.RmsScheme;

/** Services and files for tests outside a framework. */
final class Fits {
    static final List<EventReader> READERS = List.of(new RootReader());
    static final List<SystematicScheme> SCHEMES = List.of(new RmsScheme(), new QuadratureScheme());
    static final FitTools TOOLS = new FitTools(
            new UnbinnedCompiler(List.<ShapeFunction>of(
                    new TemplateGauss(),
                    new BreitWignerCrystalBall(),
                    new DoubleSidedCrystalBall(),
                    new ErfcExponential(),
                    new Exponential(),
                    new Bernstein())),
            new NewtonFitter());

    private static final double NONE = Double.POSITIVE_INFINITY;

    private Fits() {}

    /** A file of the simulated sample that ships with the product. */
    static ProbeFile sample(String name) throws IOException {
        return read(find(List.of("distribution/data/run3/" + name, "shared/data/run3/" + name)));
    }

    /** A file of the folder beside the checkout; where it is absent, the test is skipped. */
    static ProbeFile shared(String name) throws IOException {
        return read(find(List.of("shared/" + name)));
    }

    static Path find(List<String> names) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            for (String name : names) {
                if (Files.exists(folder.resolve(name))) {
                    return folder.resolve(name);
                }
            }
        }
        assumeTrue(false, "skipped: no " + names.get(0) + " in or beside the checkout");
        throw new AssertionError();
    }

    private static ProbeFile read(Path path) throws IOException {
        return ProbeFile.read(path, READERS, -NONE, NONE);
    }

    /** Fits some bins of a pair of files. */
    static ScaleFactors measure(ProbeFile data, ProbeFile simulation, boolean fitted, int threads, int... bins) {
        var some = new java.util.ArrayList<Probes>();
        for (int bin : bins) {
            some.add(data.bins().get(bin));
        }
        var input = new ScaleFactors.Input(new ProbeFile(data.path(), some, data.skipped()), simulation, null, fitted);
        var setting = Setting.of(simulation == null ? Resonance.JPSI : Resonance.Z);
        return ScaleFactors.of(TOOLS, setting, SCHEMES, input, threads, Progress.NONE);
    }
}

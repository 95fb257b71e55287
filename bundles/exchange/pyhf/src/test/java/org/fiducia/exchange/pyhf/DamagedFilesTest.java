package org.fiducia.exchange.pyhf;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DamagedModels;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.SharedFolder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are wrong in one place are read or refused, never more. */
class DamagedFilesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"example_bkgonly.json", "simplemodel_uncorrelated-background_hifa.json"})
    void areReadOrRefused(String name) throws IOException {
        DamagedModels.areReadOrRefused(
                new PyhfFormat(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                SharedFolder.require("data/models").resolve(name),
                folder);
    }
}

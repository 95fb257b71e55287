package org.fiducia.exchange.hs3;

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
    @ValueSource(
            strings = {
                "simplemodel_uncorrelated-background_hs3.json",
                "simplemodel_correlated-background_hs3.json",
                "3ch_bkgGenExp_sigGauss_shapeFloat_npOn_constrGauss_yield1x.json",
                "3ch_bkgRooExp_sigGauss_shapeFloat_npOn_constrPoisson_yield1x.json",
                "rf501_simultaneouspdf.json"
            })
    void areReadOrRefused(String name) throws IOException {
        DamagedModels.areReadOrRefused(
                new Hs3Format(),
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)),
                SharedFolder.require("data/models").resolve(name),
                folder);
    }
}

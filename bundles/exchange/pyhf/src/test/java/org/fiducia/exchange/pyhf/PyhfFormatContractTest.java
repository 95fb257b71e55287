package org.fiducia.exchange.pyhf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.FormatContract;

class PyhfFormatContractTest extends FormatContract {
    PyhfFormatContractTest() {
        super(new PyhfFormat(), new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)));
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("workspace.json"), RoundTripTest.EVERYTHING);
    }
}

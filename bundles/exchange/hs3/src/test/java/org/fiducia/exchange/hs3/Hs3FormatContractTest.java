package org.fiducia.exchange.hs3;

import java.io.IOException;
import java.nio.file.Path;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.FormatContract;

class Hs3FormatContractTest extends FormatContract {
    Hs3FormatContractTest() {
        super(new Hs3Format(), new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)));
    }

    @Override
    protected Path file(Path folder) throws IOException {
        Path file = folder.resolve("model.json");
        new Hs3Format().write(RoundTripTest.example(), file);
        return file;
    }
}

package org.fiducia.exchange.combine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.fiducia.testkit.FormatContract;

class CombineFormatContractTest extends FormatContract {
    CombineFormatContractTest() {
        super(new CombineFormat(List.of()), new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)));
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("card.txt"),
                CountingTest.card("a lnN 1.1 1.2", "b lnN - 0.9/1.3", "c gmN 5 - 2", "p param 1 0.2", "theory group = a b"));
    }
}

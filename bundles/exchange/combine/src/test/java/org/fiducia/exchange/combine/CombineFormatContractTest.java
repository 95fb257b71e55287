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
                CountingTest.card(
                        "lumi lnN 1.02 -",
                        "xs lnN 1.05 0.9/1.3",
                        "side gmN 50 - 0.2",
                        "q param 1 0.2 [0,3]",
                        "q rateParam ch bkg 1",
                        "theory group = xs"));
    }
}

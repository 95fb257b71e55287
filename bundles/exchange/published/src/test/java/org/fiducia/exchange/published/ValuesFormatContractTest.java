package org.fiducia.exchange.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.FormatContract;

class ValuesFormatContractTest extends FormatContract {
    ValuesFormatContractTest() {
        super(new ValuesFormat(), new UnbinnedCompiler(List.of()));
    }

    @Override
    protected Path file(Path folder) throws IOException {
        return Files.writeString(folder.resolve("values.json"), CombineVerbTest.MASSES);
    }

    @Override
    protected boolean isWritten() {
        return false;
    }
}

package org.fiducia.exchange.combination.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiducia.testkit.FormatContract;
import org.fiducia.testkit.NoCards;

class CombinationFormatContractTest extends FormatContract {
    CombinationFormatContractTest() {
        super(new CombinationFormat(new NoCards(), List.of(new CombinationFormatTest.Words())));
    }

    @Override
    protected Path file(Path folder) throws IOException {
        Files.writeString(folder.resolve("one.words"), "mu lumi_16 lumi_17 jes");
        Files.writeString(folder.resolve("two.words"), "r lumi16 jes");
        String more = ", \"correlate\": [\"jes\"], \"bounds\": {\"a.mu\": [0, \"inf\"]}";
        return Files.writeString(folder.resolve("combination.json"), CombinationFormatTest.TWO.formatted(more));
    }

    @Override
    protected boolean isWritten() {
        return false;
    }
}

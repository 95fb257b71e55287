package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Units of a card are written, done by processes of their own, and put into the store: nothing is selected again. */
class BatchIT {
    private static final String CARD = """
            {"schemaVersion": 2, "title": "two", "energy": 13.6, "channel": {"id": "hzz4l"}, "fit": {"range": [105, 160]},
             "point": {"mH": 125}, "directory": "DATA",
             "eras": [{"name": "2022", "luminosity": 34.7, "data": ["Data_2022.root"]}],
             "formats": {"run3": {"tree": "Events", "normalisation": {"tree": "Runs", "crossSection": "xsec_pb",
               "sumOfWeights": "genEventSumw", "unit": "pb"}}},
             "samples": [{"name": "ggH", "role": "signal", "process": "ggH", "point": {"mH": 125}, "files": ["ggH_M125.root"]}]}
            """;

    @TempDir
    Path folder;

    private Product product(String store) {
        return new Product(folder, Map.of("FIDUCIA_STORE", folder.resolve(store).toString()));
    }

    private static Product.Outcome good(Product.Outcome outcome) {
        assertEquals(0, outcome.code(), outcome.err());
        return outcome;
    }

    @Test
    void selectsOnAFarm() throws Exception {
        Path data = product("").home().resolve("data/run3");
        Path card = Files.writeString(folder.resolve("card.json"), CARD.replace("DATA", data.toString()));
        Product farm = product("farm");
        Product.Outcome written = good(farm.run("units", "--card", card.toString(), "--to", "work"));
        int units = Integer.parseInt(written.out().strip().split(" ")[0]);
        assertTrue(units >= 2, written.out());
        for (int k = units - 1; k > 0; k--) {
            good(product("elsewhere").run("run-unit", "work", Integer.toString(k)));
        }
        Product.Outcome early = farm.run("fold", "work");
        assertEquals(4, early.code());
        assertTrue(early.err().contains("run-unit work 0"), early.err());
        good(product("elsewhere").run("run-unit", "work", "0"));
        assertTrue(good(farm.run("fold", "work")).out().contains("1 of " + units + " units"));
        List<String> select = List.of("select", "--card", card.toString(), "--json");
        String there = good(farm.run(select.toArray(String[]::new))).out();
        String here = good(product("here").run(select.toArray(String[]::new))).out();
        assertEquals(here.replace("\"fromStore\" : false", "\"fromStore\" : true"), there);
    }
}

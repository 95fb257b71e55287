package org.fiducia.exchange.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written reads back as the same likelihood. */
class RoundTripTest {
    @TempDir
    Path folder;

    private Read again(ExchangedModel model) throws IOException {
        Path file = folder.resolve("written.txt");
        new CombineFormat(List.of()).write(model, file);
        return Read.card(folder, Files.readString(file), "");
    }

    @Test
    void aCardOfCounts() throws IOException {
        Read read = Read.card(
                folder,
                CountingTest.card(
                        "lumi lnN 1.02 -",
                        "xs lnN 1.05 0.9/1.3",
                        "free lnU - 1.5",
                        "side gmN 50 - 0.2",
                        "held[nofloat] lnN - 1.1",
                        "p param 1 0.1",
                        "q param 1 0.2 [0,3]",
                        "q rateParam ch bkg 1",
                        "s rateParam ch bkg 1 [0,5]",
                        "f rateParam ch sig (1+@0*@1)/@2-exp(@1)*(@0>0.5?0.1:0) p,q,s",
                        "theory group = xs"),
                "");
        Read back = again(read.model());
        var random = new Random(1);
        List<Parameter> parameters = read.model().model().parameters();
        for (int trial = 0; trial < 20; trial++) {
            Object[] at = new Object[2 * parameters.size()];
            for (int i = 0; i < parameters.size(); i++) {
                at[2 * i] = parameters.get(i).name();
                at[2 * i + 1] = parameters.get(i).initial() + 0.2 * random.nextDouble();
            }
            double value = read.likelihood().value(read.at(at));
            assertEquals(value, back.likelihood().value(back.at(at)), 1e-10 * Math.abs(value));
        }
        for (Parameter parameter : parameters) {
            Parameter other =
                    back.model().model().parameters().get(back.model().model().indexOf(parameter.name()));
            assertEquals(parameter, other);
        }
        assertEquals(
                read.model().model().constraints().size(),
                back.model().model().constraints().size());
    }

    @Test
    void whatACardCannotHoldIsSaid() {
        MemoryReader histograms =
                new MemoryReader().put("data_obs", 30, 20).put("sig", 1, 2).put("bkg", 30, 18);
        Read shapes = Read.card(folder, ShapesTest.card(""), "", histograms);
        var refused = assertThrows(FiduciaException.class, () -> again(shapes.model()));
        assertEquals(Kind.OUTPUT, refused.kind());
        assertTrue(refused.getMessage().contains("a shape in category ch"), refused.getMessage());
        Read asymmetric = Read.card(folder, CountingTest.card("p param 1 -0.1/+0.2", "f rateParam ch bkg @0 p"), "");
        refused = assertThrows(FiduciaException.class, () -> again(asymmetric.model()));
        assertTrue(refused.getMessage().contains("constraint of the kind gaussian on p"), refused.getMessage());
    }
}

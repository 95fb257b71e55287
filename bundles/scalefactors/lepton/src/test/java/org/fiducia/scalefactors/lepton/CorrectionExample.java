package org.fiducia.scalefactors.lepton;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.channel.hzz4l.Flavour;
import org.fiducia.channel.hzz4l.FourLepton;
import org.fiducia.channel.hzz4l.Lepton;
import org.fiducia.channel.hzz4l.Z;

/** Scale factors of electrons in two bins of momentum and pseudorapidity. */
final class CorrectionExample {
    static final String FILE = """
            {"schema_version": 2, "corrections": [{"name": "id", "version": 1,
              "inputs": [{"name": "variation", "type": "string"}, {"name": "pt", "type": "real"}, {"name": "eta", "type": "real"}],
              "output": {"name": "weight", "type": "real"},
              "data": {"nodetype": "category", "input": "variation", "content": [
                {"key": "nominal", "value": {"nodetype": "multibinning", "inputs": ["pt", "eta"],
                  "edges": [[7, 20, 100], [0, 1.5, 2.5]], "content": [0.9, 0.8, 1.1, 0.7], "flow": "error"}},
                {"key": "up", "value": 1.2}, {"key": "down", "value": {"nodetype": "binning", "input": "pt",
                  "edges": [7, 100], "content": [0.5], "flow": "clamp"}}]}}]}
            """;

    /** Two muons and two electrons, all of them good. */
    static final FourLepton CANDIDATE = candidate(10, -1);

    private CorrectionExample() {}

    /** With an electron of this momentum and pseudorapidity. */
    static FourLepton candidate(double pt, double eta) {
        return new FourLepton(
                new Z(lepton(Flavour.MUON, -1, 40, 0), lepton(Flavour.MUON, 1, 30, 0)),
                new Z(lepton(Flavour.ELECTRON, -1, pt, eta), lepton(Flavour.ELECTRON, 1, 50, -2)),
                List.of());
    }

    private static Lepton lepton(Flavour flavour, int charge, double pt, double eta) {
        return new Lepton(flavour, charge, pt, eta, 0, flavour.mass(), true, null);
    }

    /** The block of a card for electrons, with a file that is gone when the tests have ended. */
    static Settings settings(Map<String, Object> more) {
        try {
            Path file = Files.createTempFile("scalefactors", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(file, FILE);
            var values = new HashMap<String, Object>(Map.of("flavour", "electron", "file", file.toString()));
            values.putAll(more);
            return new Settings("/weights/0/settings", values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

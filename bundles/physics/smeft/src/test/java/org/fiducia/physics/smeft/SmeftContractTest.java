package org.fiducia.physics.smeft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.testkit.PhysicsContract;

class SmeftContractTest extends PhysicsContract {
    SmeftContractTest() {
        super(new Smeft(), settings());
    }

    /** A parametrisation of the bins of the contract, by their labels or lower edges. */
    private static Settings settings() {
        try {
            Path file = Files.createTempFile("parametrisation", ".json");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    "{\"0\": {\"A_a\": 1}, \"1\": {\"A_a\": 1, \"B_a_b\": 2}, \"2\": {\"A_b\": 1}, \"10\": {\"A_a\": 1}}");
            return new Settings("/physics/settings", Map.of("file", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar brings a family of functions for analytic backgrounds. */
class BackgroundFamilyIT {
    private static final String GAUSSIANS = """
            package gaussians;

            import java.util.*;
            import org.fiducia.api.model.*;
            import org.fiducia.background.analytic.*;
            import org.osgi.service.component.annotations.Component;

            @Component(service = BackgroundFamily.class)
            public final class Example implements BackgroundFamily {
                public String id() {
                    return "gaussian";
                }

                public String title() {
                    return "the falling side of a Gaussian";
                }

                public List<Integer> orders(int most) {
                    return List.of(1);
                }

                public BackgroundFunction function(int order, String prefix, double lo, double hi) {
                    var width = new Parameter(prefix + "sigma", hi - lo, 0.1 * (hi - lo), 10 * (hi - lo), 0.05 * (hi - lo),
                            Parameter.Role.NUISANCE, "", false);
                    return new BackgroundFunction(List.of(width), new Shape("gaussian", Map.of(
                            "mean", Expression.constant(lo), "sigma", Expression.ref(width.name()))));
                }
            }
            """;

    @TempDir
    Path folder;

    private Product product() {
        return new Product(folder, Map.of());
    }

    private Path jar() {
        return product().deploy().resolve("gaussians.jar");
    }

    @AfterEach
    void clear() throws Exception {
        Files.deleteIfExists(jar());
    }

    @Test
    void aFamilyComesAndGoesWithItsJar() throws Exception {
        try (Product.Shell shell = product().shell()) {
            shell.type("version", "Fiducia 1");
            String before = shell.type("list families", "exponential");
            assertTrue(before.contains("bernstein") && before.contains("laurent"), before);
            assertFalse(before.contains("falling side"), before);
            int from = shell.length();
            PluginJar.compile(jar(), folder, "gaussians", "1.0.0", GAUSSIANS);
            shell.await(from, "gaussians.jar is deployed: gaussians 1.0.0");
            assertTrue(shell.type("list families", "falling side").contains("gaussian"));
            String backgrounds = shell.type("list backgrounds", "smooth functions chosen by the data");
            assertTrue(backgrounds.contains("analytic"), backgrounds);
        }
    }
}

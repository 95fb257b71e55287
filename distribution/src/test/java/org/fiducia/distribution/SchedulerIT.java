package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar brings a scheduler, and the environment chooses it: events are selected where it says, and come out the same. */
class SchedulerIT {
    /** Does the units from the last to the first. */
    private static final String BACKWARD = """
            package backward;

            import java.util.List;
            import org.fiducia.api.Progress;
            import org.fiducia.api.schedule.*;
            import org.osgi.service.component.annotations.*;

            @Component(service = Scheduler.class)
            public final class Example implements Scheduler {
                private final List<Task> tasks;

                @Activate
                public Example(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<Task> tasks) {
                    this.tasks = tasks;
                }

                public String id() {
                    return "backward";
                }

                public String title() {
                    return "from the last to the first";
                }

                public void run(String id, byte[] shared, List<byte[]> units, Results results, Progress progress) {
                    Task task = tasks.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
                    for (int unit = units.size() - 1; unit >= 0; unit--) {
                        progress.checkCancelled();
                        results.take(unit, task.prepare(shared).of(units.get(unit), progress));
                    }
                    progress.warn("backward did " + units.size());
                }
            }
            """;

    @TempDir
    Path folder;

    private Product product(String scheduler) {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString(), "FIDUCIA_SCHEDULER", scheduler));
    }

    private Path jar() {
        return product("").deploy().resolve("backward.jar");
    }

    @AfterEach
    void clear() throws Exception {
        Files.deleteIfExists(jar());
    }

    @Test
    void selectsElsewhere() throws Exception {
        PluginJar.compile(jar(), folder, "backward", "1.0.0", BACKWARD);
        Product.Outcome here = product("").run("select", "--fresh", "--json");
        assertEquals(0, here.code(), here.err());
        Product.Outcome there = product("backward").run("select", "--fresh", "--json");
        assertEquals(0, there.code(), there.err());
        assertTrue(there.err().contains("backward did"), there.err());
        assertEquals(here.out(), there.out());
        Product.Outcome unknown = product("backwards").run("select");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("unknown scheduler backwards"), unknown.err());
        assertTrue(unknown.err().contains("did you mean backward?"), unknown.err());
    }
}

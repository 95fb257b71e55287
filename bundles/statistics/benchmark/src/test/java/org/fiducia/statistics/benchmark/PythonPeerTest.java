package org.fiducia.statistics.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.testkit.Cancelled;
import org.fiducia.testkit.Warnings;
import org.junit.jupiter.api.Test;

class PythonPeerTest {
    private static boolean python() {
        try {
            return new ProcessBuilder("python3", "-c", "import json").start().waitFor() == 0;
        } catch (java.io.IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void whatAProgramComplainsOfIsSaid() {
        assumeTrue(python(), "no python3");
        var error = assertThrows(
                FiduciaException.class,
                () -> new PythonPeer("failing_peer.py", "json").run(Path.of("."), Progress.NONE));
        assertTrue(error.getMessage().contains("failing_peer.py ended with code 1"), error.getMessage());
        assertTrue(error.getMessage().contains("nothing to compare with"), error.getMessage());
    }

    @Test
    void aProgramWithoutItsModulesIsLeftOut() throws Exception {
        var warnings = new Warnings();
        assertEquals(Map.of(), new PythonPeer("failing_peer.py", "no_such_module").run(Path.of("."), warnings));
        assertTrue(warnings.said().get(0).contains("no_such_module"), warnings.said()::toString);
    }

    @Test
    void cancellationIsPassedOn() {
        assumeTrue(python(), "no python3");
        assertThrows(
                CancellationException.class,
                () -> new PythonPeer("failing_peer.py", "json").run(Path.of("."), new Cancelled()));
    }
}

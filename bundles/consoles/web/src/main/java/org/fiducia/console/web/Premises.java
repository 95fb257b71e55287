package org.fiducia.console.web;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a console works, and what it may do there.
 *
 * @param home the distribution
 * @param directory the caller's folder
 * @param results the one folder in which results are written and from which they are read
 * @param environment the caller's environment variables
 * @param deploys whether jars may be deployed from the page
 */
record Premises(Path home, Path directory, Path results, Map<String, String> environment, boolean deploys) {
    Premises {
        environment = Map.copyOf(environment);
    }

    /** Where the jars of plug-ins go. */
    Path deploy() {
        return home.resolve("deploy");
    }
}

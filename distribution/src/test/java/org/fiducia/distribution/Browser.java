package org.fiducia.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A browser without a window; tests that need one are skipped where there is none. */
final class Browser {
    private Browser() {}

    /** Skips the test where no browser is installed. */
    static void required() {
        binary();
        driver();
    }

    /** Opens one that remembers what it logs and asks for. */
    static ChromeDriver open() {
        var options = new ChromeOptions();
        options.setBinary(binary());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "ALL", LogType.PERFORMANCE, "ALL"));
        return new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver())
                        .build(),
                options);
    }

    /** Addresses that it has asked for since they were last asked for here. */
    static TreeSet<String> requests(ChromeDriver browser) throws IOException {
        var addresses = new TreeSet<String>();
        for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = new JsonMapper().readTree(entry.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.path("params").path("request").path("url").asText());
            }
        }
        return addresses;
    }

    private static File binary() {
        return program("chromium", "google-chrome", "chromium-browser");
    }

    private static File driver() {
        return program("chromedriver");
    }

    /** A program on the path. */
    private static File program(String... names) {
        File found = Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(place -> new File(place, name)))
                .filter(File::canExecute)
                .findFirst()
                .orElse(new File("none"));
        Assumptions.assumeTrue(found.canExecute(), "no " + String.join(", ", names) + " is installed");
        return found;
    }
}

package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.fiducia.api.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The console of the product in a browser. */
class WebConsoleIT {
    private static final long PATIENCE = 600_000;

    /** Seconds in which the console ends, on the slowest of machines. */
    private static final int ENDING_SECONDS = 120;

    private static final String EVIL = "<img src=x onerror='window.evil=1'><script>window.evil=1</script>";

    @TempDir
    private static Path folder;

    private static @Nullable ChromeDriver driver;
    private static @Nullable Process console;
    private static String base = "";

    private static Product product() {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
    }

    @BeforeAll
    static void serveAndOpen() throws Exception {
        Browser.required();
        Process process = product().start("web", "--allow-deploy");
        console = process;
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        String address = lines.readLine();
        while (address != null && !address.startsWith("http://127.0.0.1:")) {
            address = lines.readLine();
        }
        assertTrue(address != null && address.contains("/?token="), "an address is printed");
        base = address.substring(0, address.indexOf("/?"));
        var rest = new Thread(() -> lines.lines().forEach(line -> {}));
        rest.setDaemon(true);
        rest.start();
        driver = Browser.open();
        browser().get(address);
        assertEquals(base + "/", browser().getCurrentUrl(), "the token leaves the address");
    }

    @AfterAll
    static void leave() throws Exception {
        if (driver != null) {
            driver.quit();
        }
        if (console != null) {
            console.destroy(); // as Ctrl-C
            boolean ended = console.waitFor(ENDING_SECONDS, TimeUnit.SECONDS);
            console.destroyForcibly();
            assertTrue(ended, "the console ends");
        }
    }

    private static ChromeDriver browser() {
        return Objects.requireNonNull(driver, "opened before");
    }

    private static Path deployed(String name) {
        return product().deploy().resolve(name);
    }

    @BeforeEach
    void wide() {
        browser().manage().window().setSize(new Dimension(1300, 1000));
    }

    @AfterEach
    void clear() throws Exception {
        for (String name : List.of("webexample.jar", "webdropped.jar", "webwaiting.jar", "webbroken.jar")) {
            Files.deleteIfExists(deployed(name));
        }
        for (LogEntry entry : browser().manage().logs().get(LogType.BROWSER)) {
            assertTrue(entry.getLevel().intValue() < Level.SEVERE.intValue(), entry::getMessage);
        }
        assertNull(browser().executeScript("return window.evil"), "no text runs");
    }

    private static void open(String page) {
        browser().get("about:blank");
        browser().get(base + "/#/" + page);
    }

    /** Waits until a condition holds in a page that changes while it is looked at. */
    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        assertTrue(
                Product.within(PATIENCE, () -> {
                    try {
                        return condition.getAsBoolean();
                    } catch (WebDriverException e) {
                        return false; // not yet, or not any more
                    }
                }),
                () -> what + ", but: "
                        + browser().findElement(By.tagName("body")).getText());
    }

    private static WebElement find(String selector) {
        return browser().findElement(By.cssSelector(selector));
    }

    private static boolean there(String selector) {
        return !browser().findElements(By.cssSelector(selector)).isEmpty();
    }

    private static void click(String selector) throws InterruptedException {
        await(selector + " is there", () -> find(selector).isEnabled());
        browser().executeScript("arguments[0].scrollIntoView({block: 'center'})", find(selector));
        find(selector).click();
    }

    private static void type(String selector, String text) {
        WebElement field = find(selector);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    private static void example(Path jar, String title) throws Exception {
        PluginJar.compile(jar, folder, "web" + title.length(), "1.0.0", """
                package example;

                import org.fiducia.api.channel.Candidate;
                import org.fiducia.api.observable.*;
                import org.osgi.service.component.annotations.Component;

                @Component(service = Observable.class)
                public final class Example implements Observable<Candidate> {
                    public ObservableInfo info() {
                        return ObservableInfo.production("webExample", "%s", "GeV", 0, 50, Double.POSITIVE_INFINITY);
                    }

                    public Class<Candidate> candidateType() {
                        return Candidate.class;
                    }

                    public double value(Candidate candidate) {
                        return candidate.p4().pt();
                    }
                }
                """.formatted(title));
    }

    private static final String ROW = "tr[data-kind=observables][data-id=webExample]";

    /** A jar is copied into the deploy folder: its row comes and goes, without a reload, and its title is text. */
    @Test
    void aHostilePluginComesAndGoesWithoutAReload() throws Exception {
        open("plugins");
        await("plug-ins are shown", () -> there("tr[data-id=pT4l]"));
        browser().executeScript("window.samePage = true");
        example(deployed("webexample.jar"), EVIL);
        await("the plug-in comes", () -> there(ROW));
        assertEquals(EVIL, find(ROW + " .title").getText());
        assertEquals(
                0,
                browser()
                        .findElements(By.cssSelector(ROW + " img, " + ROW + " script"))
                        .size());
        Files.delete(deployed("webexample.jar"));
        await("the plug-in goes", () -> !there(ROW));
        assertEquals(Boolean.TRUE, browser().executeScript("return window.samePage"));
    }

    /** One that lacks something is shown with what it lacks. */
    @Test
    void aPluginThatCannotBeUsedSaysWhy() throws Exception {
        open("plugins");
        await("plug-ins are shown", () -> there("tr[data-id=pT4l]"));
        PluginJar.compile(deployed("webwaiting.jar"), folder, "webwaiting", "1.0.0", """
                package example;

                import org.fiducia.api.channel.Candidate;
                import org.fiducia.api.observable.*;
                import org.osgi.service.component.annotations.*;

                @Component(service = Observable.class)
                public final class Example implements Observable<Candidate> {
                    @Reference
                    public java.util.concurrent.Callable<String> nobodyGives;

                    public ObservableInfo info() {
                        return ObservableInfo.production("webWaiting", "x", "GeV", 0, 50);
                    }

                    public Class<Candidate> candidateType() {
                        return Candidate.class;
                    }

                    public double value(Candidate candidate) {
                        return 1;
                    }
                }
                """);
        await("it is shown as broken", () -> there("tr.broken"));
        await("it is shown why", () -> find("tr.broken .state").getText().contains("waits for nobodyGives"));
    }

    /** A file that is no jar is shown with what is wrong with it. */
    @Test
    void aJarThatIsNotDeployedSaysWhy() throws Exception {
        open("plugins");
        await("plug-ins are shown", () -> there("tr[data-id=pT4l]"));
        Files.writeString(deployed("webbroken.jar"), "this is no jar");
        await("it is shown as broken", () -> find("tr.broken .id").getText().equals("webbroken.jar"));
        assertTrue(find("tr.broken .state").getText().contains("not deployed: it is not a complete jar"));
    }

    /** A jar that is chosen in the page is shown, confirmed, and serves. */
    @Test
    void aJarIsDeployedFromThePage() throws Exception {
        Path jar = folder.resolve("webdropped.jar");
        example(jar, "dropped");
        open("deploy");
        await("a jar can be chosen", () -> there("#jar"));
        find("#jar").sendKeys(jar.toString());
        await("the jar is shown", () -> there("#confirm"));
        String shown = find("#shown").getText();
        assertTrue(shown.contains("web7") && shown.contains("1.0.0"), shown);
        assertTrue(find("#shown code").getText().matches("[0-9a-f]{64}"), shown);
        assertFalse(Files.exists(deployed("webdropped.jar")), "not before it is confirmed");
        click("#confirm");
        await("it is in the folder", () -> Files.exists(deployed("webdropped.jar")));
        open("plugins");
        await("it serves", () -> there(ROW));
    }

    private static String job(String out) {
        return browser().findElements(By.cssSelector(".job")).stream()
                .filter(job -> String.valueOf(job.getAttribute("textContent"))
                        .contains("--out=" + folder.resolve("results/" + out)))
                .map(job -> job.findElement(By.className("badge")).getText())
                .findFirst()
                .orElse("none");
    }

    private static void start(String observable, String out, boolean fresh) throws InterruptedException {
        open("run");
        await("observables are shown", () -> there(".chips [data-id=" + observable + "]"));
        click(".chips [data-id=" + observable + "]");
        if (fresh) {
            click("[data-option='--fresh']");
        }
        type("#folder", out);
        click("#start");
        await("the job is shown", () -> !job(out).equals("none"));
    }

    /** Two measurements, one of a changed card, beside each other; a third one is cancelled. */
    @Test
    void jobsRunAreCancelledAndCompared() throws Exception {
        start("nJets", "first", false);
        browser().navigate().refresh();
        await("a reload keeps the job", () -> !job("first").equals("none"));
        start("pT4l", "cancelled", true);
        click(".job.running[data-job='"
                + browser()
                        .executeScript(
                                "return Math.max(...[...document.querySelectorAll('.job')].map(j => j.dataset.job))")
                + "'] .cancel");
        await("it is cancelled", () -> job("cancelled").equals("cancelled"));
        assertEquals(List.of(), Product.files(folder.resolve("results/cancelled")));
        await("the other is done", () -> job("first").equals("done"));
        assertTrue(Files.exists(folder.resolve("results/first/nJets/result.json")));

        open("card");
        await("the card is shown", () -> there("[data-path='energy'] input"));
        type("[data-path='energy'] input", "-1");
        await(
                "the page says what is wrong",
                () -> find("[data-path='energy']").getText().contains("more than 0 is expected"));
        browser().executeScript("[...document.querySelectorAll('.card-form > details')].forEach(d => d.open = true)");
        await("the fit is shown", () -> there("[data-path='fit/range'] input"));
        type("[data-path='energy'] input", "13.6");
        type("[data-path='fit/range'] input", "[160, 105]");
        await(
                "the server says what is wrong",
                () -> find("[data-path='fit/range']").getText().contains("is not a range"));
        type("[data-path='fit/range'] input", "[105, 160]");
        type("[data-path='fit/intervals'] input", "55");
        await(
                "the card makes sense",
                () -> find("#verdict").getText().equals("The card makes sense with these changes."));
        await("the change is listed", () -> find(".changes").getText().contains("fit/intervals=55"));

        start("nJets", "second", false);
        await("the second is done", () -> job("second").equals("done"));
        JsonNode result = new JsonMapper()
                .readTree(folder.resolve("results/second/nJets/result.json").toFile());
        assertTrue(result.path("provenance").path("command").asText().contains("fit/intervals=55"));

        open("results?at=second/nJets&with=first/nJets");
        await("the results are compared", () -> there("#compared .message.warn"));
        assertTrue(find("#compared .message")
                .getText()
                .matches("(?s)\\d+ of \\d+ numbers moved from first/nJets to second/nJets.*"));
        await("they are drawn", () -> there(".plot canvas"));
        WebElement plot = find(".plot");
        new Actions(browser()).scrollToElement(plot).perform();
        browser().executeScript("arguments[0].focus()", plot);
        new Actions(browser()).sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform();
        String said = find(".readout").getText();
        String sigma = browser()
                .findElements(By.cssSelector("#bins tbody tr"))
                .get(1)
                .findElements(By.tagName("td"))
                .get(1)
                .getText();
        assertTrue(said.contains("σ " + sigma) || said.contains("σ\n" + sigma), said + " without " + sigma);
        assertTrue(said.contains("first/nJets"), said);
        open("results?at=first/nJets&with=first/nJets");
        await("all pages fit a telephone", () -> there(".plot canvas"));
        fits("results?at=second/nJets&with=first/nJets");
        fits("run");
        fits("card");
        fits("plugins");
        fits("deploy");
        TreeSet<String> hosts = hosts();
        assertEquals(new TreeSet<>(List.of(base)), hosts, "nobody else is asked");
    }

    private static void fits(String page) throws InterruptedException {
        browser().manage().window().setSize(new Dimension(500, 900));
        open(page);
        await("the page is shown", () -> there("main h1"));
        browser().executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
        long wide = ((Number) Objects.requireNonNull(browser()
                        .executeScript(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth")))
                .longValue();
        assertTrue(wide <= 0, page + " is " + wide + " pixels too wide");
        browser().manage().window().setSize(new Dimension(1300, 1000));
    }

    /** Who was asked for something since the browser was opened. */
    private static TreeSet<String> hosts() throws Exception {
        var hosts = new TreeSet<String>();
        for (String url : Browser.requests(browser())) {
            if (url.startsWith("http")) {
                hosts.add(url.replaceFirst("(?<=[^/:])/.*", ""));
            }
        }
        return hosts;
    }
}

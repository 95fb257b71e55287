package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.fiducia.api.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** The pages of measurements in a browser, from files as a user opens them. */
class ReportPageIT {
    private static final String EVIL = "<script>window.evil = 1</script>";

    @TempDir
    private static Path folder;

    private static @Nullable ChromeDriver driver;

    @BeforeAll
    static void measureAndOpen() throws Exception {
        Browser.required();
        var product = new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store").toString()));
        Product.Outcome outcome =
                product.run("measure", "pT4l", "nJets", "--breakdown", "--out", "out", "--set", "label=" + EVIL);
        assertEquals(0, outcome.code(), outcome.err());
        driver = Browser.open();
    }

    @AfterAll
    static void leave() {
        if (driver != null) {
            driver.quit();
        }
    }

    private static ChromeDriver browser() {
        return java.util.Objects.requireNonNull(driver, "opened before");
    }

    private static String address(String file) {
        return folder.resolve("out").resolve(file).toUri().toString();
    }

    @BeforeEach
    void open() {
        browser().manage().window().setSize(new Dimension(1300, 1000));
        browser().manage().logs().get(LogType.PERFORMANCE);
        browser().get(address("pT4l/report.html"));
    }

    private static void quiet() {
        for (LogEntry entry : browser().manage().logs().get(LogType.BROWSER)) {
            assertTrue(entry.getLevel().intValue() < Level.WARNING.intValue(), entry::getMessage);
        }
    }

    private static WebElement tip() {
        return browser().findElement(By.className("tip"));
    }

    private static JsonNode bin(int k) throws Exception {
        return new JsonMapper()
                .readTree(folder.resolve("out/pT4l/result.json").toFile())
                .path("bins")
                .get(k);
    }

    /** Nothing is fetched, nothing is refused, and what a card calls its data does not run. */
    @Test
    void opensFromAFileWithoutARequest() throws Exception {
        assertEquals(List.of(address("pT4l/report.html")), List.copyOf(Browser.requests(browser())));
        quiet();
        assertNull(browser().executeScript("return window.evil"));
        assertTrue(browser().findElement(By.className("exposure")).getText().contains(EVIL));
        browser()
                .executeScript("const s = document.createElement('script'); s.textContent = 'window.evil = 2';"
                        + " document.body.append(s);");
        assertNull(browser().executeScript("return window.evil"), "the policy lets nothing else run");
        browser().manage().logs().get(LogType.BROWSER);
    }

    /** The third bin of the spectrum says its cross section as the table has it, and what contributes. */
    @Test
    void aBinThatIsPointedAtNamesItsValue() throws Exception {
        assertFalse(tip().isDisplayed());
        WebElement place = browser().findElement(By.cssSelector("[data-picture=spectrum] .place[data-bin='2']"));
        new Actions(browser()).scrollToElement(place).moveToElement(place).perform();
        assertTrue(Product.within(5000, () -> tip().isDisplayed()), "a place answers");
        String said = tip().getText();
        String sigma = browser()
                .findElement(By.cssSelector(
                        "#results data[value='" + bin(2).path("sigma").asText() + "']"))
                .getText();
        assertTrue(
                said.contains(
                        bin(2).path("lo").asInt() + " – " + bin(2).path("hi").asInt() + " GeV"),
                said);
        assertTrue(said.contains(sigma + " +") && said.contains("luminosity"), said + " without " + sigma);
        quiet();
    }

    @Test
    void keysGoFromPlaceToPlace() {
        WebElement picture = browser().findElement(By.cssSelector("[data-picture=spectrum] svg"));
        browser().executeScript("arguments[0].focus()", picture);
        new Actions(browser()).sendKeys(Keys.ARROW_RIGHT).perform();
        assertTrue(tip().getText().contains("0 – 10 GeV"), tip().getText());
        new Actions(browser()).sendKeys(Keys.ARROW_RIGHT).perform();
        assertTrue(tip().getText().contains("10 – 16 GeV"), tip().getText());
        new Actions(browser()).sendKeys(Keys.ESCAPE).perform();
        assertFalse(tip().isDisplayed());
    }

    /** On a telephone tables scroll, the page does not. */
    @Test
    void nothingIsWiderThanTheWindow() {
        browser().manage().window().setSize(new Dimension(500, 900));
        browser().executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
        for (String page : List.of("pT4l/report.html", "index.html")) {
            if (!browser().getCurrentUrl().endsWith(page)) {
                browser().get(address(page));
            }
            long wide = ((Number)
                            browser()
                                    .executeScript(
                                            "return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .longValue();
            assertEquals(0, wide, page);
        }
        quiet();
    }

    @Test
    void theIndexLeadsToEachReport() throws Exception {
        browser().get(address("index.html"));
        assertEquals(
                2L,
                browser()
                        .executeScript("document.querySelectorAll('img').forEach(i => i.loading = 'eager');"
                                + "return document.querySelectorAll('img').length"));
        assertTrue(
                Product.within(
                        5000,
                        () -> Boolean.TRUE.equals(browser()
                                .executeScript(
                                        "return [...document.images].every(i => i.complete && i.naturalWidth > 0)"))),
                "pictures are shown");
        quiet();
        browser().findElement(By.linkText("nJets")).click();
        assertTrue(
                browser().getCurrentUrl().endsWith("/nJets/report.html"),
                browser().getCurrentUrl());
        assertTrue(Files.exists(folder.resolve("out/nJets/report.html")));
        quiet();
    }
}

package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the sources of the page. */
class PageTest {
    private static final Path APP = Path.of("src/main/resources/org/fiducia/console/web/app");

    /** Ways in which a text could become markup or a program. */
    private static final Pattern MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment|setHTML|\\beval\\b"
                    + "|new Function|srcdoc|javascript:|set(Timeout|Interval)\\(\\s*['\"`]");

    private static final Pattern ADDRESS = Pattern.compile("(https?:)?//[a-z0-9.-]+\\.[a-z]{2,}");

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.list(APP)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertTrue(!found.isEmpty(), ending);
            return found;
        }
    }

    @Test
    void noTextBecomesMarkup() throws IOException {
        var found = new ArrayList<String>();
        for (Path file : files(".js")) {
            MARKUP.matcher(Files.readString(file))
                    .results()
                    .forEach(r -> found.add(file.getFileName() + ": " + r.group()));
        }
        assertEquals(List.of(), found);
        assertTrue(MARKUP.matcher("place.innerHTML = title").find()
                && MARKUP.matcher("setTimeout('x', 1)").find());
    }

    @Test
    void nothingIsAskedOfAnotherHost() throws IOException {
        var found = new ArrayList<String>();
        for (String ending : List.of(".js", ".css", ".html")) {
            for (Path file : files(ending)) {
                ADDRESS.matcher(Files.readString(file))
                        .results()
                        .forEach(r -> found.add(file.getFileName() + ": " + r.group()));
            }
        }
        assertEquals(List.of(), found);
        assertTrue(
                ADDRESS.matcher("import x from 'https://cdn.example.org/x.js'").find());
    }

    @Test
    void thePageHasNoScriptOfItsOwn() throws IOException {
        String page = Files.readString(APP.resolve("index.html"));
        assertTrue(
                Pattern.compile("<script(?![^>]*\\bsrc=)")
                        .matcher(page)
                        .results()
                        .findAny()
                        .isEmpty(),
                "inline script");
        assertTrue(
                Pattern.compile("\\son[a-z]+=")
                        .matcher(page)
                        .results()
                        .findAny()
                        .isEmpty(),
                "inline handler");
    }

    @Test
    void everyModuleIsServed() throws Exception {
        var served = new StaticFiles();
        for (String ending : List.of(".js", ".css", ".html", ".svg")) {
            for (Path file : files(ending)) {
                var ask = new Request("GET", "/app/" + file.getFileName(), java.util.Map.of(), new byte[0]);
                assertEquals(200, served.answer(ask).map(Answer::status).orElse(0), file.toString());
            }
        }
    }
}

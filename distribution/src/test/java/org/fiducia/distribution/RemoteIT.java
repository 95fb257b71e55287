package org.fiducia.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped card with its files behind a server on this machine. */
class RemoteIT {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final String SECRET = "authz=open-sesame";

    @TempDir
    Path folder;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private String host;
    private Path data;
    private volatile String mark = "one";

    @BeforeEach
    void start() throws Exception {
        data = Files.createDirectories(folder.resolve("served"));
        for (String file : Product.files(product("").home().resolve("data/run3"))) {
            Files.copy(product("").home().resolve("data/run3").resolve(file), data.resolve(file));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        host = "http://localhost:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod());
            Path file = data.resolve(exchange.getRequestURI().getPath().substring(1));
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            exchange.getResponseHeaders().set("ETag", "\"" + mark + content.length + "\"");
            Matcher range =
                    RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            if (exchange.getRequestMethod().equals("HEAD") || !range.matches()) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(content.length, Integer.parseInt(range.group(2)) + 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.length);
            exchange.sendResponseHeaders(206, to - from);
            exchange.getResponseBody().write(Arrays.copyOfRange(content, from, to));
        }
    }

    private Product product(String store) {
        return new Product(
                folder, Map.of("FIDUCIA_STORE", folder.resolve("store" + store).toString()));
    }

    private long count(String method) {
        return asked.stream().filter(method::equals).count();
    }

    /** The card with other names of its files. */
    private String card(String name, String directory, String query) throws IOException {
        JsonMapper json = new JsonMapper();
        JsonNode card = json.readTree(Files.readString(product("").home().resolve("etc/analysis.json")));
        ((ObjectNode) card).put("directory", directory);
        if (!query.isEmpty()) {
            for (JsonNode era : card.get("eras")) {
                Path list = folder.resolve(era.get("name").asText() + ".txt");
                var names = new ArrayList<String>();
                era.get("data").forEach(file -> names.add(host + "/" + file.asText() + "?" + query));
                Files.write(list, names);
                ((ObjectNode) era).putArray("data").add(list.toString());
            }
        }
        Files.writeString(folder.resolve(name), json.writeValueAsString(card));
        return name;
    }

    private JsonNode measured(Product product, String card, String out) throws Exception {
        Product.Outcome outcome =
                product.run("measure", "pT4l", "--card", card, "--set", "writers=[\"json\"]", "--out", out);
        assertEquals(0, outcome.code(), outcome.err());
        String text = Files.readString(folder.resolve(out).resolve("pT4l/result.json"));
        assertFalse((outcome.out() + outcome.err() + text).contains(SECRET), "what is secret is not told");
        var result = (ObjectNode) new JsonMapper().readTree(text);
        JsonNode provenance = result.remove("provenance");
        assertTrue(provenance != null && provenance.has("inputs"), text);
        if (card.equals("far.json")) {
            assertTrue(
                    provenance
                            .get("inputs")
                            .get(host + "/ggH_M125.root")
                            .asText()
                            .startsWith("stamp:"),
                    provenance.toString());
        }
        return result;
    }

    @Test
    void theNumbersAreThoseOfTheSameFilesHere() throws Exception {
        JsonNode near = measured(product("-near"), card("near.json", data.toString(), ""), "near");
        assertEquals(List.of(), asked);
        Product product = product("-far");
        String far = card("far.json", host, SECRET);
        assertEquals(near, measured(product, far, "far"));
        long first = count("GET");
        assertTrue(first >= 36, "every file is read: " + first);
        asked.clear();
        assertEquals(near, measured(product, far, "far"));
        assertEquals(0, count("GET"), "nothing is brought again");
        assertTrue(count("HEAD") >= 36, "every file is asked whether it is the same still");
        for (String kind : List.of("selection", "header")) {
            try (var files = Files.walk(folder.resolve("store-far").resolve(kind))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        asked.clear();
        Product.Outcome select = product.run("select", "--card", far, "--json");
        assertEquals(0, select.code(), select.err());
        assertEquals(0, count("GET"), "what came is kept");
        assertEquals(
                product("-near")
                        .run("select", "--card", "near.json", "--fresh", "--json")
                        .out(),
                select.out());
        mark = "two";
        asked.clear();
        assertEquals(near, measured(product, far, "far"), "other files are read anew");
        assertTrue(count("GET") >= 36);
    }

    @Test
    void filesAreLookedAtAndRefusedByName() throws Exception {
        Product.Outcome inspect = product("").run("inspect", host + "/TT.root?" + SECRET);
        assertEquals(0, inspect.code(), inspect.err());
        assertEquals(
                product("").run("inspect", data.resolve("TT.root").toString()).out(), inspect.out());
        String far = card("far.json", host, "");
        Product.Outcome check = product("").run("check", "--card", far);
        assertEquals(0, check.code(), check.out() + check.err());
        assertTrue(check.out().contains("36 files, nothing is wrong"), check.out());
        Files.delete(data.resolve("TT.root"));
        Product.Outcome missing = product("").run("check", "--card", far);
        assertEquals(1, missing.code());
        assertTrue(missing.out().contains(host + "/TT.root does not exist"), missing.out());
        Product.Outcome select = product("").run("select", "--card", far);
        assertEquals(4, select.code(), select.err());
        assertTrue(select.err().contains(host + "/TT.root does not exist"), select.err());
        Product.Outcome xrootd = product("").run("inspect", "root://eos.host//a.root?" + SECRET);
        assertEquals(4, xrootd.code());
        assertTrue(xrootd.err().contains("root:// is not read") && xrootd.err().contains("xrdcp"), xrootd.err());
        Product.Outcome other = product("").run("inspect", "s3://bucket/a.root");
        assertTrue(other.err().contains("unknown protocol s3://") && other.err().contains("davs://"), other.err());
        for (Product.Outcome each : List.of(inspect, xrootd, other)) {
            assertFalse((each.out() + each.err()).contains("sesame"), each.err());
        }
    }
}

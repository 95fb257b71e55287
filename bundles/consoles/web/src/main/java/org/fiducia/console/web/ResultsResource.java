package org.fiducia.console.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Latex;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Poisson;
import org.fiducia.drawing.WebPage;

/** Results in their one folder: what there is, each file, each folder as an archive, and comparisons. */
final class ResultsResource implements Resource {
    private static final int DEEP = 4;
    private static final int MOST = 500;
    private static final String RESULT = "result.json";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("json", Answer.JSON),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("csv", "text/plain; charset=utf-8"),
            Map.entry("yaml", "text/plain; charset=utf-8"),
            Map.entry("pdf", "application/pdf"));

    /** Pages and pictures may show what is beside them, and run what Fiducia puts into its own pages. */
    private static final String POLICY = "default-src 'none'; script-src " + pointer()
            + "; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Fence results;
    private final Verbs verbs;

    ResultsResource(Premises premises, Verbs verbs) {
        this.results = new Fence(premises.results());
        this.verbs = verbs;
    }

    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        if (request.post()) {
            return request.path().equals("/api/compare") ? Optional.of(compare(request.json())) : Optional.empty();
        }
        if (request.path().equals("/api/results")) {
            return Optional.of(Answer.json(list()));
        }
        if (request.path().equals("/api/result")) {
            return Optional.of(result(request.asked("path")));
        }
        Optional<String> archive = request.after("/archive/");
        if (archive.isPresent()) {
            String name = archive.get().replaceFirst("\\.zip$", "");
            return Optional.of(results.inside(name)
                    .filter(Files::isDirectory)
                    .map(folder -> archive(folder, name))
                    .orElseGet(Answer::missing));
        }
        Optional<String> file = request.after("/results/");
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(file(file.get(), request.query().containsKey("download")));
    }

    private Answer file(String name, boolean download) throws IOException {
        Optional<Path> file = results.inside(name).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Answer.missing();
        }
        String ending = name.substring(name.lastIndexOf('.') + 1);
        Answer answer = Answer.file(file.get(), TYPES.getOrDefault(ending, "application/octet-stream"))
                .with("Content-Security-Policy", POLICY);
        return download || !TYPES.containsKey(ending) ? attached(answer, name) : answer;
    }

    private static Answer attached(Answer answer, String name) {
        String last = name.substring(name.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9_.+-]", "_");
        return answer.with("Content-Disposition", "attachment; filename=\"" + last + "\"");
    }

    /** A folder with all its files. */
    private Answer archive(Path folder, String name) {
        var answer = Answer.stream("application/zip", out -> {
            try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
                    Stream<Path> files = Files.walk(folder, DEEP)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    String entry = folder.relativize(file).toString().replace('\\', '/');
                    if (!entry.startsWith(".") && !entry.contains("/.") && !Files.isSymbolicLink(file)) {
                        zip.putNextEntry(new ZipEntry(entry));
                        Files.copy(file, zip);
                        zip.closeEntry();
                    }
                }
            }
        });
        return attached(answer, (name.isEmpty() ? "results" : name) + ".zip");
    }

    /** Every folder that holds files, with what its result says of itself. */
    private List<Map<String, Object>> list() throws IOException {
        var all = new ArrayList<Map<String, Object>>();
        Optional<Path> root = results.inside("");
        if (root.isPresent()) {
            add(root.get(), DEEP, all);
        }
        return all;
    }

    private void add(Path folder, int deep, List<Map<String, Object>> all) throws IOException {
        var files = new ArrayList<Map<String, Object>>();
        var folders = new ArrayList<Path>();
        long newest = 0;
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (name.startsWith(".") || Files.isSymbolicLink(entry)) {
                    continue;
                }
                if (Files.isDirectory(entry)) {
                    folders.add(entry);
                } else {
                    long modified = Files.getLastModifiedTime(entry).toMillis();
                    newest = Math.max(newest, modified);
                    files.add(Map.of("name", name, "size", Files.size(entry)));
                }
            }
        }
        if (!files.isEmpty() && all.size() < MOST) {
            var shown = new LinkedHashMap<String, Object>();
            shown.put("path", results.name(folder));
            shown.put("modified", newest);
            shown.put("files", files);
            Path result = folder.resolve(RESULT);
            if (Files.isRegularFile(result)) {
                Map<String, String> head = Cards.head(result);
                String title = head.getOrDefault("title", "");
                shown.put("observable", head.getOrDefault("observable", ""));
                shown.put("data", head.getOrDefault("data", ""));
                shown.put("label", Label.of(title).html());
            }
            all.add(shown);
        }
        for (Path inner : deep > 1 ? folders : List.<Path>of()) {
            add(inner, deep - 1, all);
        }
    }

    /** A result, with its texts as a page shows them and the errors of its counts. */
    private Answer result(String name) throws IOException {
        Optional<Path> file =
                results.inside(name.isEmpty() ? RESULT : name + "/" + RESULT).filter(Files::isRegularFile);
        if (file.isEmpty()) {
            return Answer.missing();
        }
        JsonNode tree = Answer.MAPPER.readTree(file.get().toFile());
        if (tree == null || !tree.path("bins").isArray()) {
            throw new FiduciaException(Kind.INPUT, name + "/" + RESULT + " is no result", "measure again");
        }
        ObjectNode shown = Answer.MAPPER.createObjectNode();
        shown.set("result", tree);
        ObjectNode labels = shown.putObject("labels");
        label(tree.path("title"), labels);
        tree.path("axes").forEach(axis -> label(axis.path("title"), labels));
        tree.path("predictions").forEach(prediction -> label(prediction.path("title"), labels));
        tree.path("bins").forEach(bin -> label(bin.path("label"), labels));
        tree.path("spectrum").path("components").fieldNames().forEachRemaining(component -> label(component, labels));
        poisson(tree.path("spectrum"), shown.putObject("spectrum"));
        poisson(tree.path("spectrum").path("surroundings"), shown.putObject("surroundings"));
        return Answer.json(shown);
    }

    private static void label(JsonNode text, ObjectNode labels) {
        label(text.asText(), labels);
    }

    private static void label(String text, ObjectNode labels) {
        labels.put(text, Label.of(Latex.ofPlain(text)).html());
    }

    /** Central intervals of counts. */
    private static void poisson(JsonNode spectrum, ObjectNode shown) {
        ArrayNode lower = shown.putArray("lower");
        ArrayNode upper = shown.putArray("upper");
        spectrum.path("observed").forEach(count -> {
            lower.add(Poisson.lower(count.asDouble()));
            upper.add(Poisson.upper(count.asDouble()));
        });
    }

    /** What moved between two results. */
    private Answer compare(JsonNode asked) {
        var files = new ArrayList<String>();
        for (String which : List.of("old", "new")) {
            String name = asked.path(which).asText();
            files.add(results.inside(name.isEmpty() ? RESULT : name + "/" + RESULT)
                    .map(Path::toString)
                    .orElseThrow(() ->
                            new FiduciaException(Kind.INPUT, "there is no result " + name, "choose two of the list")));
        }
        JsonNode told = verbs.json("compare", files.get(0), files.get(1));
        if (told instanceof ObjectNode object) {
            object.put("old", asked.path("old").asText());
            object.put("new", asked.path("new").asText());
        }
        return Answer.json(told);
    }

    /** The script of Fiducia's own pages, by its hash. */
    private static String pointer() {
        String script = "\n" + WebPage.resource(WebPage.class, "pointer.js");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

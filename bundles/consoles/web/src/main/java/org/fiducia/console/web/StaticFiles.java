package org.fiducia.console.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The page itself, from the bundle and from nowhere else. */
final class StaticFiles implements Resource {
    private static final Pattern NAME = Pattern.compile("(app|uplot)/[A-Za-z][A-Za-z0-9.]*\\.(html|js|css|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        if (request.post()) {
            return Optional.empty();
        }
        String name = switch (request.path()) {
            case "/" -> "app/index.html";
            case "/favicon.ico" -> "app/icon.svg";
            default -> request.path().substring(1);
        };
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            String type = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            return Optional.of(Answer.of(200, TYPES.getOrDefault(type, "text/plain"), in.readAllBytes()));
        }
    }
}

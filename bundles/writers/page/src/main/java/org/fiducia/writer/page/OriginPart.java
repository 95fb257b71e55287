package org.fiducia.writer.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fiducia.api.Nullable;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.drawing.Numbers;

/** What the results were made from: command, settings, programs, files. */
record OriginPart(Measurement m) {
    /** What has a form of its own; everything else of the provenance is shown as it is. */
    private static final List<String> KNOWN = List.of("settings", "inputs", "bundles", "seconds");

    private static final int LONGEST = 160;

    /** All of it. */
    Part all() {
        var html = new StringBuilder("<dl class=\"facts\">\n");
        var seconds = new LinkedHashMap<String, Double>();
        m.provenance().forEach((name, value) -> {
            if (!KNOWN.contains(name) && value != null) {
                FitParts.fact(html, Words.escaped(name), Words.code(String.valueOf(value)));
            }
        });
        map(m.provenance().get("seconds")).forEach((step, time) -> {
            if (time instanceof Number number) {
                seconds.put(step, number.doubleValue());
            }
        });
        html.append("</dl>\n").append(settings());
        var programs = new HtmlTable(List.of(0, 1), List.of("bundle", "version"));
        for (Object bundle : list(m.provenance().get("bundles"))) {
            String[] parts = String.valueOf(bundle).split("[ :@]", 2);
            programs.row(Words.code(parts[0]), parts.length > 1 ? Words.code(parts[1]) : "");
        }
        html.append(HtmlTable.folded("Bundles that took part", programs.html()));
        var files = new HtmlTable(List.of(0, 1), List.of("file", "hash"));
        map(m.provenance().get("inputs"))
                .forEach((file, hash) -> files.row(Words.code(file), Words.code(String.valueOf(hash))));
        html.append(HtmlTable.folded("Files that were read", files.html()));
        var steps = new HtmlTable("step", "seconds");
        seconds.forEach((step, time) -> steps.row(Words.escaped(step), Numbers.fixed(time, 2)));
        html.append(HtmlTable.folded("Time", steps.html()));
        return new Part("provenance", "Provenance", m.provenance().isEmpty() ? "" : html.toString());
    }

    /** Settings of the card that differ from those that are shipped, and those of the command line. */
    private String settings() {
        Map<String, Object> settings = map(m.provenance().get("settings"));
        if (settings.isEmpty()) {
            return "";
        }
        String shipped = String.valueOf(settings.getOrDefault("default", ""));
        var table = new HtmlTable(List.of(0, 1, 2, 3), List.of("setting", "value", "default", ""));
        for (Object change : list(settings.get("changed"))) {
            Map<String, Object> fields = map(change);
            table.row(
                    Words.code(String.valueOf(fields.get("at"))),
                    value(fields.get("value")),
                    value(fields.get("default")),
                    Boolean.TRUE.equals(fields.get("commandLine")) ? "on the command line" : "");
        }
        String against = shipped.isEmpty() ? "" : " of " + Words.code(shipped);
        String all = table.html();
        return "<h3>Settings that differ from the default</h3>\n"
                + (all.isEmpty() ? "<p>None: all are those" + against + ".</p>\n" : all)
                + (all.isEmpty() || shipped.isEmpty()
                        ? ""
                        : "<p class=\"note\">The default is that" + against + ".</p>\n");
    }

    private static String value(@Nullable Object value) {
        return value == null ? "–" : Words.code(shortened(text(value)));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /** A JSON value as it would stand in a card. */
    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .map(field -> Words.json(String.valueOf(field.getKey())) + ": " + text(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(OriginPart::text).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String words ? Words.json(words) : String.valueOf(value);
    }

    private static Map<String, Object> map(@Nullable Object value) {
        var map = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, of) -> {
                if (of != null) {
                    map.put(String.valueOf(name), of);
                }
            });
        }
        return map;
    }

    private static List<Object> list(@Nullable Object value) {
        return value instanceof Collection<?> items ? new ArrayList<>(items) : List.of();
    }
}

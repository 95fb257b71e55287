package org.fiducia.api.report;

import java.util.List;

/**
 * Lines for people; not in the JSON of a report.
 *
 * @param lines each without its end
 */
public record Text(List<String> lines) implements Item {
    public Text {
        lines = List.copyOf(lines);
    }

    /** Some lines. */
    public static Text of(String... lines) {
        return new Text(List.of(lines));
    }
}

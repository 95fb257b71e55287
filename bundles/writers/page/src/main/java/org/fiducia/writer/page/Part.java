package org.fiducia.writer.page;

/**
 * A part of a report.
 *
 * @param id its anchor
 * @param title above it, HTML
 * @param html what it says; empty when there is nothing to say
 */
record Part(String id, String title, String html) {
    /** With its heading. */
    String section() {
        return "<section id=\"" + id + "\">\n<h2>" + title + "</h2>\n" + html + "</section>\n";
    }

    /** Its line in the table of contents. */
    String entry() {
        return "<li><a href=\"#" + id + "\">" + title + "</a></li>\n";
    }
}

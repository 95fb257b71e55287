package org.fiducia.writer.page;

import java.util.List;

/** A table of HTML as it is made, row by row. The first column is words, the others are numbers unless they are named. */
final class HtmlTable {
    private final StringBuilder html = new StringBuilder("<div class=\"table\"><table>\n");
    private final List<Integer> words;

    /**
     * @param words numbers of the columns with words, from 0
     * @param headings HTML
     */
    HtmlTable(List<Integer> words, List<String> headings) {
        this.words = List.copyOf(words);
        html.append("<thead>");
        row("th", "", headings);
        html.append("</thead>\n<tbody>\n");
    }

    HtmlTable(String... headings) {
        this(List.of(0), List.of(headings));
    }

    /** Adds a row of cells that are HTML already. */
    HtmlTable row(String... cells) {
        return row(List.of(cells));
    }

    /** The same. */
    HtmlTable row(List<String> cells) {
        row("td", "", cells);
        return this;
    }

    /** A row that sums up those above it. */
    HtmlTable sum(List<String> cells) {
        row("td", " class=\"sum\"", cells);
        return this;
    }

    private void row(String tag, String kind, List<String> cells) {
        html.append("<tr").append(kind).append('>');
        for (int c = 0; c < cells.size(); c++) {
            html.append('<')
                    .append(tag)
                    .append(words.contains(c) ? ">" : " class=\"right\">")
                    .append(cells.get(c))
                    .append("</")
                    .append(tag)
                    .append('>');
        }
        html.append("</tr>\n");
    }

    /** The table, or nothing when it has no row. */
    String html() {
        String all = html + "</tbody></table></div>\n";
        return all.contains("<td") ? all : "";
    }

    /** The same behind a line that unfolds it. */
    static String folded(String line, String content) {
        return content.isEmpty() ? "" : "<details><summary>" + line + "</summary>\n" + content + "</details>\n";
    }
}

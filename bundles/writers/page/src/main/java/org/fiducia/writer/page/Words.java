package org.fiducia.writer.page;

import java.util.Locale;
import org.fiducia.api.Latex;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.Label;
import org.fiducia.drawing.Numbers;
import org.fiducia.drawing.WebPage;

/** Titles and numbers as HTML. Whatever comes from a card or a plug-in is a text, never HTML. */
final class Words {
    private Words() {}

    /** Words with formulas between pairs of dollar signs; a dollar sign alone is one. */
    static String of(String text) {
        boolean paired = text.chars().filter(c -> c == '$').count() % 2 == 0;
        return (paired ? Label.of(text) : Label.verbatim(text)).html();
    }

    /** Plain text with its formulas set. */
    static String formula(String plain) {
        return of(Latex.ofPlain(plain));
    }

    static String escaped(String text) {
        return WebPage.escaped(text);
    }

    static String code(String text) {
        return "<code>" + escaped(text) + "</code>";
    }

    /** A number of which a program reads every digit. */
    static String number(double x, int decimals) {
        String text = Numbers.fixed(x, decimals);
        return Double.isFinite(x) ? "<data value=\"" + x + "\">" + text + "</data>" : text;
    }

    /** An uncertainty with its signs. */
    static String pair(Uncertainty u, int decimals) {
        return pair(u.down(), u.up(), decimals);
    }

    /** The same; a negative size, of something that makes others smaller, has the other sign. */
    static String pair(double down, double up, int decimals) {
        return "<span class=\"pair\">" + signed(up, decimals) + "\u00a0" + signed(-down, decimals) + "</span>";
    }

    /** The same, one above the other. */
    static String stacked(double down, double up, int decimals) {
        return "<span class=\"pair\">" + signed(up, decimals) + "<br>" + signed(-down, decimals) + "</span>";
    }

    /** With its sign. */
    static String signed(double x, int decimals) {
        String text = Numbers.fixed(Math.abs(x), decimals);
        return Double.isNaN(x) ? text : (Math.copySign(1, x) < 0 ? "−" : "+") + text;
    }

    /** Decimals of two significant digits of an uncertainty. */
    static int decimals(Uncertainty u) {
        return Numbers.decimals(u.down(), u.up());
    }

    /** A probability: three digits, a small one as a power. */
    static String probability(double p) {
        if (!(p > 0 && p < 1e-3)) {
            return Numbers.fixed(p, 3);
        }
        String[] parts = String.format(Locale.ROOT, "%.1e", p).split("e");
        return parts[0] + " × 10<sup>"
                + String.valueOf(Integer.parseInt(parts[1])).replace('-', '−') + "</sup>";
    }

    /** A heading with its unit. */
    static String heading(String title, String unit) {
        return of(title) + (unit.isEmpty() ? "" : " (" + escaped(unit) + ")");
    }

    /** Heading of a column of bins. */
    static String bins(Measurement m) {
        return of(m.observable().label());
    }

    /** The points of the pictures in the middle of a sentence. */
    static String data(Measurement m) {
        String data = Captions.data(m.analysis(), m.data());
        return m.data().equals("observed") ? Character.toLowerCase(data.charAt(0)) + data.substring(1) : data;
    }

    /** A text of JSON. */
    static String json(String text) {
        var quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}

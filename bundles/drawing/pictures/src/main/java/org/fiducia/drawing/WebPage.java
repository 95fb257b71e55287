package org.fiducia.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * A page of HTML that needs nothing beside it: style, script and pictures are in it, and its policy lets a browser run and
 * fetch nothing else. Pictures answer to the pointer and to the keyboard; without script, browsers show the titles of their
 * places.
 *
 * @param title for the window, plain text
 * @param style what the page needs beyond the style of all pages
 * @param images whether it shows pictures from files beside it
 */
public record WebPage(String title, String style, boolean images) {
    private static final String SCRIPT = resource(WebPage.class, "pointer.js");
    private static final String STYLE = resource(WebPage.class, "page.css");

    /** A text that lies beside a class. */
    public static String resource(Class<?> of, String name) {
        try (InputStream in = Objects.requireNonNull(of.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The page.
     *
     * @param body HTML
     */
    public String html(String body) {
        return html(body, "");
    }

    /**
     * The page, of which pictures say more than what is drawn in them.
     *
     * @param body HTML
     * @param further JSON: name of a picture to {@code title} and {@code bins}, a list of lines for each; empty for none
     */
    public String html(String body, String further) {
        String all = "\n" + STYLE + style;
        String script = "\n" + SCRIPT;
        String policy = "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(all) + "; img-src "
                + (images ? "'self' file:" : "'none'") + "; base-uri 'none'; form-action 'none'";
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + escaped(title) + "</title>\n<style>" + all + "</style>\n</head>\n<body>\n" + body
                + (further.isEmpty()
                        ? ""
                        : "<script type=\"application/json\">" + further.replace("<", "\\u003c") + "</script>\n")
                + "<script>" + script + "</script>\n</body>\n</html>\n";
    }

    /** A vector picture as a part of a page. */
    public static String inline(byte[] svg) {
        String whole = new String(svg, StandardCharsets.UTF_8);
        return whole.substring(whole.indexOf("<svg")).replace(" id=\"genericDefs\"", ""); // once in a page at most
    }

    /** Text as HTML. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

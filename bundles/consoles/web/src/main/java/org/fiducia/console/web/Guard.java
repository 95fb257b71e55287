package org.fiducia.console.web;

import java.net.URI;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fiducia.api.Nullable;

/**
 * Who may ask a console, and for what. Whoever knows the token of the printed address gets a cookie for it, and needs the
 * cookie from then on; a page of another origin has none, cannot send the header that changes need, and cannot pass for this
 * host under another name.
 *
 * @param token of the printed address
 * @param session what the cookie holds
 * @param cookieName of this server alone: cookies of one host are sent to all its ports
 */
record Guard(String token, String session, String cookieName) {
    /** A request that changes something carries it: no form and no script of another origin can. */
    static final String CHANGES = "X-Fiducia";

    /** What the pages of the console may load and run: what comes from here, and nothing inline. */
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final int TOKEN_BYTES = 24;
    private static final List<String> READING = List.of("GET", "HEAD");
    private static final List<String> NAMES = List.of("127.0.0.1", "localhost", "[::1]");

    /** A guard with secrets of its own. */
    static Guard of(int port) {
        return new Guard(secret(), secret(), "fiducia-" + port);
    }

    private static String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * What speaks against a request, apart from what it asks for.
     *
     * @param method of the request
     * @param headers the first header of a name, null for none
     */
    Optional<Answer> objection(String method, Function<String, String> headers) {
        String host = headers.apply("Host");
        if (!isLocal(host)) {
            return Optional.of(Answer.refused(421, "this host is not served here", "use 127.0.0.1 or localhost"));
        }
        if (!READING.contains(method) && !method.equals("POST")) {
            return Optional.of(Answer.refused(405, "the method is not used here", "reload the page")
                    .with("Allow", "GET, HEAD, POST"));
        }
        if (!knows(headers.apply("Cookie"))) {
            return Optional.of(Answer.refused(
                    403, "this browser does not know the console", "open the address that `fiducia web` printed"));
        }
        if (method.equals("POST") && !mayChange(host, headers.apply("Origin"), headers.apply(CHANGES))) {
            return Optional.of(Answer.refused(403, "changes are made from the page only", "reload the page"));
        }
        return Optional.empty();
    }

    /** Whether a host is this machine by a name that is no alias, at any port: tunnels change it. */
    static boolean isLocal(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", "");
        return NAMES.contains(name);
    }

    /** Whether a change comes from the page itself. */
    static boolean mayChange(@Nullable String host, @Nullable String origin, @Nullable String custom) {
        if (host == null || origin == null || !"1".equals(custom)) {
            return false;
        }
        try {
            URI from = URI.create(origin);
            return "http".equals(from.getScheme())
                    && host.equalsIgnoreCase(from.getRawAuthority())
                    && (from.getRawPath() == null || from.getRawPath().isEmpty());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether somebody has the token of the printed address. */
    boolean admits(@Nullable String candidate) {
        return candidate != null && same(token, candidate);
    }

    /** Whether a cookie header holds the session. */
    boolean knows(@Nullable String cookies) {
        boolean known = false;
        for (String cookie : cookies == null ? new String[0] : cookies.split(";")) {
            int equals = cookie.indexOf('=');
            if (equals > 0 && cookie.substring(0, equals).strip().equals(cookieName)) {
                known |= same(session, cookie.substring(equals + 1).strip());
            }
        }
        return known;
    }

    /** What the browser is given to keep: no script reads it, and other sites do not send it. */
    String cookie() {
        return cookieName + "=" + session + "; Path=/; HttpOnly; SameSite=Strict";
    }

    /** Compares in a time that depends on the length of the candidate alone: every letter of it is looked at. */
    static boolean same(CharSequence secret, CharSequence candidate) {
        int different = secret.length() ^ candidate.length();
        for (int i = 0; i < candidate.length(); i++) {
            different |= secret.charAt(i % secret.length()) ^ candidate.charAt(i);
        }
        return different == 0;
    }

    /** Headers of every answer. */
    static Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Security-Policy", POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cache-Control", "no-store");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        return headers;
    }
}

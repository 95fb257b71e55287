package org.fiducia.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, rule by rule. */
class GuardTest {
    private final Guard guard = Guard.of(8123);

    /** Headers of a page of the console itself. */
    private Map<String, String> own() {
        var headers = new HashMap<String, String>();
        headers.put("Host", "127.0.0.1:8123");
        headers.put("Cookie", guard.cookieName() + "=" + guard.session());
        headers.put("Origin", "http://127.0.0.1:8123");
        headers.put(Guard.CHANGES, "1");
        return headers;
    }

    private int status(String method, Map<String, String> headers) {
        return guard.objection(method, headers::get).map(Answer::status).orElse(200);
    }

    @Test
    void aPageOfTheConsoleMayReadAndChange() {
        assertEquals(200, status("GET", own()));
        assertEquals(200, status("POST", own()));
    }

    @Test
    void theTokenHas24RandomBytes() {
        assertEquals(24, Base64.getUrlDecoder().decode(guard.token()).length);
        assertNotEquals(guard.token(), Guard.of(8123).token());
        assertNotEquals(guard.token(), guard.session(), "who sees the address in a history has no session");
    }

    @Test
    void theTokenOpensAndNothingElseDoes() {
        assertTrue(guard.admits(guard.token()));
        assertFalse(guard.admits(null));
        assertFalse(guard.admits(""));
        assertFalse(guard.admits(guard.token() + "A"));
        assertFalse(guard.admits(guard.token().substring(1)));
        assertFalse(guard.admits(guard.session()));
        assertFalse(guard.admits(guard.token() + guard.token()), "a repetition");
    }

    /** Counts the letters that are looked at. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int looks;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }
    }

    @Test
    void theComparisonTakesAsLongForAWrongFirstLetterAsForAWrongLastOne() {
        var right = new Counted("abcdefgh");
        var first = new Counted("Xbcdefgh");
        var last = new Counted("abcdefgX");
        assertTrue(Guard.same("abcdefgh", right));
        assertFalse(Guard.same("abcdefgh", first));
        assertFalse(Guard.same("abcdefgh", last));
        assertEquals(8, right.looks);
        assertEquals(right.looks, first.looks);
        assertEquals(right.looks, last.looks);
    }

    @Test
    void theCookieIsHiddenFromScriptsAndOtherSites() {
        String cookie = guard.cookie();
        assertTrue(cookie.startsWith("fiducia-8123=" + guard.session() + ";"), cookie);
        assertTrue(cookie.contains("; HttpOnly"), cookie);
        assertTrue(cookie.contains("; SameSite=Strict"), cookie);
        assertTrue(cookie.contains("; Path=/"), cookie);
        assertFalse(cookie.contains("Domain"), cookie);
    }

    @Test
    void withoutTheCookieNothingIsRead() {
        Map<String, String> headers = own();
        headers.remove("Cookie");
        assertEquals(403, status("GET", headers));
        headers.put("Cookie", guard.cookieName() + "=wrong");
        assertEquals(403, status("GET", headers));
        headers.put("Cookie", "fiducia-9=" + guard.session());
        assertEquals(403, status("GET", headers), "the cookie of another console");
        headers.put("Cookie", "other=1; " + guard.cookieName() + "=" + guard.session());
        assertEquals(200, status("GET", headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8123", "127.0.0.1", "localhost:1", "LOCALHOST:65535", "[::1]:8123", "[::1]"})
    void thisMachineIsServedAtAnyPort(String host) {
        assertTrue(Guard.isLocal(host), host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8123",
                "127.0.0.1.evil.example",
                "localhost.evil.example:8123",
                "",
                ":8123",
                "127.0.0.2",
                "0.0.0.0:8123",
                "[::]:8123",
                "::1",
                "127.0.0.1:",
                "127.0.0.1:1:2",
                "user@127.0.0.1:8123"
            })
    void anotherHostIsRefused(String host) {
        Map<String, String> headers = own();
        headers.put("Host", host);
        assertEquals(421, status("GET", headers), host);
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        Map<String, String> headers = own();
        headers.remove("Host");
        assertEquals(421, status("GET", headers));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example", "null", "http://127.0.0.1:8124", "https://127.0.0.1:8123",
                        "http://localhost:8123",
                "http://127.0.0.1:8123.evil.example", "http://127.0.0.1:8123/path", "", "http://[", "file://"
            })
    void aChangeFromAnotherOriginIsRefused(String origin) {
        Map<String, String> headers = own();
        headers.put("Origin", origin);
        assertEquals(403, status("POST", headers), origin);
    }

    @Test
    void aChangeNeedsAnOrigin() {
        Map<String, String> headers = own();
        headers.remove("Origin");
        assertEquals(403, status("POST", headers));
    }

    @Test
    void aChangeNeedsTheHeaderThatFormsCannotSend() {
        Map<String, String> headers = own();
        headers.remove(Guard.CHANGES);
        assertEquals(403, status("POST", headers));
        headers.put(Guard.CHANGES, "0");
        assertEquals(403, status("POST", headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "get"})
    void otherMethodsAreRefused(String method) {
        assertEquals(405, status(method, own()), method);
    }

    @Test
    void aChangeThroughATunnelIsOne() {
        Map<String, String> headers = own();
        headers.put("Host", "localhost:9000");
        headers.put("Origin", "http://localhost:9000");
        assertEquals(200, status("POST", headers));
    }

    @Test
    void thePolicyLetsNothingRunButWhatComesFromHere() {
        String policy = Guard.headers().get("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none';"), policy);
        assertTrue(policy.contains("script-src 'self';"), policy);
        for (String rule :
                new String[] {"connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"
                }) {
            assertTrue(policy.contains(rule), rule);
        }
        assertFalse(policy.contains("unsafe-eval") || policy.contains("http"), policy);
        assertFalse(policy.replaceFirst("style-src[^;]*;", "").contains("unsafe-inline"), "styles only: " + policy);
    }

    @Test
    void everyAnswerIsNeitherKeptNorGuessedNorSharedWithOtherSites() {
        Map<String, String> headers = Guard.headers();
        assertEquals("nosniff", headers.get("X-Content-Type-Options"));
        assertEquals("no-store", headers.get("Cache-Control"));
        assertEquals("no-referrer", headers.get("Referrer-Policy"));
        assertEquals("same-origin", headers.get("Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", headers.get("Cross-Origin-Resource-Policy"));
        assertTrue(headers.keySet().stream().noneMatch(name -> name.startsWith("Access-Control")));
    }
}

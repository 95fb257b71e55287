package org.fiducia.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WebPageTest {
    private static String first(String html, String form) {
        Matcher matcher = Pattern.compile(form, Pattern.DOTALL).matcher(html);
        assertTrue(matcher.find(), form);
        return matcher.group(1);
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    /** The policy knows script and style by what browsers compute of them: all between the tags. */
    @Test
    void thePolicyLetsItsOwnPartsWork() throws Exception {
        String html = new WebPage("t", "p { color: red; }\n", false).html("<p>b</p>\n", "{\"a\":\"</script>\"}");
        String policy = first(html, "Content-Security-Policy\" content=\"([^\"]*)\"");
        assertTrue(policy.startsWith("default-src 'none'; "), policy);
        assertTrue(policy.contains("script-src " + hash(first(html, "<script>(.*?)</script>")) + ";"), policy);
        assertTrue(policy.contains("style-src " + hash(first(html, "<style>(.*?)</style>")) + ";"), policy);
        assertTrue(policy.contains("img-src 'none';"), policy);
        assertEquals("{\"a\":\"\\u003c/script>\"}", first(html, "<script type=\"application/json\">(.*?)</script>"));
        assertTrue(html.contains("p { color: red; }") && html.contains("<p>b</p>"));
        assertTrue(new WebPage("t", "", true).html("").contains("img-src 'self' file:;"));
    }

    @Test
    void titlesAreText() {
        String html = new WebPage("</title><script>\"&", "", false).html("");
        assertTrue(html.contains("<title>&lt;/title&gt;&lt;script&gt;&quot;&amp;</title>"));
        assertFalse(html.contains("application/json\">"), "nothing further");
    }

    @Test
    void aPictureIsAPartOfAPage() {
        byte[] svg =
                "<?xml version=\"1.0\"?>\n<svg><defs id=\"genericDefs\"/></svg>\n".getBytes(StandardCharsets.UTF_8);
        assertEquals("<svg><defs/></svg>\n", WebPage.inline(svg));
    }

    /** Two significant digits of the smaller side of the uncertainty. */
    @Test
    void numbersHaveTheDigitsOfTheirUncertainties() {
        assertEquals("0.333 +0.086 −0.078", Numbers.measured(0.33253, 0.0784, 0.0856));
        assertEquals("−1.20 ± 0.10", Numbers.measured(-1.2, 0.1, 0.1));
        assertEquals("1235 ± 43", Numbers.measured(1234.56, 43.2, 43.4));
        assertEquals("± 0.10", Numbers.uncertainty(0.0996, 0.104));
        assertEquals(2, Numbers.decimals(0.0996));
        assertEquals(3, Numbers.decimals(0, 0.0994));
        assertEquals(0, Numbers.decimals(250));
        assertEquals("0.00", Numbers.fixed(-0.001, 2));
        assertEquals("–", Numbers.fixed(Double.NaN, 2));
        assertEquals("−∞", Numbers.fixed(Double.NEGATIVE_INFINITY, 2));
    }
}

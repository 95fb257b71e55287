package org.fiducia.exchange.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The digest of a JSON document as pyhf defines it ({@code pyhf.utils.digest}): of the UTF-8 text that Python's {@code
 * json.dumps(document, sort_keys=True, ensure_ascii=False)} makes of it.
 */
final class JsonDigest {
    private static final int DIGITS = 17;
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256", "sha512", "SHA-512");

    private JsonDigest() {}

    /** The digest in hexadecimal digits; empty for an algorithm that is not known. */
    static String of(JsonNode document, String algorithm) {
        String name = ALGORITHMS.get(algorithm.toLowerCase(Locale.ROOT));
        if (name == null) {
            return "";
        }
        try {
            byte[] text = text(document).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(text));
        } catch (NoSuchAlgorithmException e) {
            return "";
        }
    }

    /** The document as Python writes it. */
    static String text(JsonNode document) {
        var text = new StringBuilder();
        write(document, text);
        return text.toString();
    }

    private static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            var names = new ArrayList<String>();
            node.fieldNames().forEachRemaining(names::add);
            names.sort(JsonDigest::byCodePoint);
            String between = "";
            out.append('{');
            for (String name : names) {
                out.append(between);
                quote(name, out);
                out.append(": ");
                write(node.get(name), out);
                between = ", ";
            }
            out.append('}');
        } else if (node.isArray()) {
            String between = "";
            out.append('[');
            for (JsonNode member : node) {
                out.append(between);
                write(member, out);
                between = ", ";
            }
            out.append(']');
        } else if (node.isTextual()) {
            quote(node.textValue(), out);
        } else if (node.isNumber() && !node.isIntegralNumber()) {
            out.append(number(node.doubleValue()));
        } else {
            out.append(node.asText());
        }
    }

    private static int byCodePoint(String a, String b) {
        return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** The fewest digits that give the number back, with an exponent from 1e16 on and below 1e-4. */
    static String number(double x) {
        if (!Double.isFinite(x)) {
            return x > 0 ? "Infinity" : "-Infinity";
        }
        if (x == 0) {
            return 1 / x > 0 ? "0.0" : "-0.0";
        }
        var exact = new BigDecimal(x);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits));
            if (shortest.doubleValue() == x) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = x < 0 ? "-" : "";
        if (exponent < -4 || exponent >= 16) {
            String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
            return sign
                    + digits.charAt(0)
                    + rest
                    + String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
        }
        String plain = shortest.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}

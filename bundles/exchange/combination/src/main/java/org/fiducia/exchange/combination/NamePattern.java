package org.fiducia.exchange.combination;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name, or several by a pattern.
 *
 * @param text a name in which * stands for any characters
 */
public record NamePattern(String text) {
    private static final String ANY = "*";

    /** Number of * in it. */
    int stars() {
        return (int) text.chars().filter(c -> c == '*').count();
    }

    /** Whether a name is that of the pattern. */
    public boolean matches(String name) {
        return matcher(name).matches();
    }

    /**
     * What a name becomes.
     *
     * @param as another name, each * of which stands for what that of the pattern does
     * @return empty when the name is not that of the pattern
     */
    Optional<String> translate(String name, String as) {
        Matcher matcher = matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String[] parts = as.split(Pattern.quote(ANY), -1);
        var translated = new StringBuilder(parts[0]);
        for (int i = 1; i < parts.length; i++) {
            translated.append(matcher.group(i)).append(parts[i]);
        }
        return Optional.of(translated.toString());
    }

    private Matcher matcher(String name) {
        String[] parts = text.split(Pattern.quote(ANY), -1);
        var regex = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            regex.append("(.*)").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name);
    }
}

package org.fiducia.kernel.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/** Where the store is and how large it may be, as the environment says. */
public final class StoreFolder {
    private static final String LIMIT = "FIDUCIA_STORE_LIMIT";
    private static final String USUAL_LIMIT = "4G";
    private static final String CACHE_LIMIT = "FIDUCIA_CACHE_LIMIT";
    private static final String USUAL_CACHE_LIMIT = "10G";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*([kMGT]?)B?");
    private static final Map<String, Double> UNITS = Map.of("", 1., "k", 1e3, "M", 1e6, "G", 1e9, "T", 1e12);

    private StoreFolder() {}

    /** FIDUCIA_STORE, else store/ of the distribution, else a folder of the user in the temporary folder. */
    public static Path of(Path home, Map<String, String> environment) {
        String chosen = environment.get("FIDUCIA_STORE");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        Path own = home.resolve("store");
        try {
            Files.createDirectories(own);
            if (Files.isWritable(own)) {
                return own;
            }
        } catch (IOException e) {
            // a distribution that is not ours to write
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "fiducia-store-" + System.getProperty("user.name"));
    }

    /** Bytes that the store may take. */
    public static long limit(Map<String, String> environment) {
        String chosen = environment.get(LIMIT);
        return bytes(LIMIT, chosen == null || chosen.isBlank() ? USUAL_LIMIT : chosen);
    }

    /** Bytes that pieces of files that are elsewhere may take, beside the store. */
    public static long cacheLimit(Map<String, String> environment) {
        String chosen = environment.get(CACHE_LIMIT);
        return bytes(CACHE_LIMIT, chosen == null || chosen.isBlank() ? USUAL_CACHE_LIMIT : chosen);
    }

    /**
     * Bytes of a size as people write it.
     *
     * @param where what has it, for the message
     */
    public static long bytes(String where, String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new FiduciaException(
                    Kind.USAGE, where + " is '" + text + "', which is no size", "write for example 500M or 2G");
        }
        double unit = Objects.requireNonNull(UNITS.get(matcher.group(2)), "the pattern knows no other");
        return (long) (Double.parseDouble(matcher.group(1)) * unit);
    }

    /** A number of bytes as people read it. */
    public static String size(long bytes) {
        if (bytes >= 1e9) {
            return String.format(Locale.ROOT, "%.2f GB", bytes * 1e-9);
        }
        return bytes >= 1e6
                ? String.format(Locale.ROOT, "%.1f MB", bytes * 1e-6)
                : String.format(Locale.ROOT, "%.1f kB", bytes * 1e-3);
    }
}

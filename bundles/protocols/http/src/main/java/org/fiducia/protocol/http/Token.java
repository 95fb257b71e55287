package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * The bearer token of the user (WLCG Bearer Token Discovery): {@code BEARER_TOKEN}, the file {@code BEARER_TOKEN_FILE}, else
 * {@code bt_u} and the number of the user in {@code XDG_RUNTIME_DIR} or {@code /tmp}. It is sent to a host that was named and
 * asked for one, over an encrypted connection or to this machine.
 */
final class Token {
    private final Map<String, String> environment;
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    Token(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * What is sent along.
     *
     * @param named the host of the user's name of the file, with its port
     */
    Optional<String> header(URI to, String named) {
        return asking.contains(named) && to.getAuthority().equals(named) && safe(to)
                ? value().map(token -> "Bearer " + token)
                : Optional.empty();
    }

    /** A host asks for a token; whether it gets one from now on. */
    boolean asked(URI by, String named) {
        boolean gets = by.getAuthority().equals(named) && safe(by) && value().isPresent();
        if (gets) {
            asking.add(named);
        }
        return gets;
    }

    private static boolean safe(URI to) {
        return "https".equals(to.getScheme())
                || List.of("localhost", "127.0.0.1", "[::1]").contains(to.getHost());
    }

    /** Read anew every time: it may be renewed while files are read. */
    private Optional<String> value() {
        String given = environment.getOrDefault("BEARER_TOKEN", "");
        if (!given.isBlank()) {
            return checked(given, "BEARER_TOKEN");
        }
        String file = environment.getOrDefault("BEARER_TOKEN_FILE", "");
        if (!file.isBlank()) {
            try {
                return checked(Files.readString(Path.of(file)), file);
            } catch (IOException e) {
                throw new FiduciaException(
                        Kind.INPUT, "the token file " + file + " cannot be read", "correct BEARER_TOKEN_FILE", e);
            }
        }
        for (Path place : places()) {
            try {
                if (Files.isReadable(place)) {
                    return checked(Files.readString(place), place.toString());
                }
            } catch (IOException e) {
                // as if there were none
            }
        }
        return Optional.empty();
    }

    private List<Path> places() {
        var places = new ArrayList<Path>();
        try {
            Object user = Files.getAttribute(Path.of(System.getProperty("user.home")), "unix:uid");
            String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
            if (!runtime.isBlank()) {
                places.add(Path.of(runtime, "bt_u" + user));
            }
            places.add(Path.of("/tmp", "bt_u" + user));
        } catch (IOException | RuntimeException e) {
            // a system without such numbers
        }
        return places;
    }

    private static Optional<String> checked(String text, String where) {
        String token = text.strip();
        if (token.isEmpty()) {
            return Optional.empty();
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new FiduciaException(
                    Kind.INPUT, where + " holds no token", "a token is one word of letters, digits and signs");
        }
        return Optional.of(token);
    }
}

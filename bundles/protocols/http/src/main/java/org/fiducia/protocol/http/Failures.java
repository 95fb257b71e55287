package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/** What went wrong, in words. */
final class Failures {
    private Failures() {}

    /** A failure and those behind it. */
    private static <T extends Throwable> @Nullable T among(Throwable failure, Class<T> type) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }

    static boolean ofTrust(IOException e) {
        return among(e, SSLException.class) != null;
    }

    static boolean ofReach(IOException e) {
        return among(e, ConnectException.class) != null
                || among(e, NoRouteToHostException.class) != null
                || among(e, HttpConnectTimeoutException.class) != null
                || unknown(e);
    }

    static boolean unknown(IOException e) {
        return among(e, UnknownHostException.class) != null || among(e, UnresolvedAddressException.class) != null;
    }

    static FiduciaException untrusted(String file, IOException e) {
        SSLException why = among(e, SSLException.class);
        return new FiduciaException(
                Kind.INPUT,
                file + ": no secure connection to its server: " + (why == null ? e : why).getMessage(),
                "give the certificates of its authority as FIDUCIA_OPTS=-Djavax.net.ssl.trustStore=FILE, your own as"
                        + " -Djavax.net.ssl.keyStore=FILE if it wants one",
                e);
    }

    static FiduciaException unreachable(String file, URI server, Duration patience, IOException e) {
        String host = server.getAuthority();
        String why = unknown(e)
                ? "nobody knows the host " + host
                : among(e, HttpConnectTimeoutException.class) != null
                        ? host + " does not answer within " + seconds(patience)
                        : host + " takes no connection";
        return new FiduciaException(
                Kind.INPUT,
                file + ": " + why,
                "correct the name of the host, see whether it is up and may be reached from here; a proxy is given as"
                        + " FIDUCIA_OPTS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\"",
                e);
    }

    static FiduciaException broken(String file, int times, IOException e) {
        return new FiduciaException(
                Kind.INPUT,
                file + ": the connection broke " + times + " times in a row, at last: " + e.getMessage(),
                "run it again: what has come is kept; if it breaks at the same place, tell whoever runs the server",
                e);
    }

    static FiduciaException status(String file, int status, int times) {
        return new FiduciaException(
                Kind.INPUT,
                file + ": the server answers " + status + (times > 1 ? ", asked " + times + " times" : ""),
                status >= 500 || status == 429
                        ? "try again later: what has come is kept; or name the file at another site"
                        : "see whether the address is right, and whether the server gives files by http");
    }

    static FiduciaException forbidden(String file, int status, boolean sent) {
        String what = sent ? "does not take the token" : "wants a token or a certificate";
        return new FiduciaException(
                Kind.INPUT,
                file + ": the server " + what + " (" + status + ")",
                "put a token that is valid for it into BEARER_TOKEN, or into a file named by BEARER_TOKEN_FILE; a"
                        + " certificate is given as FIDUCIA_OPTS=-Djavax.net.ssl.keyStore=FILE");
    }

    static FiduciaException changed(String file) {
        return new FiduciaException(
                Kind.INPUT,
                file + ": has changed on the server while it was read",
                "run it again, when nobody writes it: nothing that was read of the other file is used");
    }

    static FiduciaException whole(String file, String why) {
        return new FiduciaException(
                Kind.INPUT,
                file + ": the server gives no pieces of it, and it " + why,
                "copy it, and name the copy; or give a larger FIDUCIA_CACHE_LIMIT");
    }

    static String seconds(Duration time) {
        return (time.toMillis() % 1000 == 0 ? String.valueOf(time.toSeconds()) : String.valueOf(time.toMillis() / 1e3))
                + " s";
    }
}

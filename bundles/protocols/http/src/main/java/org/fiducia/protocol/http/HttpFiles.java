package org.fiducia.protocol.http;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.event.RemoteFiles;
import org.fiducia.api.store.Cache;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Files behind http, https and WebDAV. Pieces of {@link Blocks#SIZE} are asked for by their ranges (RFC 9110, section 14),
 * neighbours in one request, several requests at a time; they are kept in the cache under the name of the file, and the mark
 * of its content that the server gives (ETag, else time of change) with its size.
 */
@Component(service = RemoteFiles.class)
public final class HttpFiles implements RemoteFiles {
    /** Schemes to those of the requests. */
    private static final Map<String, String> SCHEMES =
            Map.of("http", "http", "https", "https", "dav", "http", "davs", "https");

    private static final List<String> XROOTD = List.of("root", "roots", "xroot", "xroots");

    private final RemoteProvider provider;

    @Activate
    public HttpFiles(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    @Nullable Cache cache) {
        this(cache == null ? Cache.NONE : cache, new Patience(), System.getenv());
    }

    /** @param environment where a token may be */
    HttpFiles(Cache cache, Patience patience, Map<String, String> environment) {
        this.provider = new RemoteProvider(new Blocks(cache, new Transport(patience, new Token(environment))));
    }

    @Override
    public String id() {
        return "http";
    }

    @Override
    public String title() {
        return "files behind http and WebDAV, read by ranges";
    }

    @Override
    public List<String> schemes() {
        return SCHEMES.keySet().stream().sorted().toList();
    }

    @Override
    public Path path(URI name) {
        String scheme = SCHEMES.get(String.valueOf(name.getScheme()).toLowerCase(Locale.ROOT));
        String shown = name.getScheme() + "://" + name.getHost() + (name.getPort() < 0 ? "" : ":" + name.getPort())
                + name.getRawPath();
        if (scheme == null || name.getHost() == null) {
            throw new FiduciaException(
                    Kind.INPUT,
                    shown + " names no file",
                    "write https://HOST/FOLDER/FILE, with % for what is no letter");
        }
        if (name.getRawUserInfo() != null) {
            throw new FiduciaException(
                    Kind.INPUT,
                    shown + ": a name and a password in the address are not used",
                    "take them out; a token is given with BEARER_TOKEN or BEARER_TOKEN_FILE");
        }
        String host = name.getHost().toLowerCase(Locale.ROOT) + (name.getPort() < 0 ? "" : ":" + name.getPort());
        String query = name.getRawQuery() == null ? "" : name.getRawQuery();
        return new RemoteFileSystem(provider, scheme + "://" + host, query)
                .path(String.valueOf(name.getRawPath()).isEmpty() ? "/" : name.getRawPath())
                .normalize();
    }

    @Override
    public List<String> remarks(Path file) {
        return file instanceof RemotePath path ? path.file().remarks() : List.of();
    }

    @Override
    public Optional<String> instead(String scheme) {
        return XROOTD.contains(scheme)
                ? Optional.of(
                        "there is no maintained client of XRootD for Java: name the same file at the http door of the"
                                + " site (https:// or davs://), or copy it with xrdcp and name the copy")
                : Optional.empty();
    }
}

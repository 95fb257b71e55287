package org.fiducia.protocol.http;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Files of one host as one name of a user reaches them. What is known of a file is what it was when it was first asked for. */
final class RemoteFileSystem extends FileSystem {
    /** What a path may have as it is (RFC 3986, 3.3); anything else is written with percent signs. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/%";

    private final RemoteProvider provider;
    private final String host;
    private final String query;
    private final Map<String, RemoteFile> files = new ConcurrentHashMap<>();

    /**
     * @param host scheme and host, {@code https://host:port}
     * @param query without the question mark; goes with every file
     */
    RemoteFileSystem(RemoteProvider provider, String host, String query) {
        this.provider = provider;
        this.host = host;
        this.query = query;
    }

    String host() {
        return host;
    }

    String query() {
        return query;
    }

    /** A path as it stands in an address. */
    RemotePath path(String raw) {
        return new RemotePath(this, raw);
    }

    /** What is known of a file. */
    RemoteFile file(RemotePath path) {
        return files.computeIfAbsent(
                path.raw(), raw -> new RemoteFile(provider.blocks(), path.toString(), path.toUri(), query));
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    /** Of names as people write them: what an address cannot hold is written with percent signs. */
    @Override
    public Path getPath(String first, String... more) {
        String joined = more.length == 0 ? first : first + "/" + String.join("/", more);
        var raw = new StringBuilder();
        for (byte b : joined.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            raw.append(PLAIN.indexOf(c) >= 0 ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return path(raw.toString());
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(path("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}

package org.fiducia.protocol.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.Nullable;

/**
 * The path of a remote file, percent signs and all. One that begins with a slash is absolute; its text is the address without
 * the query, that of another one the name in letters.
 */
final class RemotePath implements Path {
    private final RemoteFileSystem system;
    private final String raw;

    RemotePath(RemoteFileSystem system, String raw) {
        this.system = system;
        this.raw = raw;
    }

    /** As it stands in an address. */
    String raw() {
        return raw;
    }

    /** What is known of it. */
    RemoteFile file() {
        return system.file(this);
    }

    private RemotePath same(Path other) {
        if (other instanceof RemotePath path) {
            return path;
        }
        throw new ProviderMismatchException();
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        for (String name : raw.split("/")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    @Override
    public FileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return raw.startsWith("/");
    }

    @Override
    public @Nullable Path getRoot() {
        return isAbsolute() ? system.path("/") : null;
    }

    @Override
    public @Nullable Path getFileName() {
        List<String> names = names();
        return names.isEmpty() ? null : system.path(names.get(names.size() - 1));
    }

    @Override
    public @Nullable Path getParent() {
        List<String> names = names();
        if (names.size() < (isAbsolute() ? 1 : 2)) {
            return null;
        }
        return system.path((isAbsolute() ? "/" : "") + String.join("/", names.subList(0, names.size() - 1)));
    }

    @Override
    public int getNameCount() {
        return names().size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        List<String> names = names();
        if (beginIndex < 0 || endIndex > names.size() || beginIndex >= endIndex) {
            throw new IllegalArgumentException(beginIndex + " to " + endIndex + " of " + names.size());
        }
        return system.path(String.join("/", names.subList(beginIndex, endIndex)));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof RemotePath path
                && path.system.host().equals(system.host())
                && path.isAbsolute() == isAbsolute()
                && path.getNameCount() <= getNameCount()
                && names().subList(0, path.getNameCount()).equals(path.names());
    }

    @Override
    public boolean endsWith(Path other) {
        if (!(other instanceof RemotePath path) || path.getNameCount() > getNameCount()) {
            return false;
        }
        if (path.isAbsolute()) {
            return equals(path);
        }
        List<String> names = names();
        return names.subList(names.size() - path.getNameCount(), names.size()).equals(path.names());
    }

    @Override
    public Path normalize() {
        var kept = new ArrayList<String>();
        for (String name : names()) {
            boolean up = name.equals("..");
            if (up && !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..")) {
                kept.remove(kept.size() - 1);
            } else if (!name.equals(".") && !(up && isAbsolute())) {
                kept.add(name);
            }
        }
        boolean folder = raw.endsWith("/") && !kept.isEmpty();
        return system.path((isAbsolute() ? "/" : "") + String.join("/", kept) + (folder ? "/" : ""));
    }

    @Override
    public Path resolve(Path other) {
        RemotePath path = same(other);
        if (path.isAbsolute()) {
            return path;
        }
        String below = path.raw;
        return below.isEmpty()
                ? this
                : system.path(raw.isEmpty() || raw.endsWith("/") ? raw + below : raw + "/" + below);
    }

    @Override
    public Path relativize(Path other) {
        RemotePath path = same(other);
        List<String> from = names();
        List<String> to = path.names();
        if (path.isAbsolute() != isAbsolute() || !path.system.host().equals(system.host())) {
            throw new IllegalArgumentException("they have no place in common");
        }
        int common = 0;
        while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
            common++;
        }
        var way = new ArrayList<String>();
        for (int k = common; k < from.size(); k++) {
            way.add("..");
        }
        way.addAll(to.subList(common, to.size()));
        return system.path(String.join("/", way));
    }

    @Override
    public URI toUri() {
        return URI.create(
                system.host() + toAbsolutePath().raw + (system.query().isEmpty() ? "" : "?" + system.query()));
    }

    @Override
    public RemotePath toAbsolutePath() {
        return isAbsolute() ? this : system.path("/" + raw);
    }

    /** Itself: a host knows no links. It is not asked whether the file is there. */
    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath().normalize();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return toUri().compareTo(same(other).toUri());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemotePath path
                && raw.equals(path.raw)
                && system.host().equals(path.system.host())
                && system.query().equals(path.system.query());
    }

    @Override
    public int hashCode() {
        return raw.hashCode() * 31 + system.host().hashCode();
    }

    @Override
    public String toString() {
        if (isAbsolute()) {
            return system.host() + raw;
        }
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}

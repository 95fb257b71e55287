package org.fiducia.protocol.http;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.Nullable;

/** Reads remote files. Whatever writes is refused. */
final class RemoteProvider extends FileSystemProvider {
    private final Blocks blocks;

    RemoteProvider(Blocks blocks) {
        this.blocks = blocks;
    }

    Blocks blocks() {
        return blocks;
    }

    private static RemotePath remote(Path path) {
        if (path instanceof RemotePath remote) {
            return remote.toAbsolutePath();
        }
        throw new ProviderMismatchException();
    }

    @Override
    public String getScheme() {
        return "https";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        for (OpenOption option : options) {
            if (option != StandardOpenOption.READ && !(option instanceof LinkOption)) {
                throw new ReadOnlyFileSystemException();
            }
        }
        return new RemoteChannel(remote(path).file().content());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        throw new NotDirectoryException(folder.toString());
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.equals(other);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        for (AccessMode mode : modes) {
            if (mode != AccessMode.READ) {
                throw new AccessDeniedException(path.toString());
            }
        }
        remote(path).file().content();
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return type == BasicFileAttributeView.class ? type.cast(new View(remote(path))) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (type != BasicFileAttributes.class) {
            throw new UnsupportedOperationException(type.getName());
        }
        return type.cast(Attributes.of(remote(path)));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        String names = attributes.startsWith("basic:") ? attributes.substring("basic:".length()) : attributes;
        Map<String, Object> all = Attributes.of(remote(path)).byName();
        if (names.equals("*")) {
            return all;
        }
        var wanted = new LinkedHashMap<String, Object>();
        for (String name : List.of(names.split(","))) {
            Object value = all.get(name);
            if (value == null) {
                throw new IllegalArgumentException(name);
            }
            wanted.put(name, value);
        }
        return wanted;
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    private record View(RemotePath path) implements BasicFileAttributeView {
        @Override
        public String name() {
            return "basic";
        }

        @Override
        public BasicFileAttributes readAttributes() throws IOException {
            return Attributes.of(path);
        }

        @Override
        public void setTimes(
                @Nullable FileTime lastModifiedTime, @Nullable FileTime lastAccessTime, @Nullable FileTime createTime) {
            throw new ReadOnlyFileSystemException();
        }
    }

    /**
     * What is told of a file.
     *
     * @param fileKey mark of its content
     */
    private record Attributes(long size, FileTime lastModifiedTime, String fileKey, boolean isRegularFile)
            implements BasicFileAttributes {
        static Attributes of(RemotePath path) throws IOException {
            Content content = path.file().content();
            return new Attributes(
                    content.version().size(),
                    content.version().time(),
                    content.mark(),
                    !path.raw().endsWith("/"));
        }

        Map<String, Object> byName() {
            return Map.of(
                    "size", size,
                    "lastModifiedTime", lastModifiedTime,
                    "lastAccessTime", lastModifiedTime,
                    "creationTime", lastModifiedTime,
                    "fileKey", fileKey,
                    "isRegularFile", isRegularFile,
                    "isDirectory", isDirectory(),
                    "isSymbolicLink", false,
                    "isOther", false);
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime;
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime;
        }

        @Override
        public boolean isDirectory() {
            return !isRegularFile;
        }

        @Override
        public boolean isSymbolicLink() {
            return false;
        }

        @Override
        public boolean isOther() {
            return false;
        }
    }
}

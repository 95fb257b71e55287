package org.fiducia.kernel.pipeline;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.event.RemoteFiles;
import org.fiducia.kernel.card.RemoteName;
import org.fiducia.kernel.plugins.Plugins;

/** Files of events by their names, those that are elsewhere included: the one place that tells them apart. */
public final class InputNames {
    private final Plugins plugins;

    /** @param plugins where the protocols are */
    public InputNames(Plugins plugins) {
        this.plugins = plugins;
    }

    /**
     * A file by its name.
     *
     * @param folder to which the name of a file that is here is relative
     * @throws FiduciaException when it is of a protocol that nobody takes
     */
    public Path file(Path folder, String name) {
        return RemoteName.scheme(name).isPresent()
                ? remote(name)
                : folder.resolve(name).normalize();
    }

    /** A file by a name that has a scheme. */
    public Path remote(String name) {
        String scheme = RemoteName.scheme(name).orElseThrow();
        List<RemoteFiles> all = plugins.all(RemoteFiles.class);
        for (RemoteFiles protocol : all) {
            if (protocol.schemes().contains(scheme)) {
                return Plugins.guard(protocol, () -> protocol.path(uri(name)));
            }
        }
        String shown = RemoteName.shown(name);
        for (RemoteFiles protocol : all) {
            Optional<String> instead = protocol.instead(scheme);
            if (instead.isPresent()) {
                throw new FiduciaException(Kind.INPUT, shown + ": " + scheme + ":// is not read", instead.get());
            }
        }
        String installed = all.stream()
                .flatMap(protocol -> protocol.schemes().stream())
                .distinct()
                .sorted()
                .map(known -> known + "://")
                .collect(Collectors.joining(", "));
        throw new FiduciaException(
                Kind.INPUT,
                shown + ": unknown protocol " + scheme + "://",
                (installed.isEmpty() ? "none is installed" : "installed are " + installed)
                        + "; copy the file, and name the copy");
    }

    /** What a person should know of files that are elsewhere and have been asked for. */
    List<String> remarks(Collection<Path> files) {
        var remarks = new ArrayList<String>();
        List<RemoteFiles> all = plugins.all(RemoteFiles.class);
        for (Path file : files) {
            String scheme = RemoteName.scheme(file.toUri().toString()).orElse("");
            for (RemoteFiles protocol : all) {
                if (protocol.schemes().contains(scheme)) {
                    remarks.addAll(Plugins.guard(protocol, () -> protocol.remarks(file)));
                }
            }
        }
        return remarks;
    }

    private static URI uri(String name) {
        try {
            return new URI(name);
        } catch (URISyntaxException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    RemoteName.shown(name) + " is no address: " + e.getReason(),
                    "write what is not a letter of an address with percent signs, a blank as %20");
        }
    }

    /** Whether a file is elsewhere. */
    public static boolean isRemote(Path file) {
        return file.getFileSystem() != FileSystems.getDefault();
    }

    /** The name by which a file is found again. */
    static String of(Path file) {
        return isRemote(file) ? file.toUri().toString() : file.toString();
    }
}

package org.fiducia.console.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;

/**
 * Jars for the deploy folder, in two steps: what was sent is read and shown with its checksum, and deployed when the same
 * checksum comes back. Off unless the caller of the console allows it.
 */
final class DeployResource implements Resource {
    /** Bytes of the largest jar. */
    static final int LARGEST = 20_000_000;

    private static final int MANIFEST = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.+-]{0,99}\\.jar");

    private final Premises premises;
    private @Nullable Pending pending;

    /** A jar that waits for a yes. */
    private record Pending(String name, String checksum, byte[] bytes) {}

    DeployResource(Premises premises) {
        this.premises = premises;
    }

    @Override
    public int limit(String path) {
        return premises.deploys() && path.equals("/api/deploy") ? LARGEST : SMALL;
    }

    @Override
    public Optional<Answer> answer(Request request) throws IOException {
        boolean sends = request.path().equals("/api/deploy");
        if (!request.post() || !sends && !request.path().equals("/api/deploy/confirm")) {
            return Optional.empty();
        }
        if (!premises.deploys()) {
            return Optional.of(Answer.refused(
                    403, "jars are not deployed from the page", "start the console with --allow-deploy"));
        }
        return Optional.of(
                sends
                        ? show(request.asked("name"), request.body())
                        : deploy(request.json().path("sha256").asText()));
    }

    /** What a jar is, without a trace of it in the deploy folder. */
    private synchronized Answer show(String name, byte[] bytes) throws IOException {
        pending = null;
        if (!NAME.matcher(name).matches()) {
            throw new FiduciaException(
                    Kind.PLUGIN, name + " is no name of a jar here", "name it in letters, digits and dashes, and .jar");
        }
        Manifest manifest = manifest(name, bytes);
        String bundle = value(manifest, "Bundle-SymbolicName").replaceFirst(";.*", "");
        if (bundle.isEmpty() || value(manifest, "Bundle-ManifestVersion").isEmpty()) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    name + " is no plug-in: its manifest names no bundle",
                    "build it as `fiducia new-plugin` shows");
        }
        var waits = new Pending(name, checksum(bytes), bytes);
        pending = waits;
        var told = new LinkedHashMap<String, Object>();
        told.put("name", name);
        told.put("bundle", bundle);
        told.put("version", value(manifest, "Bundle-Version"));
        told.put("title", value(manifest, "Bundle-Name"));
        told.put("size", bytes.length);
        told.put("sha256", waits.checksum());
        told.put("replaces", Files.exists(premises.deploy().resolve(name)));
        return Answer.json(told);
    }

    private synchronized Answer deploy(String checksum) throws IOException {
        Pending jar = pending;
        if (jar == null || !jar.checksum().equals(checksum)) {
            return Answer.refused(409, "this is not the jar that was shown last", "choose it again");
        }
        pending = null;
        Path folder = Files.createDirectories(premises.deploy());
        Path part = Files.createTempFile(folder, ".", ".part");
        try {
            Files.write(part, jar.bytes());
            Files.move(
                    part,
                    folder.resolve(jar.name()),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw FiduciaException.unwritable(folder.resolve(jar.name()), e);
        } finally {
            Files.deleteIfExists(part);
        }
        return Answer.json(201, Map.of("name", jar.name()));
    }

    /** The manifest, by the directory of the archive, as the framework will find it. */
    private static Manifest manifest(String name, byte[] bytes) throws IOException {
        Path file = Files.createTempFile("fiducia-web-", ".jar");
        try {
            Files.write(file, bytes);
            try (var zip = new ZipFile(file.toFile())) {
                ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
                if (entry == null) {
                    return new Manifest();
                }
                try (InputStream in = zip.getInputStream(entry)) {
                    return new Manifest(new ByteArrayInputStream(in.readNBytes(MANIFEST)));
                }
            }
        } catch (ZipException e) {
            throw new FiduciaException(Kind.PLUGIN, name + " is not a complete jar", "choose a jar", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String value(Manifest manifest, String header) {
        String value = manifest.getMainAttributes().getValue(header);
        return value == null ? "" : value.strip();
    }

    private static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.fiducia.scheduler.batch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;

/**
 * What is to be done, in a folder: {@code units.json}, what all units have in common in {@code shared}, each unit in {@code
 * unit-K} and what came of it in {@code result-K}, K from 0. Files are whole or not there; {@code units.json} is written last.
 *
 * @param version of the form of the folder
 * @param task id of the task
 * @param card analysis card whose events are selected
 * @param changes values of the card that were set
 * @param plugins symbolic name of each bundle to the SHA-256 of its jar
 * @param units SHA-256 of each unit with the task and what is shared
 */
record UnitList(
        int version, String task, String card, List<String> changes, Map<String, String> plugins, List<String> units) {
    static final int VERSION = 1;

    private static final String LIST = "units.json";
    private static final String SHARED = "shared";
    private static final JsonMapper JSON = new JsonMapper();

    UnitList {
        changes = List.copyOf(changes);
        plugins = new TreeMap<>(plugins);
        units = List.copyOf(units);
    }

    /** Whether a folder has units. */
    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(LIST));
    }

    /** Writes units into a folder. */
    static UnitList write(
            Path folder,
            String task,
            String card,
            List<String> changes,
            Map<String, String> plugins,
            byte[] shared,
            List<byte[]> units)
            throws IOException {
        Files.createDirectories(folder);
        put(folder.resolve(SHARED), shared);
        var names = new ArrayList<String>();
        for (int k = 0; k < units.size(); k++) {
            put(unit(folder, k), units.get(k));
            names.add(name(task, shared, units.get(k)));
        }
        var list = new UnitList(VERSION, task, card, changes, plugins, names);
        put(folder.resolve(LIST), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(list));
        return list;
    }

    /** Reads the list of a folder. */
    static UnitList read(Path folder) {
        Path file = folder.resolve(LIST);
        try {
            UnitList list = JSON.readValue(Files.readAllBytes(file), UnitList.class);
            if (list.version != VERSION) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + " is of version " + list.version + ", this is " + VERSION,
                        "write the units with the same distribution");
            }
            return list;
        } catch (NoSuchFileException e) {
            throw new FiduciaException(
                    Kind.INPUT, folder + " has no units: there is no " + LIST, "write them with `fiducia units`", e);
        } catch (JacksonException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " is no list of units: " + e.getMessage(),
                    "write it again with `fiducia units`",
                    e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** What identifies a unit. */
    static String name(String task, byte[] shared, byte[] unit) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(task.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(MessageDigest.getInstance("SHA-256").digest(shared));
            digest.update(unit);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** What all units have in common. */
    static byte[] shared(Path folder) {
        return get(folder.resolve(SHARED));
    }

    /** A unit of the list. */
    byte[] unit(Path folder, byte[] shared, int number) {
        Path file = unit(folder, number);
        byte[] unit = get(file);
        if (!name(task, shared, unit).equals(units.get(number))) {
            throw new FiduciaException(
                    Kind.INPUT, file + " is not what was written", "write the units again with `fiducia units`");
        }
        return unit;
    }

    private static Path unit(Path folder, int number) {
        return folder.resolve("unit-" + number);
    }

    /** Where the result of a unit is. */
    static Path result(Path folder, int number) {
        return folder.resolve("result-" + number);
    }

    /** Bytes of a file. */
    static byte[] get(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static FiduciaException unreadable(Path file, IOException e) {
        String why = e instanceof NoSuchFileException ? "it is not there" : e.getMessage();
        return new FiduciaException(
                Kind.INPUT, "cannot read " + file + ": " + why, "make the folder of the units visible here", e);
    }

    /** Writes a file, whole or not at all. */
    static void put(Path file, byte[] bytes) throws IOException {
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), ".part-", "");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}

package org.fiducia.scheduler.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the units of a call have in common.
 *
 * @param task id of the task
 * @param plugins symbolic name of each bundle to the SHA-256 of its jar, which must be the same where the work is done
 * @param shared what the task makes ready with
 */
record Order(String task, Map<String, String> plugins, byte[] shared) {
    Order {
        plugins = new TreeMap<>(plugins);
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(task);
            out.writeInt(plugins.size());
            for (Map.Entry<String, String> plugin : plugins.entrySet()) {
                out.writeUTF(plugin.getKey());
                out.writeUTF(plugin.getValue());
            }
            out.write(shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory has room
        }
        return bytes.toByteArray();
    }

    static Order of(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            String task = in.readUTF();
            var plugins = new TreeMap<String, String>();
            for (int left = in.readInt(); left > 0; left--) {
                plugins.put(in.readUTF(), in.readUTF());
            }
            return new Order(task, plugins, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // who writes it is of the same version, or refused by the host program
        }
    }
}

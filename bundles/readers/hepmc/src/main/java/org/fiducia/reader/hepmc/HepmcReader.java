package org.fiducia.reader.hepmc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.reader.hepmc.internal.text.EventText;
import org.osgi.service.component.annotations.Component;

/**
 * Reads generated events in HepMC text, forms Asciiv3 and IO_GenEvent, plain or compressed with gzip. The file is one tree
 * named {@code Events} with the columns that simulated signal has: dressed leptons, jets, photons of the Higgs boson, weights,
 * and the cross section. It is read from the first event to the last; memory does not grow with their number.
 */
@Component(service = EventReader.class)
public final class HepmcReader implements EventReader {
    private static final int GZIP = 0x1f;

    @Override
    public String id() {
        return "hepmc";
    }

    @Override
    public String title() {
        return "generated events in HepMC text (Asciiv3, IO_GenEvent, gzip)";
    }

    @Override
    public boolean accepts(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return false;
        }
        byte[] expected = EventText.FIRST.getBytes(StandardCharsets.US_ASCII);
        try (InputStream raw = Files.newInputStream(file)) {
            byte[] head = raw.readNBytes(expected.length);
            if (head.length > 0 && head[0] == GZIP) {
                try (InputStream again = Files.newInputStream(file);
                        InputStream text = new GZIPInputStream(again)) {
                    head = text.readNBytes(expected.length);
                }
            }
            return Arrays.equals(head, expected);
        } catch (EOFException | ZipException e) {
            return false;
        }
    }

    @Override
    public EventFile open(Path file) throws IOException {
        return HepmcFile.open(file);
    }
}

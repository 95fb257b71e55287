package org.fiducia.reader.root;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.reader.root.internal.storage.RootFile;
import org.fiducia.reader.root.internal.tree.RootEventFile;
import org.osgi.service.component.annotations.Component;

/**
 * Reads the trees and histograms of ROOT files. Trees of ROOT 2 to 6: numbers and flags, {@code Double32_t} and
 * {@code Float16_t}, arrays of fixed length, jagged arrays with a counting branch (NanoAOD), members of split classes and
 * collections, one-dimensional standard containers; RNTuples of format 1, listed and read as trees; compressed with zlib,
 * LZ4, LZMA, zstd or not at all. Whatever else there is, is listed with the reason why it is not read.
 */
@Component(service = EventReader.class)
public final class RootReader implements EventReader {
    @Override
    public String id() {
        return "root";
    }

    @Override
    public String title() {
        return "ROOT files (TTree, RNTuple, TH1)";
    }

    /** By the first bytes, or by the name: what is called {@code .root} and is not is refused with a reason when opened. */
    @Override
    public boolean accepts(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".root")) {
            return true;
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return RootFile.startsWithMagic(in.readNBytes(4));
        }
    }

    @Override
    public EventFile open(Path file) throws IOException {
        return RootEventFile.open(file);
    }
}

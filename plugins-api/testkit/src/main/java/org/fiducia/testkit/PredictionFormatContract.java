package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.exchange.PredictionFormat;
import org.fiducia.api.measurement.Uncertainty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every format of predictions keeps. The test of one extends it and writes a file of its format. */
public abstract class PredictionFormatContract {
    private final PredictionFormat format;

    @TempDir
    private Path folder;

    /** @param format the format under test */
    protected PredictionFormatContract(PredictionFormat format) {
        this.format = format;
    }

    /** A file of the format, a text. */
    protected abstract Path file(Path folder) throws IOException;

    @Test
    void readsItsFiles() throws IOException {
        Path file = file(folder);
        assertTrue(format.recognises(file), "a file of its format is recognised");
        Prediction prediction = format.read(file, Progress.NONE);
        assertFalse(prediction.name().isBlank(), "it has a name");
        assertFalse(prediction.spectra().isEmpty(), "it predicts something");
        var names = new HashSet<String>();
        for (Spectrum spectrum : prediction.spectra()) {
            assertTrue(names.add(spectrum.observable()), () -> "one spectrum of " + spectrum.observable());
            assertTrue(Arrays.stream(spectrum.sigma()).allMatch(Double::isFinite), "cross sections are numbers");
            for (List<Uncertainty> source : spectrum.uncertainties().values()) {
                assertTrue(source.stream().allMatch(u -> u.down() >= 0 && u.up() >= 0), "sizes without sign");
            }
        }
        Prediction again = format.read(file, Progress.NONE);
        for (int k = 0; k < prediction.spectra().size(); k++) {
            Spectrum first = prediction.spectra().get(k);
            Spectrum second = again.spectra().get(k);
            assertEquals(first.binning(), second.binning(), "the same bins each time");
            assertArrayEquals(first.sigma(), second.sigma(), "the same numbers each time");
            assertEquals(first.uncertainties(), second.uncertainties());
        }
    }

    @Test
    void doesNotTakeNonsense() throws IOException {
        assertFalse(format.recognises(Files.writeString(folder.resolve("words"), "a file of words, {no more\n")));
        assertFalse(format.recognises(Files.write(folder.resolve("bytes"), new byte[] {0, 1, -1, 0, 42})));
        assertFalse(format.recognises(Files.createDirectory(folder.resolve("empty"))), "an empty folder is none");
    }

    /** Cut off, a file is refused with words, or read as far as it is complete; nothing else is thrown. */
    @Test
    void whatBreaksOffIsRefused() throws IOException {
        String text = Files.readString(file(folder));
        int refused = 0;
        for (int length = 1; length < text.length(); length += Math.max(1, text.length() / 40)) {
            Path cut = Files.writeString(folder.resolve("cut"), text.substring(0, length));
            try {
                format.read(cut, Progress.NONE);
            } catch (FiduciaException e) {
                assertFalse(e.remedy().isBlank(), "what to do");
                refused++;
            }
        }
        assertTrue(refused > 0, "some of them make no sense");
        assertThrows(
                FiduciaException.class,
                () -> format.read(Files.writeString(folder.resolve("none"), ""), Progress.NONE),
                "an empty file is refused");
    }
}

package org.fiducia.exchange.prediction;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.zip.GZIPInputStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.Prediction;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.exchange.PredictionFormat;
import org.osgi.service.component.annotations.Component;

/**
 * Reads estimates of one axis from YODA text (version 3 of its objects), plain or compressed with gzip. A spectrum is called by
 * the last part of its path. With edges that are numbers, values are taken as dσ/dx in fb per unit of the axis and multiplied by
 * the widths of the bins, the overflow as a cross section in fb; with edges that are names or whole numbers, as cross sections in
 * fb. Variations of weights, in brackets behind a path, and raw objects are left out.
 */
@Component(service = PredictionFormat.class)
public final class YodaPrediction implements PredictionFormat {
    static final String BEGIN = "BEGIN YODA_";
    private static final String END = "END YODA_";
    private static final int GZIP = 0x1f;

    @Override
    public String id() {
        return "yoda";
    }

    @Override
    public String title() {
        return "estimates in YODA text";
    }

    @Override
    public boolean recognises(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    return line.startsWith(BEGIN);
                }
            }
            return false;
        } catch (IOException e) {
            return false; // no text
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            raw = new BufferedInputStream(raw);
            raw.mark(1);
            boolean compressed = raw.read() == GZIP;
            raw.reset();
            InputStream text = compressed ? new GZIPInputStream(raw) : raw;
            return new BufferedReader(
                    new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder())); // no replacement characters
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    @Override
    public Prediction read(Path file, Progress progress) throws IOException {
        var spectra = new ArrayList<Spectrum>();
        var names = new LinkedHashSet<String>();
        boolean any = false;
        try (BufferedReader lines = open(file)) {
            int number = 0;
            YodaEstimate estimate = null;
            boolean inside = false;
            int began = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.startsWith(BEGIN)) {
                    inside = true;
                    began = number;
                    any = true;
                    String[] words = line.substring(BEGIN.length()).split("\\s+", 2);
                    String path = words.length < 2 ? "" : words[1].strip();
                    estimate = wanted(words[0], path) ? new YodaEstimate(file, words[0], path) : null;
                } else if (line.startsWith(END)) {
                    inside = false;
                    if (estimate != null) {
                        Spectrum spectrum = estimate.spectrum();
                        if (!names.add(spectrum.observable())) {
                            throw new FiduciaException(
                                    Kind.INPUT,
                                    file + ", line " + began + ": a second spectrum " + spectrum.observable(),
                                    "leave one of them out of the file");
                        }
                        spectra.add(spectrum);
                    }
                    estimate = null;
                } else if (estimate != null) {
                    estimate.take(line, number);
                }
            }
            if (inside) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + ": breaks off in the object that begins in line " + began,
                        "copy or write the file again");
            }
        } catch (MalformedInputException e) {
            throw new FiduciaException(Kind.INPUT, file + " is no text", "name a file of YODA text", e);
        }
        if (spectra.isEmpty()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + (any ? " has no estimate of one axis" : " is no YODA text"),
                    "write estimates of version 3, as Rivet 4 and YODA 2 do");
        }
        progress.warn(file.getFileName()
                + ": values are taken as dσ/dx in fb, those of named bins and the overflow as σ in fb");
        String name = file.getFileName().toString().replaceFirst("\\.yoda(\\.gz)?$", "");
        return new Prediction(name, name, spectra);
    }

    private static boolean wanted(String type, String path) {
        boolean one = type.matches("ESTIMATE1D_V3|BINNEDESTIMATE<[^,>]+>_V3");
        return one && !path.endsWith("]") && !path.startsWith("/RAW/") && !path.startsWith("/TMP/");
    }
}

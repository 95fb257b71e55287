package org.fiducia.calibrations.photonenergy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The constants of a stage with what they were made from. Files of them carry a hash of all that is in them, and that of the
 * constants of the stage before, on which they depend.
 *
 * @param stage 1 to 3
 * @param eras periods with their runs
 * @param bins names of the bins, in the order of the values; those of the first stage for every era
 * @param values each kind of constant by its name, [bin]
 * @param covariance of the constants of all kinds, one kind after the other
 * @param more what else was found, by its name, [bin]
 * @param inputs hash of the files and settings they were made from
 * @param predecessor hash of the constants of the stage before; empty for the first
 */
record Constants(
        int stage,
        List<Period> eras,
        List<String> bins,
        Map<String, double[]> values,
        double[][] covariance,
        Map<String, double[]> more,
        String inputs,
        String predecessor) {
    static final String ALPHA = "alpha";
    static final String SMEARING = "smearing";
    static final String UNIFORMITY = "u";
    static final String PHOTON = "d";
    static final String CONTENT = "content";

    private static final String FORMAT = "constants of photon energies";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * A period of data taking.
     *
     * @param luminosity its share of all
     */
    record Period(String name, int firstRun, int lastRun, double luminosity) {}

    Constants {
        eras = List.copyOf(eras);
        bins = List.copyOf(bins);
        values = new LinkedHashMap<>(values);
        more = new LinkedHashMap<>(more);
    }

    /** Names of bins as this version has them. */
    static List<String> names(int stage) {
        var names = new ArrayList<String>();
        int size = stage == 1 ? Cells.SCALES : stage == 2 ? Cells.UNIFORMITIES : Cells.PHOTONS;
        for (int k = 0; k < size; k++) {
            names.add(stage == 1 ? Cells.scaleTitle(k) : stage == 2 ? Cells.uniformityTitle(k) : Cells.photonTitle(k));
        }
        return names;
    }

    /** Constants of a kind. */
    double[] of(String kind) {
        double[] found = values.get(kind);
        if (found == null) {
            throw new IllegalStateException("stage " + stage + " has no " + kind);
        }
        return found;
    }

    /** What else was found, by its name; no numbers when it was not. */
    double[] found(String name) {
        return more.getOrDefault(name, new double[0]);
    }

    /** Errors of the constants of a kind. */
    double[] errors(String kind) {
        int at = 0;
        for (Map.Entry<String, double[]> entry : values.entrySet()) {
            if (entry.getKey().equals(kind)) {
                break;
            }
            at += entry.getValue().length;
        }
        var errors = new double[of(kind).length];
        for (int k = 0; k < errors.length; k++) {
            errors[k] = Math.sqrt(covariance[at + k][at + k]);
        }
        return errors;
    }

    /** Share of each era in the luminosity. */
    double[] shares() {
        double sum = eras.stream().mapToDouble(Period::luminosity).sum();
        return eras.stream().mapToDouble(era -> era.luminosity() / sum).toArray();
    }

    /** Hash of all that is in them. */
    String content() {
        return hashOf(fields());
    }

    private Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("version", VERSION);
        fields.put("stage", stage);
        fields.put(
                "eras",
                eras.stream()
                        .map(era -> {
                            var one = new LinkedHashMap<String, Object>();
                            one.put("name", era.name());
                            one.put("firstRun", era.firstRun());
                            one.put("lastRun", era.lastRun());
                            one.put("luminosity", era.luminosity());
                            return one;
                        })
                        .toList());
        fields.put("bins", bins);
        var constants = new LinkedHashMap<String, Object>();
        values.forEach((kind, list) -> {
            var one = new LinkedHashMap<String, Object>();
            one.put("values", list(list));
            one.put("errors", list(errors(kind)));
            constants.put(kind, one);
        });
        fields.put("constants", constants);
        var rows = new ArrayList<Object>();
        for (double[] row : covariance) {
            rows.add(list(row));
        }
        fields.put("covariance", rows);
        var rest = new LinkedHashMap<String, Object>();
        more.forEach((name, list) -> rest.put(name, list(list)));
        fields.put("more", rest);
        fields.put("inputs", inputs);
        fields.put("predecessor", predecessor);
        return fields;
    }

    private static List<Object> list(double[] values) {
        var list = new ArrayList<Object>();
        for (double value : values) {
            list.add(Double.isFinite(value) ? (Object) value : "none");
        }
        return list;
    }

    /** As a file. */
    byte[] bytes() {
        try {
            Map<String, Object> fields = fields();
            fields.put(CONTENT, content());
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * From a file.
     *
     * @throws IOException when it is no such file, or its content is not what its hash says
     */
    static Constants of(byte[] bytes) throws IOException {
        if (!(parsed(bytes) instanceof ObjectNode fields)) {
            throw new IOException("it is no file of constants");
        }
        if (!FORMAT.equals(fields.path("format").asText())
                || fields.path("version").asInt() != VERSION) {
            throw new IOException("it holds no " + FORMAT + " of version " + VERSION);
        }
        String content = fields.path(CONTENT).asText();
        fields.remove(CONTENT);
        if (!hashOf(fields).equals(content)) {
            throw new IOException("it was altered after it was made: its hash does not fit");
        }
        var eras = new ArrayList<Period>();
        for (JsonNode era : fields.path("eras")) {
            eras.add(new Period(
                    era.path("name").asText(),
                    era.path("firstRun").asInt(),
                    era.path("lastRun").asInt(),
                    era.path("luminosity").asDouble()));
        }
        var bins = new ArrayList<String>();
        fields.path("bins").forEach(bin -> bins.add(bin.asText()));
        var values = new LinkedHashMap<String, double[]>();
        fields.path("constants")
                .properties()
                .forEach(kind -> values.put(kind.getKey(), reals(kind.getValue().path("values"))));
        JsonNode rows = fields.path("covariance");
        var covariance = new double[rows.size()][];
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] = reals(rows.path(i));
        }
        var more = new LinkedHashMap<String, double[]>();
        fields.path("more").properties().forEach(list -> more.put(list.getKey(), reals(list.getValue())));
        return new Constants(
                fields.path("stage").asInt(),
                eras,
                bins,
                values,
                covariance,
                more,
                fields.path("inputs").asText(),
                fields.path("predecessor").asText());
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IOException("it is no file of constants", e);
        }
    }

    private static double[] reals(JsonNode list) {
        var reals = new double[list.size()];
        for (int i = 0; i < reals.length; i++) {
            reals[i] = list.path(i).asDouble(Double.NaN);
        }
        return reals;
    }

    private static String hashOf(Object fields) {
        try {
            return hash(JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SHA-256 of some bytes. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

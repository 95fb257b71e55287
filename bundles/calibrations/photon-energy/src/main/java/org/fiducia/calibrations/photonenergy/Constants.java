package org.fiducia.calibrations.photonenergy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
        return hash(fields());
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
        try {
            Map<String, Object> fields = JSON.readValue(bytes, new TypeReference<LinkedHashMap<String, Object>>() {});
            if (!FORMAT.equals(fields.get("format"))
                    || !Integer.valueOf(VERSION).equals(fields.get("version"))) {
                throw new IOException("it holds no " + FORMAT + " of version " + VERSION);
            }
            Object content = fields.remove(CONTENT);
            if (!hash(fields).equals(content)) {
                throw new IOException("it was altered after it was made: its hash does not fit");
            }
            var eras = new ArrayList<Period>();
            for (Object item : (List<?>) fields.get("eras")) {
                Map<?, ?> era = (Map<?, ?>) item;
                eras.add(new Period(
                        (String) era.get("name"),
                        (Integer) era.get("firstRun"),
                        (Integer) era.get("lastRun"),
                        ((Number) era.get("luminosity")).doubleValue()));
            }
            var bins =
                    ((List<?>) fields.get("bins")).stream().map(String::valueOf).toList();
            var values = new LinkedHashMap<String, double[]>();
            ((Map<?, ?>) fields.get("constants"))
                    .forEach((kind, one) -> values.put((String) kind, reals(((Map<?, ?>) one).get("values"))));
            List<?> rows = (List<?>) fields.get("covariance");
            var covariance = new double[rows.size()][];
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] = reals(rows.get(i));
            }
            var more = new LinkedHashMap<String, double[]>();
            ((Map<?, ?>) fields.get("more")).forEach((name, list) -> more.put((String) name, reals(list)));
            return new Constants(
                    (Integer) fields.get("stage"),
                    eras,
                    bins,
                    values,
                    covariance,
                    more,
                    (String) fields.get("inputs"),
                    (String) fields.get("predecessor"));
        } catch (JsonProcessingException | ClassCastException | NullPointerException e) {
            throw new IOException("it is no file of constants", e);
        }
    }

    private static double[] reals(Object list) {
        return ((List<?>) list)
                .stream()
                        .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : Double.NaN)
                        .toArray();
    }

    private static String hash(Map<String, Object> fields) {
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

package org.fiducia.exchange.prediction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.exchange.Prediction.Spectrum;
import org.fiducia.api.measurement.Uncertainty;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Range;

/** A prediction as JSON values; {@code prediction.schema.json} describes them. */
final class PredictionDocument {
    static final int SCHEMA_VERSION = 1;
    static final String FORMAT = "fiducia-prediction";

    private PredictionDocument() {}

    /** Bins, cross sections and uncertainties. */
    static Map<String, Object> spectrum(Spectrum spectrum) {
        var fields = new LinkedHashMap<String, Object>();
        var bins = new ArrayList<Object>();
        for (Bin bin : spectrum.binning().bins()) {
            var one = new LinkedHashMap<String, Object>();
            one.put("label", bin.label());
            one.put(
                    "ranges",
                    bin.ranges().stream().map(PredictionDocument::range).toList());
            bins.add(one);
        }
        fields.put("bins", bins);
        fields.put("sigma", spectrum.sigma());
        var sources = new LinkedHashMap<String, Object>();
        spectrum.uncertainties()
                .forEach((name, sizes) -> sources.put(
                        name,
                        sizes.stream().map(PredictionDocument::uncertainty).toList()));
        fields.put("uncertainties", sources);
        return fields;
    }

    static Map<String, Object> uncertainty(Uncertainty size) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("down", size.down());
        fields.put("up", size.up());
        return fields;
    }

    /** A range: {@code absent}, or what there is of a lower and an upper edge. */
    private static Object range(Range range) {
        if (range.absent()) {
            return "absent";
        }
        var fields = new LinkedHashMap<String, Object>();
        if (range.lo() != Double.NEGATIVE_INFINITY) {
            fields.put("lo", range.lo());
        }
        if (range.hi() != Double.POSITIVE_INFINITY) {
            fields.put("hi", range.hi());
        }
        return fields;
    }

    /** The whole. */
    static Map<String, Object> of(
            String name,
            String title,
            Map<String, Object> about,
            Spectrum fiducial,
            List<Spectrum> spectra,
            Map<String, Object> provenance) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("format", FORMAT);
        fields.put("schemaVersion", SCHEMA_VERSION);
        fields.put("name", name);
        fields.put("title", title);
        fields.putAll(about);
        var whole = new LinkedHashMap<String, Object>();
        whole.put("sigma", fiducial.sigma()[0]);
        var sources = new LinkedHashMap<String, Object>();
        fiducial.uncertainties().forEach((source, sizes) -> sources.put(source, uncertainty(sizes.get(0))));
        whole.put("uncertainties", sources);
        fields.put("fiducial", whole);
        var all = new LinkedHashMap<String, Object>();
        spectra.forEach(spectrum -> all.put(spectrum.observable(), spectrum(spectrum)));
        fields.put("spectra", all);
        fields.put("provenance", provenance);
        return fields;
    }
}

package org.fiducia.publisher.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.Latex;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.publisher.tables.Dependent.Qualifier;

/** The tables of a publication. Their order, and that of the dependent variables in them, is what others refer to. */
public final class Tables {
    /** A matrix of more rows is no table: nobody could look at it. */
    static final int MOST_ROWS = 5000;

    private Tables() {}

    /**
     * All tables of measurements of one analysis: the sum over bins first, then those of each observable.
     *
     * @throws org.fiducia.api.FiduciaException when a covariance is none
     */
    public static List<DataTable> of(List<Measurement> measurements) {
        var tables = new ArrayList<DataTable>();
        tables.add(inclusive(measurements));
        for (Measurement measurement : measurements) {
            tables.addAll(new ObservableTables(measurement).all());
            tables.addAll(new MatrixTables(measurement).all());
            tables.addAll(new ResponseTables(measurement).all());
        }
        return List.copyOf(tables);
    }

    /** The cross section of the whole fiducial phase space, as the sum over the bins of each observable. */
    private static DataTable inclusive(List<Measurement> measurements) {
        var columns = new ArrayList<Dependent>();
        for (Measurement m : measurements) {
            var words = new Words(m);
            var over = new Qualifier("Sum over the bins of", m.observable().title(), "");
            var qualifiers = new ArrayList<>(words.qualifiers());
            qualifiers.add(over);
            columns.add(new Dependent(
                    ObservableTables.SIGMA,
                    ObservableTables.FB,
                    qualifiers,
                    List.of(ObservableTables.measured(m.inclusive()))));
            var predicted = new ArrayList<>(qualifiers);
            predicted.add(new Qualifier("Prediction", words.prediction(), ""));
            columns.add(new Dependent(
                    ObservableTables.SIGMA,
                    ObservableTables.FB,
                    predicted,
                    List.of(ObservableTables.predicted(m.inclusive()))));
        }
        return new DataTable(
                "inclusive",
                "Inclusive cross section",
                "Cross section of the fiducial phase space, as the sum over the bins of each observable.",
                List.of("SIG"),
                List.of(),
                columns);
    }

    /** The reaction of measurements in the words of data bases. */
    public static String reaction(Measurement measurement) {
        return Words.reaction(measurement.analysis());
    }

    /** Centre-of-mass energy, GeV, as text. */
    public static String energy(Measurement measurement) {
        return Words.energy(measurement.analysis());
    }

    /** Integrated luminosity, fb⁻¹, as text. */
    public static String luminosity(Measurement measurement) {
        return Words.luminosity(measurement.analysis());
    }

    /**
     * What a dependent variable is called in reference data, e.g. {@code d01-x01-y02}.
     *
     * @param table its place among the tables, from 0
     * @param dependent its place in the table, from 0
     */
    public static String reference(int table, int dependent) {
        return String.format(Locale.ROOT, "d%02d-x01-y%02d", table + 1, dependent + 1);
    }

    /** What an analysis is called in reference data until a data base has named it: capital letters, digits and underscores. */
    public static String analysis(Measurement measurement) {
        Analysis analysis = measurement.analysis();
        String title = Latex.plain(analysis.title())
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", "_")
                .replaceAll("^_|_$", "");
        return "FIDUCIA_" + Words.energy(analysis).replaceAll("\\.0$", "") + "GEV_"
                + (title.isEmpty() ? "ANALYSIS" : title);
    }
}

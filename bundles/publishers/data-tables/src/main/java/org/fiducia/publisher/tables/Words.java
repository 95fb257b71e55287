package org.fiducia.publisher.tables;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.publisher.tables.Dependent.Qualifier;

/** How a measurement is spoken of in tables. */
record Words(Measurement measurement) {
    private static final BigDecimal GEV = BigDecimal.valueOf(1000);

    /** Name of its observable. */
    String id() {
        return measurement.observable().id();
    }

    /** Title of its observable, LaTeX between dollar signs. */
    String title() {
        return measurement.observable().title();
    }

    /** What the card's own prediction is called. */
    String prediction() {
        return "signal simulation of the measurement";
    }

    /** What holds for every number that is measured. */
    List<Qualifier> qualifiers() {
        Analysis analysis = measurement.analysis();
        var all = new ArrayList<Qualifier>();
        all.add(new Qualifier("RE", reaction(analysis), ""));
        all.add(new Qualifier("Process", analysis.title(), ""));
        all.add(new Qualifier("SQRT(S)", energy(analysis), "GEV"));
        all.add(new Qualifier("LUMINOSITY", luminosity(analysis), "FB$^{-1}$"));
        all.add(new Qualifier("Level", "fiducial, particle level", ""));
        analysis.point()
                .values()
                .forEach((name, value) -> all.add(new Qualifier(
                        name, BigDecimal.valueOf(value).toPlainString(), name.equals(Analysis.MASS) ? "GEV" : "")));
        return all;
    }

    /** The reaction in the words of data bases. */
    static String reaction(Analysis analysis) {
        return analysis.point().values().containsKey(Analysis.MASS) ? "P P --> HIGGS X" : "P P --> X";
    }

    /** Centre-of-mass energy, GeV. */
    static String energy(Analysis analysis) {
        BigDecimal energy = BigDecimal.valueOf(analysis.energy()).multiply(GEV).stripTrailingZeros();
        return (energy.scale() < 1 ? energy.setScale(1) : energy).toPlainString();
    }

    /** Integrated luminosity, fb⁻¹: the sum of the eras as the card says them. */
    static String luminosity(Analysis analysis) {
        return analysis.eras().stream()
                .map(Era::luminosity)
                .map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }
}

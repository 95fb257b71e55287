package org.fiducia.publisher.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.PredictedSpectrum;
import org.fiducia.publisher.tables.Entry.Shift;
import org.fiducia.testkit.ExampleMeasurements;
import org.junit.jupiter.api.Test;

/** The numbers of the tables are those of the measurement, each in its place. */
class TablesTest {
    private final Measurement compared = ExampleMeasurements.compared();

    private static DataTable table(Measurement measurement, String id) {
        return Tables.of(List.of(measurement)).stream()
                .filter(table -> table.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no table " + id));
    }

    private static String labels(Entry entry) {
        return entry.errors().stream().map(Shift::label).collect(Collectors.joining(" "));
    }

    @Test
    void theSumOverTheBinsComesFirst() {
        DataTable table =
                Tables.of(List.of(compared, ExampleMeasurements.angle())).get(0);
        assertEquals("inclusive", table.id());
        assertEquals(List.of(), table.independents());
        assertEquals(4, table.dependents().size(), "measured and predicted, twice");
        Entry entry = table.dependents().get(0).rows().get(0);
        assertEquals(compared.inclusive().sigma(), entry.value());
        assertEquals(
                List.of(
                        new Shift(
                                "stat",
                                -compared.inclusive().stat().down(),
                                compared.inclusive().stat().up()),
                        new Shift(
                                "sys",
                                -compared.inclusive().syst().down(),
                                compared.inclusive().syst().up())),
                entry.errors());
    }

    @Test
    void crossSectionsComeWithTheirDerivativesAndEveryPrediction() {
        DataTable table = table(compared, "pT4l_cross-sections");
        List<Dependent> columns = table.dependents();
        assertEquals(8, columns.size(), "measured, of the simulation, and two others, each twice");
        for (int j = 0; j < compared.bins().size(); j++) {
            BinResult bin = compared.bins().get(j);
            Entry sigma = columns.get(0).rows().get(j);
            assertEquals(bin.sigma(), sigma.value());
            assertEquals(bin.sm(), columns.get(2).rows().get(j).value());
            PredictedSpectrum powheg = compared.details().reuse().predictions().get(0);
            Entry predicted = columns.get(4).rows().get(j);
            assertEquals(powheg.sigma()[j], predicted.value());
            assertEquals("sys,scale", labels(predicted));
            assertEquals(-.08 * powheg.sigma()[j], predicted.errors().get(0).minus(), 1e-15);
            Entry density = columns.get(1).rows().get(j);
            double width = table.independents().get(0).rows().get(j).width();
            if (j == compared.bins().size() - 1) {
                assertTrue(Double.isNaN(density.value()), "an open bin has no width");
                assertEquals(List.of(), density.errors());
            } else {
                assertEquals(bin.sigma() / width, density.value(), 1e-15);
                assertEquals(bin.stat().up() / width, density.errors().get(0).plus(), 1e-15);
                assertEquals("stat sys", labels(density));
            }
        }
        assertEquals("FB/GEV", columns.get(1).unit());
        assertEquals(
                "POWHEG + $\\mathrm{Pythia}$ 8",
                columns.get(4)
                        .qualifiers()
                        .get(columns.get(4).qualifiers().size() - 1)
                        .value());
    }

    @Test
    void classesHaveNoDerivative() {
        DataTable counts = table(ExampleMeasurements.jetCount(), "nJets_cross-sections");
        assertEquals(2, counts.dependents().size());
        assertEquals(
                2,
                table(ExampleMeasurements.leadingJet(), "pTj1_cross-sections-1")
                        .dependents()
                        .size());
        assertEquals(
                4,
                table(ExampleMeasurements.leadingJet(), "pTj1_cross-sections-2")
                        .dependents()
                        .size());
    }

    @Test
    void groupsAreErrorsButWhatTheyShareIsNone() {
        Measurement m = ExampleMeasurements.systematics();
        Entry entry = table(m, m.observable().id() + "_groups")
                .dependents()
                .get(0)
                .rows()
                .get(1);
        assertTrue(m.breakdown().stream().anyMatch(c -> c.group().equals("correlation")), "there to be left out");
        assertEquals(m.breakdown().size() - 1, entry.errors().size());
        assertEquals("stat", entry.errors().get(0).label());
        assertEquals(
                m.breakdown().get(0).bins().get(1).up(), entry.errors().get(0).plus());
        assertTrue(entry.errors().stream().skip(1).allMatch(e -> e.label().startsWith("sys,")));
    }

    /** What YODA takes for uncorrelated begins with "stat": a nuisance never does, whatever its name. */
    @Test
    void nuisancesAreSignedAndCorrelated() {
        Measurement m = ExampleMeasurements.systematics();
        Entry entry = table(m, m.observable().id() + "_nuisances")
                .dependents()
                .get(0)
                .rows()
                .get(2);
        assertEquals(1 + m.impacts().size(), entry.errors().size());
        for (int k = 0; k < m.impacts().size(); k++) {
            Shift shift = entry.errors().get(k + 1);
            assertEquals("sys," + m.impacts().get(k).nuisance(), shift.label());
            assertEquals(m.impacts().get(k).up()[2], shift.plus());
            assertEquals(m.impacts().get(k).down()[2], shift.minus());
        }
    }

    @Test
    void matricesAreFlattenedRowByRow() {
        int n = compared.bins().size();
        DataTable correlation = table(compared, "pT4l_correlation");
        DataTable total = table(compared, "pT4l_covariance");
        DataTable statistical = table(compared, "pT4l_statistical");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int k = i * n + j;
                List<Independent> axes = correlation.independents();
                assertEquals(
                        compared.observable()
                                .binning()
                                .bins()
                                .get(i)
                                .ranges()
                                .get(0)
                                .lo(),
                        axes.get(0).rows().get(k).low());
                assertEquals(
                        compared.observable()
                                .binning()
                                .bins()
                                .get(j)
                                .ranges()
                                .get(0)
                                .lo(),
                        axes.get(1).rows().get(k).low());
                assertEquals(compared.correlation()[i][j], value(correlation, k));
                double a = mean(compared.bins().get(i));
                double b = mean(compared.bins().get(j));
                assertEquals(compared.correlation()[i][j] * a * b, value(total, k), 1e-15);
                assertEquals(compared.details().reuse().statistical().get(i)[j], value(statistical, k), 1e-15);
            }
        }
        assertEquals("FB$^2$", total.dependents().get(0).unit());
    }

    private static double mean(BinResult bin) {
        return (bin.total().down() + bin.total().up()) / 2;
    }

    private static double value(DataTable table, int row) {
        return table.dependents().get(0).rows().get(row).value();
    }

    @Test
    void theResponseHasAColumnForEveryEraAndCategory() {
        DataTable table = table(compared, "pT4l_response");
        assertEquals(9, table.dependents().size());
        int n = compared.bins().size();
        assertEquals(
                compared.response().efficiency()[1][2][3][4],
                table.dependents().get(5).rows().get(3 * n + 4).value());
        assertEquals(List.of(), table.dependents().get(5).rows().get(3 * n + 4).errors(), "an error of zero is none");
    }

    /** A data base would take {@code 2022-2024} for an interval. */
    @Test
    void anEraOfSeveralYearsIsAName() {
        Measurement m = ExampleMeasurements.compared();
        var yields = List.of(
                new Measurement.Yield("2022-2024", "4mu", "0–10", "signal", 1, 2),
                new Measurement.Yield("2025", "4mu", "0–10", "signal", 3, 4));

        DataTable table = table(m.withYields(yields), "pT4l_yields");
        assertEquals(
                List.of("Era 2022-2024", "2025"),
                table.independents().get(0).rows().stream().map(Interval::name).toList());
        assertEquals("pT4l 0–10", table.independents().get(2).rows().get(0).name());
        assertEquals(4, table.dependents().get(1).rows().get(1).value(), "after the fit");
    }

    /** What a data base asks of names, for all forms together. */
    @Test
    void namesAreUniqueAndShort() {
        List<Measurement> all = ExampleMeasurements.all().entrySet().stream()
                .filter(form -> List.of(
                                "pT4l", "absY4l", "cosThetaStar", "pTj1", "nJets", "absY4l-pT4l", "m4l", "classes")
                        .contains(form.getKey()))
                .map(java.util.Map.Entry::getValue)
                .toList();
        List<DataTable> tables = Tables.of(all);
        assertTrue(tables.size() > 40);
        var names = new HashSet<String>();
        var ids = new HashSet<String>();
        for (DataTable table : tables) {
            assertTrue(names.add(table.name()), table.name());
            assertTrue(ids.add(table.id()), table.id());
            assertTrue(table.name().length() <= 64, table.name());
            assertTrue(table.id().matches("[A-Za-z0-9._-]+"), table.id());
            for (Independent axis : table.independents()) {
                boolean classes = axis.rows().get(0).isClass();
                assertFalse(axis.rows().stream().anyMatch(row -> row.isClass() != classes), table.name());
            }
        }
    }

    @Test
    void everyFormHasTables() {
        ExampleMeasurements.all()
                .values()
                .forEach(m -> assertFalse(Tables.of(List.of(m)).isEmpty()));
    }

    @Test
    void whatIsSaidOfAnAnalysisIsAsTheCardHasIt() {
        assertEquals("13600.0", Tables.energy(compared));
        assertEquals("170.8", Tables.luminosity(compared));
        assertEquals("P P --> HIGGS X", Tables.reaction(compared));
        assertEquals("FIDUCIA_13600GEV_H_ZZ_4L", Tables.analysis(compared));
        assertEquals("d07-x01-y02", Tables.reference(6, 1));
    }
}

package org.fiducia.systematics.simulationstatistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Category;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.ModelPart.Estimate;
import org.fiducia.api.measurement.Nuisance;
import org.fiducia.api.measurement.Nuisance.YieldEffect;
import org.fiducia.api.measurement.Place;
import org.fiducia.api.measurement.Response;
import org.fiducia.api.model.Expression;
import org.fiducia.api.model.Shape;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.ExampleNominal;
import org.junit.jupiter.api.Test;

class SimulationStatisticsTest {
    private static final Shape FLAT = Shape.histogram(new double[] {105, 160}, new double[] {1});
    private static final Analysis ANALYSIS = new Analysis(
            "",
            13.6,
            List.of(new Era("2022", 10), new Era("2023", 20)),
            List.of(new Category("4e", "")),
            List.of(),
            "",
            105,
            160,
            125);

    /** ε = .5 ± .1 and .25 ± .05 of σ = 2 and 4 fb in the only reco bin of each. */
    private static final Response RESPONSE = new Response(
            new double[][][][] {{{{.5, 0}, {0, .25}}}, {{{.5, 0}, {0, .25}}}},
            new double[][][][] {{{{.1, 0}, {0, .05}}}, {{{.1, 0}, {0, .05}}}},
            new double[2][1][2],
            new double[2][1][2],
            new double[][] {{2, 4}});

    private static ExampleNominal nominal(List<Contribution> backgrounds) {
        return new ExampleNominal(ANALYSIS, ObservableInfo.production("x", "x", "", 0, 1, 2))
                .withResponse(RESPONSE)
                .withBackgrounds(backgrounds)
                .withComponents("signal", "ZX", "ZZ");
    }

    private static Contribution background(String process, String era, double events, double error) {
        return new Contribution(
                new Place("SR", era, "4e", "0–1"),
                process,
                Expression.constant(events),
                FLAT,
                new Estimate(events, error));
    }

    private static Nuisance find(List<Nuisance> nuisances, String name) {
        return nuisances.stream().filter(n -> n.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void oneNuisancePerGroupOfEfficiencies() {
        List<Nuisance> nuisances =
                new SimulationStatistics().part(nominal(List.of()), List.of()).nuisances();
        assertEquals(
                List.of("stat_signal_4e_0", "stat_signal_4e_1"),
                nuisances.stream().map(Nuisance::name).toList());
        var effect = (YieldEffect) nuisances.get(0).effects().get(0);
        // a log-normal variable of this width has a relative standard deviation of .2
        double width = Math.log1p(effect.up());
        assertEquals(.2, Math.sqrt(Math.expm1(width * width)), 1e-12);
        assertEquals(-width, Math.log1p(effect.down()), 1e-12);
        assertEquals("", effect.target().place().era());
    }

    @Test
    void erasOfTheirOwnHaveNuisancesOfTheirOwn() {
        var backgrounds = List.of(
                background("ZX", "2022", 4, 2),
                background("ZX", "2023", 9, 3),
                background("ZZ", "2022", 100, 10),
                background("ZZ", "2023", 200, 20));
        List<Nuisance> nuisances =
                new SimulationStatistics().part(nominal(backgrounds), List.of()).nuisances();
        var first = (YieldEffect) find(nuisances, "stat_ZX_4e_0_2022").effects().get(0);
        double width = Math.log1p(first.up());
        assertEquals(.5, Math.sqrt(Math.expm1(width * width)), 1e-12);
        find(nuisances, "stat_ZX_4e_0_2023");
        find(nuisances, "stat_ZZ_4e_0");
        assertEquals(5, nuisances.size());
    }

    @Test
    void leavesOutWhatDoesNotMatter() {
        // 0.2 of 100 expected events against a fluctuation of some ten
        var backgrounds = List.of(background("ZZ", "2022", 100, 0.2));
        assertEquals(
                2,
                new SimulationStatistics()
                        .part(nominal(backgrounds), List.of())
                        .nuisances()
                        .size());
        var all = new Settings("/nuisances/0", Map.of("source", "simulation-statistics", "negligible", 0));
        assertEquals(
                3,
                new SimulationStatistics()
                        .part(nominal(backgrounds), List.of(all))
                        .nuisances()
                        .size());
    }
}

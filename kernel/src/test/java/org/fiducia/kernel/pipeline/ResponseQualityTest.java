package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Region;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.Measurement.Quality;
import org.fiducia.api.measurement.Response;
import org.junit.jupiter.api.Test;

class ResponseQualityTest {
    private static final Analysis ANALYSIS = new Analysis(
            "test",
            13.6,
            List.of(new Era("2022", 10)),
            List.of(new Category("4e", "4e")),
            List.of(new Region("SR", "signal", true)),
            "m",
            105,
            160,
            125);

    private static Quality quality(double[][] efficiency, double... sigma) {
        int reco = efficiency.length;
        return ResponseQuality.of(
                ANALYSIS,
                new Response(
                        new double[][][][] {{efficiency}},
                        new double[1][1][reco][sigma.length],
                        new double[1][1][reco],
                        new double[1][1][reco],
                        new double[][] {sigma}));
    }

    @Test
    void ofTheSameBinsOnBothSides() {
        // events: 8 and 1 in the first reco bin, 2 and 9 in the second
        Quality found = quality(new double[][] {{.4, .05}, {.1, .45}}, 2, 2);
        assertArrayEquals(new double[] {8. / 9, 9. / 11}, found.purity(), 1e-12);
        assertArrayEquals(new double[] {.8, .9}, found.stability(), 1e-12);
        assertArrayEquals(new double[] {.5, .5}, found.efficiency(), 1e-12);
        assertEquals((8. / 9 + 9. / 11) / 2, found.migrationScore(), 1e-12);
    }

    @Test
    void ofFinerBinsOfReconstruction() {
        // each of the first two reco bins is of the first fiducial bin
        Quality found = quality(new double[][] {{.2, 0}, {.2, .05}, {.1, .45}}, 2, 2);
        assertArrayEquals(new double[] {1, 4. / 5, 9. / 11}, found.purity(), 1e-12);
        assertArrayEquals(new double[] {.8, .9}, found.stability(), 1e-12);
        assertEquals((1 + 4. / 5 + 9. / 11) / 3, found.migrationScore(), 1e-12);
    }
}

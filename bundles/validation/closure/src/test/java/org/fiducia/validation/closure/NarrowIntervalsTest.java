package org.fiducia.validation.closure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiducia.api.model.Dataset;
import org.fiducia.api.model.ModelCategory;
import org.fiducia.api.model.StatisticalModel;
import org.junit.jupiter.api.Test;

class NarrowIntervalsTest {
    private static final NarrowIntervals INTERVALS = new NarrowIntervals(new StatisticalModel(
            List.of(),
            List.of(),
            List.of(
                    new ModelCategory("many", 100, 180, List.of(), Map.of()),
                    new ModelCategory("few", 100, 180, List.of(), Map.of()))));

    /** Every event is counted once, at most half an interval from where it is. */
    @Test
    void eventsAreTakenTogether() {
        double[] many = new Random(1).doubles(20000, 100, 180).toArray();
        many[0] = 100;
        many[1] = Math.nextDown(180);
        double[] few = {101, 102.03, 102.04};
        Dataset taken = INTERVALS.of(Dataset.unweighted(List.of(many, few)));
        assertArrayEquals(few, taken.values().get(1));
        assertEquals(20003, taken.sumOfWeights(), 0);
        double[] middles = taken.values().get(0);
        List<double[]> weights = taken.weights();
        assertNotNull(weights);
        for (int k = 0; k < middles.length; k++) {
            double middle = middles[k];
            long near = Arrays.stream(many)
                    .filter(value -> Math.abs(value - middle) < 0.05 + 1e-9)
                    .count();
            assertEquals(near, weights.get(0)[k]);
        }
        assertTrue(middles.length <= 800, () -> "" + middles.length);
    }

    /** Weights add, and what is empty is no event. */
    @Test
    void weightsAdd() {
        double[] values = new double[1000];
        double[] weights = new double[1000];
        Arrays.fill(values, 0, 400, 120.01);
        Arrays.fill(values, 400, 1000, 150.09);
        Arrays.fill(weights, 0.5);
        Dataset taken = INTERVALS.of(new Dataset(List.of(values, new double[0]), List.of(weights, new double[0])));
        assertArrayEquals(new double[] {120.05, 150.05}, taken.values().get(0), 1e-9);
        List<double[]> sums = taken.weights();
        assertNotNull(sums);
        assertArrayEquals(new double[] {200, 300}, sums.get(0));
    }
}

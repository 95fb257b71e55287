package org.fiducia.publisher.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.junit.jupiter.api.Test;

class CovarianceTest {
    private static final double[] ERRORS = {2, 3};

    private static void refused(String why, double[][] matrix, double... errors) {
        var e = assertThrows(FiduciaException.class, () -> Covariance.check("it", matrix, errors));
        assertEquals(Kind.FIT, e.kind());
        assertTrue(e.getMessage().startsWith("it is no covariance: " + why), e.getMessage());
    }

    @Test
    void theCorrelationStaysAndTheErrorsAreThoseOfTheTable() {
        assertArrayEquals(new double[][] {{4, 3}, {3, 9}}, Covariance.of(new double[][] {{1, .5}, {.5, 1}}, ERRORS));
        assertArrayEquals(new double[][] {{4, 3}, {3, 9}}, Covariance.of(new double[][] {{16, 10}, {10, 25}}, ERRORS));
        assertArrayEquals(
                new double[][] {{4, 0}, {0, 9}},
                Covariance.of(new double[][] {{0, 0}, {0, 1}}, ERRORS),
                "one at its limit has no correlation");
    }

    @Test
    void whatIsOnePasses() {
        Covariance.check("it", new double[][] {{4, 3}, {3, 9}}, ERRORS);
        Covariance.check("fully correlated", new double[][] {{4, 6}, {6, 9}}, ERRORS);
        Covariance.check("within a per mille", new double[][] {{4.003, 3}, {3, 9}}, ERRORS);
        Covariance.check("no error", new double[][] {{0, 0}, {0, 9}}, new double[] {0, 3});
    }

    @Test
    void whatIsNoneIsRefused() {
        refused("elements 1, 2 are not symmetric", new double[][] {{4, 3}, {2, 9}}, ERRORS);
        refused("an eigenvalue of the correlation is -0.1", new double[][] {{4, 7}, {7, 9}}, ERRORS);
        refused("element 2 of the diagonal is not the square", new double[][] {{4, 3}, {3, 9.1}}, ERRORS);
        refused("element 1, 2 is no number", new double[][] {{4, Double.NaN}, {3, 9}}, ERRORS);
        refused("element 1 of the diagonal is negative", new double[][] {{-4, 3}, {3, 9}}, ERRORS);
        refused("row 2 has 1 of 2 elements", new double[][] {{4, 3}, {3}}, ERRORS);
        refused("there are 1 errors for 2 rows", new double[][] {{4, 3}, {3, 9}}, 2);
    }
}

package org.fiducia.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.measurement.SystematicScheme.Combination;
import org.junit.jupiter.api.Test;

/** What every scheme that combines alternative measurements keeps. The test of one extends it. */
public abstract class SchemeContract {
    private static final double[] VALUES = {.90, .92, .94, .96, .89};
    private static final double DATA = .01;
    private static final double SIMULATION = .003;
    private static final double OTHER = .004;

    private final SystematicScheme scheme;

    /** @param scheme the scheme under test */
    protected SchemeContract(SystematicScheme scheme) {
        this.scheme = scheme;
    }

    private Combination combine(double... values) {
        return scheme.combine(values, DATA, SIMULATION, OTHER);
    }

    @Test
    void theCentralValueLiesAmongTheAlternatives() {
        Combination found = combine(VALUES);
        assertTrue(found.central() >= .89 && found.central() <= .96, found::toString);
        assertTrue(
                found.total() >= DATA && Double.isFinite(found.total()), "at least the uncertainty of data: " + found);
    }

    @Test
    void alternativesThatAgreeAddNothing() {
        Combination found = scheme.combine(new double[] {.9, .9, .9}, 0, 0, 0);
        assertEquals(.9, found.central(), 1e-15);
        assertEquals(0, found.total(), 1e-15);
    }

    @Test
    void theOrderOfTheAlternativesDoesNotMatter() {
        same(combine(VALUES), combine(.90, .89, .96, .94, .92), 0);
    }

    @Test
    void whatIsMirroredMirrorsTheResult() {
        Combination found = combine(VALUES);
        same(
                new Combination(2 - found.central(), found.total()),
                combine(Arrays.stream(VALUES).map(x -> 2 - x).toArray()),
                0);
        same(found, combine(Arrays.stream(VALUES).map(x -> x + 3).toArray()), 3);
    }

    @Test
    void largerUncertaintiesMakeALargerOne() {
        double total = combine(VALUES).total();
        assertTrue(scheme.combine(VALUES, 2 * DATA, SIMULATION, OTHER).total() > total);
        assertTrue(scheme.combine(VALUES, DATA, 9 * SIMULATION, OTHER).total() > total);
        assertTrue(scheme.combine(VALUES, DATA, SIMULATION, 9 * OTHER).total() >= total);
        assertTrue(combine(.90, .92, .94, 1.2, .89).total() > total);
    }

    private static void same(Combination expected, Combination found, double shift) {
        assertEquals(expected.central() + shift, found.central(), 1e-12);
        assertEquals(expected.total(), found.total(), 1e-12);
    }
}

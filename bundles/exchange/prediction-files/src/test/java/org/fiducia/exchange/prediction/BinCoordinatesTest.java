package org.fiducia.exchange.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.fiducia.api.observable.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinCoordinatesTest {
    @Test
    void everyKindOfCoordinate() {
        assertEquals(
                Optional.of(List.of(
                        List.of(new Range(0, 50), Range.ABSENT),
                        List.of(Range.ANY, new Range(-1.5e-3, Double.POSITIVE_INFINITY)),
                        List.of(new Range(Double.NEGATIVE_INFINITY, 2), new Range(1, 2)))),
                BinCoordinates.read("[0.0, 50) x absent; any x [-1.5E-3, inf);[-inf,2) x [1,2)", 3));
    }

    /** A qualifier of somebody else, a bin too few, one coordinate less, edges that do not rise. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lepton",
                "[0, 1) x [0, 1)",
                "[0, 1) x [0, 1); [0, 1)",
                "[0, 1) x [1, 1); any x any",
                "[0, nan) x any; any x any",
                "[0, 1] x any; any x any",
                "[0, 1) x any; any x any; any x any"
            })
    void whatSaysSomethingElseIsNothing(String text) {
        assertEquals(Optional.empty(), BinCoordinates.read(text, 2));
    }
}

package org.fiducia.api.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
    @ParameterizedTest
    @CsvSource({
        "0.2841, 0.284",
        "1, 1.000",
        "0.001, 0.001",
        "0.00099, 9.9 × 10⁻⁴",
        "4.24e-5, 4.2 × 10⁻⁵",
        "9.97e-12, 1.0 × 10⁻¹¹",
        "0, 0.000",
        "NaN, NaN"
    })
    void smallProbabilitiesArePowers(double p, String text) {
        assertEquals(text, measurement(p).pValueText());
    }

    private static Measurement measurement(double p) {
        return new Measurement(
                null, null, "", List.of(), null, null, List.of(), 0, "", p, 0, List.of(), null, null, null, List.of(),
                List.of(), List.of(), null, null, Map.of());
    }
}

package org.fiducia.objects.misidentified;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.model.Expression;
import org.junit.jupiter.api.Test;

class FakeContentTest {
    private static double value(Expression expression, Map<String, Double> at) {
        if (expression instanceof Expression.Ref ref) {
            return at.get(ref.parameter());
        }
        return ((Expression.Product) expression)
                .factors().stream().mapToDouble(factor -> value(factor, at)).reduce(1, (a, b) -> a * b);
    }

    /** 1.3 · .8² = .832. */
    @Test
    void twoOfOneKindScaleWithTheSquare() {
        FakeContent content = FakeContent.of(List.of("t1", "eHF", "t1"));
        assertEquals(.832, value(content.factor(), Map.of("NF_t1", .8, "NF_eHF", 1.3)), 1e-15);
        assertEquals(2, content.number("t1"));
        assertEquals(1, content.number("eHF"));
        assertEquals(0, content.number("t3"));
    }

    @Test
    void namesWhatItHasInAFixedOrder() {
        assertEquals("eHF_2t1", FakeContent.of(List.of("t1", "eHF", "t1")).label());
        assertEquals(FakeContent.of(List.of("t1", "t3")), FakeContent.of(List.of("t3", "t1")));
        assertEquals("", FakeContent.NONE.label());
        assertTrue(FakeContent.of(List.of()).isEmpty());
        assertEquals(1, value(FakeContent.NONE.factor(), Map.of()));
    }

    @Test
    void refusesNumbersThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new FakeContent(new TreeMap<>(Map.of("t1", 0))));
    }
}

package org.fiducia.statistics.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.model.Expression;
import org.junit.jupiter.api.Test;

class FewEventsTest {
    private static Optional<String> warning(double background) {
        Likelihood count = Models.count(background, 5, background, 0);
        return FewEvents.warning(count, new double[] {0}, 0, 0, 2);
    }

    @Test
    void warnsOfCountsThatExpectFewerThanFive() {
        assertTrue(warning(5).isEmpty());
        String few = warning(4.9).orElseThrow();
        assertTrue(few.contains("100 %") && few.contains("4.9") && few.contains("--toys"), few);
    }

    /** Two counts with s²/(b + s) at μ = 1: 1/2 of few events and 50²/150 = 16.7 of many. */
    @Test
    void bringsUpOnlyWhatMatters() {
        assertEquals(Optional.empty(), both(1));
        assertTrue(both(3).orElseThrow().contains(" 12 %"), "3²/4 = 2.25 of 18.9");
    }

    private static Optional<String> both(double ofFew) {
        Likelihood counts = Models.counting(
                List.of(Models.free("mu", 1, 0)),
                List.of(),
                new double[] {1, 100},
                expected(ofFew, 1),
                expected(50, 100));
        return FewEvents.warning(counts, new double[] {0}, 0, 0, 1);
    }

    private static Expression expected(double signal, double background) {
        return Expression.sum(
                Expression.product(Expression.constant(signal), Expression.ref("mu")), Expression.constant(background));
    }
}

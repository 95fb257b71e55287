package org.fiducia.api.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.inference.Questions.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedTest {
    private static Asked asked(List<String> scans, List<String> ranges, List<String> limits, List<String> tests) {
        return new Asked(true, false, scans, 31, ranges, List.of("a,b"), limits, 0.9, tests, List.of("b"), 5, 100, 7);
    }

    @Test
    void allStandsForWhatIsReported() {
        Questions questions = asked(List.of("x, y", Asked.ALL, "b"), List.of(), List.of(Asked.ALL), List.of())
                .questions(true, false, List.of("q"), List.of("a", "b"), List.of("s"));
        assertEquals(
                List.of(List.of("x", "y"), List.of("a"), List.of("b")),
                questions.profiles().scans());
        assertEquals(List.of("s"), questions.tests().limits());
        assertEquals(List.of("q"), questions.breakdown());
        assertEquals(List.of(), questions.impacts());
        assertEquals(List.of(List.of("a", "b")), questions.profiles().contours());
        assertEquals(0.9, questions.tests().level());
        assertEquals(100, questions.tests().toys());
        assertEquals(5, questions.goodness());
        assertEquals(7, questions.seed());
    }

    @Test
    void rangesAndValuesAreRead() {
        Questions questions = asked(List.of(), List.of("a=b=-1:2e3"), List.of(), List.of("1.5", "mu=-2"))
                .questions(false, false, List.of(), List.of(), List.of());
        assertArrayEquals(new double[] {-1, 2000}, questions.profiles().ranges().get("a=b"));
        assertEquals(
                List.of(new Value("", 1.5), new Value("mu", -2)),
                questions.tests().values());
    }

    @Test
    void theSameAsTextAreTheSame() {
        var one = asked(List.of("a"), List.of("a=0:1"), List.of(), List.of("1"));
        var other = asked(List.of("a"), List.of("a=0:1"), List.of(), List.of("1"));
        assertEquals(one.toString(), other.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b,c|||'--scan a,b,c'",
                "a|a=2:1||'a=2:1'",
                "a|a=1||'a=1'",
                "a|=0:1||'=0:1'",
                "a||mu=x|'mu=x'",
                "a||inf|'inf'",
            })
    void whatCannotBeAskedIsSaid(String scan, String range, String test, String named) {
        Asked asked = asked(
                List.of(scan),
                range == null ? List.of() : List.of(range),
                List.of(),
                test == null ? List.of() : List.of(test));
        FiduciaException e = assertThrows(FiduciaException.class, asked::checked);
        assertEquals(Kind.USAGE, e.kind());
        assertTrue(e.getMessage().contains(named), e.getMessage());
    }

    @Test
    void numbersHaveALeastOne() {
        for (var wrong : List.of(
                new Asked(
                        false, false, List.of(), 1, List.of(), List.of(), List.of(), .9, List.of(), List.of(), 0, 0, 1),
                new Asked(
                        false, false, List.of(), 2, List.of(), List.of(), List.of(), 1, List.of(), List.of(), 0, 0, 1),
                new Asked(
                        false, false, List.of(), 2, List.of(), List.of(), List.of(), .9, List.of(), List.of(), -1, 0,
                        1),
                new Asked(
                        false, false, List.of(), 2, List.of(), List.of(), List.of(), .9, List.of(), List.of(), 0, -1,
                        1))) {
            assertEquals(
                    Kind.USAGE,
                    assertThrows(FiduciaException.class, wrong::checked).kind());
        }
    }
}

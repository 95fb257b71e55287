package org.fiducia.scalefactors.corrections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static double of(String text, double x, double y) {
        Formula.Written written = FormulaParser.parse(text, new int[] {0, 1});
        Values values = new Values(Map.of(), 2, written.formula().depth());
        return written.formula().of(values.set(0, x).set(1, y), written.numbers(3, 0.5), 0);
    }

    /** At x = 2, y = −0.75, [0] = 3, [1] = 0.5; values of functions from tables. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            23.*x                        | 46
            2.2e3 + x                    | 2202
            -2e-3 * x                    | -0.004
            1e+2 + .5                    | 100.5
            x - 3 - 4                    | -5
            24/x/3                       | 4
            2 + 3*x                      | 8
            2^3^2                        | 512
            -x^2                         | 4
            2*-x                         | -4
            (x+1)*(x+2)                  | 12
            x > 1                        | 1
            x < 1                        | 0
            x >= 2 == 1                  | 1
            x <= 1.9                     | 0
            x != 2                       | 0
            1 + (x > 1)*10               | 11
            x > 1 ? 5 : 7                | 5
            x < 1 ? 5 : x < 3 ? 6 : 7    | 6
            (x<1 ? 5 : 7) + 1            | 8
            x > 1 && y < 0               | 1
            !(x < 1)                     | 1
            [0]*x + [1]                  | 6.5
            max(x, y)                    | 2
            min(x, y)                    | -0.75
            pow(x, 10)                   | 1024
            atan2(1, 1)                  | 0.7853981633974483
            log(x)                       | 0.6931471805599453
            log10(1000)                  | 3
            exp(1)                       | 2.718281828459045
            erf(1)                       | 0.8427007929497149
            erf(y)                       | -0.7111556336535151
            sqrt(x)                      | 1.4142135623730951
            abs(y)                       | 0.75
            sin(1)                       | 0.8414709848078965
            cos(1)                       | 0.5403023058681398
            tan(1)                       | 1.5574077246549023
            asin(0.5)                    | 0.5235987755982989
            acos(0.5)                    | 1.0471975511965979
            atan(1)                      | 0.7853981633974483
            sinh(1)                      | 1.1752011936438014
            cosh(1)                      | 1.5430806348152437
            tanh(1)                      | 0.7615941559557649
            asinh(1)                     | 0.881373587019543
            asinh(y)                     | -0.6931471805599453
            acosh(2)                     | 1.3169578969248166
            atanh(0.5)                   | 0.5493061443340549
            atanh(y)                     | -0.9729550745276566
            """)
    void isWhatItSays(String text, double value) {
        assertEquals(value, of(text, 2, -0.75), 4e-16 * Math.max(1, Math.abs(value)), text);
    }

    @Test
    void eitherOfTwoConditions() {
        assertEquals(0, of("x < 1 || y > 0", 2, -0.75));
        assertEquals(1, of("x < 1 || y < 0", 2, -0.75));
        assertEquals(1, of("x > 1 || y > 0 && x > 3", 2, -0.75), "and binds more");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x +          | a value is expected at its end
            x x          | an operator is expected at  x
            q            | q is not known at  q
            z            | it has no variable for z
            foo(x)       | foo is not known
            max(x)       | , is expected at  )
            (x           | ) is expected at its end
            [a]          | the number of a parameter is expected
            x ? 1        | : is expected at its end
            1e           | a number is expected
            """)
    void saysWhereItMakesNoSense(String text, String said) {
        var e = assertThrows(IllegalArgumentException.class, () -> FormulaParser.parse(text, new int[] {0, 1}));
        assertTrue(e.getMessage().contains(said), e.getMessage());
    }

    @Test
    void isNotNestedWithoutEnd() {
        for (String open : new String[] {"(", "-", "abs("}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> FormulaParser.parse(open.repeat(100_000) + "x", new int[] {0}));
        }
        assertEquals(2, of("(".repeat(90) + "x" + ")".repeat(90), 2, 0));
    }
}

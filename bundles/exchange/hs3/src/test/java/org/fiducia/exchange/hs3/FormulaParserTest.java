package org.fiducia.exchange.hs3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.exchange.ExchangedModel;
import org.fiducia.api.fit.Likelihood;
import org.fiducia.api.fit.ShapeFunction;
import org.fiducia.statistics.likelihood.UnbinnedCompiler;
import org.fiducia.testkit.DeclaredComponents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas with the values that C++ gives them, before and after a file was written again. */
class FormulaParserTest {
    @TempDir
    Path folder;

    /** At a = 0.5, b = −1.5, std::c = 2; 10 is added to keep numbers of events positive. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PI*0 + 3.25 ; 3.25",
                "PI ; 3.141592653589793",
                "EULER - TRUE + FALSE ; 1.718281828459045",
                "TMath::Pi() - pi() ; 0",
                "a > b ? 2 : 3 ; 2",
                "a < b ? 2 : 3 ; 3",
                "a < b ? 2 : a < 1 ? 4 : 5 ; 4",
                "(a > b) + (a >= 0.5) + (a <= 0.5) + (b < -2) ; 3",
                "a == 0.5 ? 1 : 0 ; 1",
                "a != 0.5 ; 0",
                "a === 0.5 && b !== 2 ; 1",
                "a > 1 || b < 0 && a > 0 ; 1",
                "a > 1 || b < 0 && a > 1 ; 0",
                "!a + !0 ; 1",
                "!(a > 1) ; 1",
                "3 && -2 ; 1",
                "1 + 2 > 2 ; 1",
                "floor(b) + ceil(b) + floor(a) ; -3",
                "ifelse(a > 0, sqrt(a + 3.5), log(b)) ; 2",
                "b > 0 ? log(b) : std::c ; 2",
                "TMath::Power(2, 3) + TMath::Sqrt(16) + TMath::Abs(b) ; 13.5",
                "TMath::Max(a, b) - TMath::Min(a, b) + max(1, 2, a) ; 4",
                "tan(a) + sinh(a) - cosh(a) ; -0.06022817",
                "asin(a) + acos(a) + atan(1) ; 2.3561945",
                "log10(100) + log2(8) + ln(1) ; 5",
                "erf(a) + erfc(a) ; 1",
                "sq(b) + hypot(3, 4) ; 7.25",
                "TMath::Gaus(a, b, std::c) ; 0.60653066",
                "-a^2 + 2^-1 + 2**2 ; 4.25",
                "a - -b ; -1",
            })
    void haveTheirValues(String formula, double expected) throws IOException {
        ExchangedModel read = read(formula);
        assertEquals(10 + expected, expected(read), 1e-7);
        Path again = folder.resolve("again.json");
        new Hs3Format().write(read, again);
        assertEquals(10 + expected, expected(new Hs3Format().read(again, "", Progress.NONE)), 1e-7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a > b ? 2 ; unexpected end",
                "a ? b ; unexpected end",
                "TMath::Landau(a) ; calls TMath::Landau",
                "pow(a) ; gives pow 1 arguments",
                "pow(a, a, a) ; gives pow 3 arguments",
                "a = b ; unexpected '='",
                "a & b ; unexpected '&'",
                "c ; refers to c",
                "atan() ; gives atan 0 arguments",
            })
    void areRefusedByPlace(String formula, String message) {
        var error = assertThrows(FiduciaException.class, () -> read(formula));
        assertEquals(Kind.INPUT, error.kind());
        assertTrue(error.getMessage().contains(message), error::getMessage);
        assertTrue(error.getMessage().contains("/functions/0 (f)"), error::getMessage);
        assertTrue(!error.remedy().isBlank());
    }

    @Test
    void absurdNestingIsRefused() {
        for (String part : new String[] {"(", "-", "!", "a ? a : "}) {
            var error = assertThrows(FiduciaException.class, () -> read(part.repeat(20_000) + "a"));
            assertTrue(error.getMessage().contains("nested too deeply"), error::getMessage);
        }
    }

    private static double expected(ExchangedModel read) {
        Likelihood likelihood =
                new UnbinnedCompiler(DeclaredComponents.of(ShapeFunction.class)).compile(read.model(), read.data());
        return likelihood.expected(0, 0, read.model().initial(), new double[] {0, 1})[0];
    }

    private ExchangedModel read(String formula) throws IOException {
        Path file = folder.resolve("model.json");
        Files.writeString(file, """
                {"distributions": [{"name": "p", "type": "poisson_dist", "x": "n", "mean": "nu"}],
                 "functions": [{"name": "f", "type": "generic_function", "expression": "%s"},
                   {"name": "nu", "type": "sum", "summands": [10, "f"]}],
                 "data": [{"name": "d", "type": "point", "value": 3}],
                 "likelihoods": [{"name": "L", "distributions": ["p"], "data": ["d"]}],
                 "domains": [{"name": "default_domain", "type": "product_domain", "axes": [
                   {"name": "a", "min": -5, "max": 5}, {"name": "b", "min": -5, "max": 5},
                   {"name": "std::c", "min": -5, "max": 5}]}],
                 "parameter_points": [{"name": "default_values", "parameters": [{"name": "a", "value": 0.5},
                   {"name": "b", "value": -1.5}, {"name": "std::c", "value": 2}]}]}
                """.formatted(formula));
        return new Hs3Format().read(file, "", Progress.NONE);
    }
}

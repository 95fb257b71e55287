package org.fiducia.exchange.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.model.Expression;
import org.junit.jupiter.api.Test;

class FormulaParserTest {
    private static Expression parse(String text) {
        return FormulaParser.parse(
                text, (what, remedy) -> new FiduciaException(Kind.INPUT, what, remedy), Expression::ref);
    }

    @Test
    void namesMayBeNumbersOfArguments() {
        Expression ratio =
                Terms.quotient(Expression.product(Expression.ref("@0"), Expression.ref("@1")), Expression.ref("@12"));
        assertEquals(ratio, parse("(@0*@1/@12)"));
    }

    @Test
    void whatMakesNoSenseIsSaidByItsPlace() {
        var wrong = assertThrows(FiduciaException.class, () -> parse("2*(a"));
        assertTrue(wrong.getMessage().contains("unexpected end"), wrong.getMessage());
        wrong = assertThrows(FiduciaException.class, () -> parse("2*nonsense(a)"));
        assertTrue(wrong.getMessage().contains("nonsense at character 3"), wrong.getMessage());
    }
}

package org.fiducia.kernel.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static String printed(TextTable table) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        table.print(out);
        out.flush();
        return Console.plain(text);
    }

    @Test
    void columnsAreAsWideAsTheyNeedAndNumbersStandToTheRight() {
        var table = new TextTable("name", "value", "remark");
        table.row("a", "-1.5e+10", "good");
        table.row("longer", "7", "");
        assertEquals("""
                name       value  remark
                a       -1.5e+10  good
                longer         7
                """, printed(table));
    }

    @Test
    void oneWordMakesAColumnOfText() {
        var table = new TextTable("x", "value");
        table.row("1", "10");
        table.row("2", "none");
        assertEquals("""
                x  value
                1  10
                2  none
                """, printed(table));
    }

    @Test
    void anEmptyCellDoesNotMakeNumbersText() {
        var table = new TextTable("x", "y");
        table.row("1", "100");
        table.row("22", "");
        table.row("", "1");
        assertEquals(" x    y\n 1  100\n22\n      1\n", printed(table));
    }

    @Test
    void withoutRowsThereIsTheHead() {
        assertEquals("a  b\n", printed(new TextTable("a", "b")));
    }
}

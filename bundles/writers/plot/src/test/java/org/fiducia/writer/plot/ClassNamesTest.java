package org.fiducia.writer.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fiducia.api.report.Figure.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassNamesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GE2J_MJJ_350_700_PTH_0_200_PTHJJ_GT25 | ≥ 2J, $m_{jj}$ 350–700, $p_T^H$ 0–200, $p_T^{Hjj}$ > 25",
                "PTV_150_250_GE1J | $p_T^V$ 150–250, ≥ 1J",
                "PTH_200_300_PTJ1OVERPTH_GT0P15 | $p_T^H$ 200–300, $p_T^{j1}/p_T^H$ > 0.15",
                "0J_PTH_GT10_BBH | 0J, $p_T^H$ > 10, BBH",
                "VBF_OTHER | VBF, OTHER",
                "TTH | TTH",
                "no_name | no_name",
                "0–1.5 | 0–1.5"
            })
    void namesAreReadable(String name, String readable) {
        assertEquals(readable, ClassNames.readable(name));
    }

    @Test
    void neighboursHaveAHeading() {
        ClassNames names = ClassNames.of(List.of("GG2H_0J_PTH_0_10", "GG2H_PTH_GT200", "TTH_PTH_GT300", "TH"));
        assertEquals(
                List.of(new Section(0, 2, "GG2H"), new Section(2, 3, ""), new Section(3, 4, "")), names.headings());
        assertEquals(List.of("0J, $p_T^H$ 0–10", "$p_T^H$ > 200", "TTH, $p_T^H$ > 300", "TH"), names.shown());
    }

    @Test
    void otherClassesAreAsTheyAre() {
        ClassNames names = ClassNames.of(List.of("low", "high", "0 jets", "≥ 1"));
        assertEquals(List.of("low", "high", "0 jets", "≥ 1"), names.shown());
        assertEquals(List.of(), names.headings());
    }
}

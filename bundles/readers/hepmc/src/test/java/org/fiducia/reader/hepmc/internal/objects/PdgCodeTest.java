package org.fiducia.reader.hepmc.internal.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PdgCodeTest {
    @ParameterizedTest
    @ValueSource(
            ints = {
                111,
                211,
                -211,
                130,
                310,
                321,
                443,
                511,
                -521,
                553,
                2212,
                -2112,
                5122,
                10441,
                20213,
                100443,
                9010221,
                1000020040
            })
    void hadrons(int code) {
        assertEquals(true, PdgCode.isHadron(code));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1, -5, 6, 11, -13, 15, 16, 21, 22, 23, 24, 25, 35, 81, 91, 92, 990, 1103, 2101, 5503, 1000022, 2000011,
                3000111
            })
    void others(int code) {
        assertEquals(false, PdgCode.isHadron(code));
    }

    @ParameterizedTest
    @ValueSource(ints = {12, -14, 16})
    void neutrinos(int code) {
        assertEquals(true, PdgCode.isNeutrino(code));
        assertEquals(false, PdgCode.isNeutrino(code + 1));
        assertEquals(false, PdgCode.isNeutrino(100 + Math.abs(code)));
    }
}

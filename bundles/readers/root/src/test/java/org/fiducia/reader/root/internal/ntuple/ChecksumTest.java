package org.fiducia.reader.root.internal.ntuple;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XXH3 of 64 bits against the values that the sanity test of xxHash and documentation of others have. */
class ChecksumTest {
    @ParameterizedTest
    @CsvSource({
        "0, 2D06800538D394C2",
        "1, C44BDFF4074EECDB",
        "6, 27B56A84CD2D7325",
        "12, A713DAF0DFBB77E7",
        "24, A3FE70BF9D3510EB",
        "48, 397DA259ECBA1F11",
        "80, BCDEFBBB2C47C90A",
        "195, CD94217EE362EC3A",
        "403, CDEB804D65C6DEA4",
        "512, 617E49599013CB6B",
        "2048, DD59E2C3A5F038E0",
        "2240, 6E73A90539CF2948",
        "2367, CB37AEB9E5D361ED"
    })
    void isThatOfXxhash(int length, String expected) {
        var bytes = new byte[length + 6];
        Arrays.fill(bytes, (byte) 0x55);
        long generator = 2_654_435_761L;
        for (int i = 0; i < length; i++) {
            bytes[i + 3] = (byte) (generator >>> 56);
            generator *= 0x9E37_79B1_85EB_CA8DL;
        }
        assertEquals(Long.parseUnsignedLong(expected, 16), Checksum.of(bytes, 3, length));
    }

    @ParameterizedTest
    @CsvSource({"hello, -7685981735718036227", "'Hello, world!', -881777603154417559"})
    void isThatOfOthers(String text, long expected) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        assertEquals(expected, Checksum.of(bytes, 0, bytes.length));
    }
}

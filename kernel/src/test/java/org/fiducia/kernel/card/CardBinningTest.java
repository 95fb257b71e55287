package org.fiducia.kernel.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CardBinningTest {
    private static final ObservableInfo JET =
            ObservableInfo.jets("jet", 1, "jet", "GeV", 30, 60, Double.POSITIVE_INFINITY);

    private static CardBinning read(String json) throws Exception {
        return CardBinning.read(Path.of("card.json"), Map.of("jet", new JsonMapper().readTree(json)))
                .get("jet");
    }

    @Test
    void edgesComeAfterTheBinOfTooFewJets() throws Exception {
        List<Bin> bins = read("[30, 45.5, 60, null]").of(JET).binning().bins();
        assertEquals(
                List.of("0 jets", "30–45.5", "45.5–60", "> 60"),
                bins.stream().map(Bin::label).toList());
        assertTrue(bins.get(0).ranges().get(0).absent());
        assertEquals(
                new Range(60, Double.POSITIVE_INFINITY), bins.get(3).ranges().get(0));
    }

    @Test
    void bothSidesMayHaveBinsOfTheirOwn() throws Exception {
        ObservableInfo info = read("{\"fiducial\": [30, 60, null], \"reconstructed\": [30, 45, 60, null]}")
                .of(JET);
        assertEquals(3, info.binning().size());
        assertEquals(4, info.reconstructed().size());
        assertEquals(info.binning().bins().get(2), info.reconstructed().bins().get(3));
        var misspelt = assertThrows(
                FiduciaException.class, () -> read("{\"fiducial\": [30, 60], \"reconstucted\": [30, 60]}"));
        assertTrue(misspelt.getMessage().contains("/binnings/jet/reconstucted"), misspelt.getMessage());
        assertTrue(misspelt.remedy().contains("reconstructed"), misspelt.remedy());
        var half = assertThrows(FiduciaException.class, () -> read("{\"fiducial\": [30, 60]}"));
        assertTrue(half.getMessage().contains("has no reconstructed"), half.getMessage());
    }

    @Test
    void defaultBinsKeepTheirLabels() throws Exception {
        var named = JET.with(new Binning(List.of(new Bin("many", List.of(new Range(4, 9))))));
        assertEquals(
                List.of("0–4", "many"),
                read("[0, 4, 9]").of(named).binning().bins().stream()
                        .map(Bin::label)
                        .toList());
    }

    @Test
    void binsHaveARangePerAxis() throws Exception {
        var pair = new ObservableInfo(
                "pair",
                Target.PRODUCTION,
                List.of(new Axis("a", "", 0), new Axis("b", "", 1)),
                new Binning(List.of(new Bin("all", List.of(Range.ANY, Range.ANY)))));
        CardBinning binning = read("""
                [{"label": "none", "ranges": ["any", "absent"]}, {"ranges": [[null, 2], [0, 5]]},
                 {"ranges": [[2, null], [0, 5]]}]""");
        List<Bin> bins = binning.of(pair).binning().bins();
        assertEquals(List.of(Range.ANY, Range.ABSENT), bins.get(0).ranges());
        assertEquals("2", bins.get(1).label());
        assertEquals(
                new Range(Double.NEGATIVE_INFINITY, 2), bins.get(1).ranges().get(0));
        assertThrows(FiduciaException.class, () -> binning.of(JET));
        assertThrows(FiduciaException.class, () -> read("[0, 1]").of(pair));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    7                                              | /binnings/jet is no list
                    []                                             | /binnings/jet is no list
                    [30]                                           | /binnings/jet has one edge
                    [30, 20]                                       | /binnings/jet/1 is not above
                    [30, null, 60]                                 | /binnings/jet/1 is null
                    [30, "x"]                                      | /binnings/jet/1 is "x"
                    [{"label": "a"}]                               | /binnings/jet/0/ranges is no list
                    [{"ranges": [[2, 1]]}]                         | /binnings/jet/0/ranges/0 is [2,1]
                    [{"ranges": ["none"]}]                         | /binnings/jet/0/ranges/0 is "none"
                    [{"ranges": [[0, 2]]}, {"ranges": [[1, 3]]}]   | /binnings/jet/1 overlaps
                    [{"ranges": ["any"]}, {"ranges": ["absent"]}]  | /binnings/jet/1 overlaps
                    """)
    void refusesWithThePlace(String json, String message) {
        var e = assertThrows(FiduciaException.class, () -> read(json));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(FiduciaException.Kind.CARD, e.kind());
    }
}

package org.fiducia.api.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Impact;
import org.fiducia.api.measurement.Measurement.BinResult;
import org.fiducia.api.measurement.Measurement.Contribution;
import org.fiducia.api.measurement.Measurement.InterestResult;
import org.fiducia.api.measurement.Measurement.Joint;
import org.fiducia.api.measurement.Measurement.Spectrum;
import org.fiducia.api.measurement.Measurement.Yield;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.Binning;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.api.observable.Range;
import org.fiducia.api.observable.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasurementTest {
    @ParameterizedTest
    @CsvSource({
        "0.2841, 0.284",
        "1, 1.000",
        "0.001, 0.001",
        "0.00099, 9.9 × 10⁻⁴",
        "4.24e-5, 4.2 × 10⁻⁵",
        "9.97e-12, 1.0 × 10⁻¹¹",
        "0, 0.000",
        "NaN, NaN"
    })
    void smallProbabilitiesArePowers(double p, String text) {
        assertEquals(text, measurement(p).pValueText());
    }

    /** Each changes its part and leaves all others, which is what a list of 23 arguments could get wrong. */
    @Test
    void whatIsChangedIsOnePart() throws ReflectiveOperationException {
        var yields = List.of(new Yield("2022", "4mu", "all", "signal", 1, 2));
        var bin = new BinResult(null, 1, null, null, null, 1);
        Measurement plain = measurement(.5);
        Map<String, Measurement> changed = Map.ofEntries(
                Map.entry(
                        "observable",
                        plain.withObservable(new ObservableInfo(
                                "p",
                                Target.PRODUCTION,
                                List.of(new Axis("p", "", 0)),
                                new Binning(List.of(new Bin("all", List.of(Range.ANY))))))),
                Map.entry("bins", plain.withBins(List.of(bin))),
                Map.entry("inclusive", plain.withInclusive(bin)),
                Map.entry("yields", plain.withYields(yields)),
                Map.entry("spectrum", plain.withSpectrum(new Spectrum(new double[2], new double[1], Map.of()))),
                Map.entry(
                        "interest",
                        plain.withInterest(List.of(new InterestResult("mH", "", "GeV", 125, null, null, null, 125)))),
                Map.entry("breakdown", plain.withBreakdown(List.of(new Contribution("lepton", List.of())))),
                Map.entry(
                        "impacts",
                        plain.withImpacts(List.of(new Impact("n", "lepton", 0, 1, new double[1], new double[1])))),
                Map.entry("joint", plain.withJoint(new Joint(List.of("a"), new double[1][1]))),
                Map.entry("answers", plain.withAnswers(Answers.NONE)),
                Map.entry("provenance", plain.withProvenance(Map.of("card", "here"))),
                Map.entry("details", plain.with(new FitDetails(null, List.of(), List.of()))));
        for (var entry : changed.entrySet()) {
            var different = new ArrayList<String>();
            for (RecordComponent part : Measurement.class.getRecordComponents()) {
                Object before = part.getAccessor().invoke(plain);
                Object after = part.getAccessor().invoke(entry.getValue());
                if (!Objects.equals(before, after)) {
                    different.add(part.getName());
                }
            }
            assertEquals(List.of(entry.getKey()), different);
        }
        assertEquals(yields, plain.withYields(yields).withBins(List.of(bin)).yields());
    }

    private static Measurement measurement(double p) {
        return new Measurement(
                null, null, "", List.of(), null, null, List.of(), 0, "", p, 0, List.of(), null, null, null, List.of(),
                List.of(), List.of(), null, null, Map.of());
    }
}

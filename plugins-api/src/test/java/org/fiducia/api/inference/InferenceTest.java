package org.fiducia.api.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Progress;
import org.fiducia.api.fit.Interval;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Result;
import org.fiducia.api.inference.Inference.Membership;
import org.fiducia.api.inference.Inference.Subject;
import org.fiducia.api.inference.Inference.Tools;
import org.fiducia.api.model.Parameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an inference says of a single value when it says nothing but its conclusions. */
class InferenceTest {
    private static final Quantity QUANTITY = Quantity.of(Parameter.interest("mu", 1, 0, 10, 1), "");

    /** From 0.5 to 2. */
    private static final Interval PROFILE = new Interval(1, .5, 1, false, false);

    /** From 0.2 to 1.8. */
    private static final Interval CALIBRATED = new Interval(1, .8, .8, false, false);

    private static Membership membership(double value, Optional<Interval> total, Ends ends, FiduciaException... why) {
        Inference inference = (subject, quantities, questions, tools, progress) -> {
            assertEquals(List.of(QUANTITY), quantities, "nothing else is asked");
            return new Conclusions(
                    null,
                    List.of(new Result(QUANTITY, 1, total, Optional.empty(), ends)),
                    new double[][] {{1}},
                    Double.NaN,
                    List.of(),
                    List.of(),
                    Answers.NONE,
                    why.length == 0 ? Map.of() : Map.of(Result.question(QUANTITY), why[0]));
        };
        return inference.membership(
                new Subject("toy", null, new double[] {1}, false, ""),
                QUANTITY,
                value,
                Questions.NONE,
                new Tools(null, null, List.of(), List.of(), List.of(), 1),
                Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0.49, false", "0.5, true", "1, true", "2, true", "2.01, false"})
    void withoutCalibrationThereIsOneInterval(double value, boolean inside) {
        assertEquals(
                new Membership(inside, inside, false),
                membership(value, Optional.of(PROFILE), Ends.of("profile", PROFILE)));
    }

    @ParameterizedTest
    @CsvSource({"0.1, false, false", "0.3, false, true", "1, true, true", "1.9, true, false", "2.1, false, false"})
    void aCalibratedOneIsTheOneThatIsReported(double value, boolean profile, boolean reported) {
        var calibration = new Calibration(.6, "few events", PROFILE, List.of(), new Calibration.Toys(100, 0, "", 1));
        var ends = new Ends(Ends.FELDMAN_COUSINS, false, false, calibration);
        assertEquals(new Membership(profile, reported, true), membership(value, Optional.of(CALIBRATED), ends));
    }

    /** A calibration that was needed and could not be made leaves the interval as it is. */
    @Test
    void aCalibrationThatFailedChangesNothing() {
        var ends = new Ends("profile", false, false, Calibration.none("no toy has a minimum"));
        assertEquals(new Membership(true, true, false), membership(1.9, Optional.of(PROFILE), ends));
    }

    @Test
    void whyThereIsNoIntervalIsThrown() {
        var why = new FiduciaException(Kind.FIT, "no interval of mu", "widen its limits");
        assertSame(why, assertThrows(FiduciaException.class, () -> membership(1, Optional.empty(), Ends.NONE, why)));
    }
}

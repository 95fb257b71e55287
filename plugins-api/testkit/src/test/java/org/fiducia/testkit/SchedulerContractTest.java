package org.fiducia.testkit;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.Progress;
import org.fiducia.api.schedule.Scheduler;
import org.fiducia.api.schedule.Task;
import org.junit.jupiter.api.Test;

/** The contract of schedulers fails where a double is wrong, and only there. */
class SchedulerContractTest {
    private interface Doing {
        void run(Scheduler right, List<byte[]> units, Scheduler.Results results, Progress progress);
    }

    /** What a scheduler that is right is asked for, or what comes of it, is changed. */
    private static void in(Doing doing, String words, String... tests) {
        Wrong.saying(
                words,
                () -> new SchedulerContract() {
                    @Override
                    protected Scheduler scheduler(Task task) {
                        Scheduler right = new BackwardScheduler(task);
                        return (Wrong.Work) (id, shared, units, results, progress) -> doing.run(
                                (Wrong.Work)
                                        (same, bytes, some, take, shown) -> right.run(id, shared, some, take, shown),
                                units,
                                results,
                                progress);
                    }
                },
                tests);
    }

    private static void run(Scheduler right, List<byte[]> units, Scheduler.Results results, Progress progress) {
        right.run("", new byte[0], units, results, progress);
    }

    @Test
    void theRightOneFailsNowhere() {
        in(SchedulerContractTest::run, "");
    }

    @Test
    void resultsThatAreNotThoseOfTheUnits() {
        in(
                (right, units, results, progress) -> {
                    run(right, units, results, progress);
                    run(right, units.subList(0, Math.min(1, units.size())), results, progress);
                },
                "a unit is told of once",
                "everyUnitIsTakenOnceWithItsOwnResult");
        in(
                (right, units, results, progress) ->
                        run(right, units, (unit, result) -> results.take(units.size() - 1 - unit, result), progress),
                "the result of unit 0",
                "everyUnitIsTakenOnceWithItsOwnResult");
        in(
                (right, units, results, progress) -> run(
                        right,
                        units,
                        (unit, result) -> {
                            if (unit > 0) {
                                results.take(unit, result);
                            }
                        },
                        progress),
                "a unit is told of once",
                "everyUnitIsTakenOnceWithItsOwnResult");
    }

    @Test
    void resultsOfNothing() {
        in(
                (right, units, results, progress) -> {
                    run(right, units, results, progress);
                    if (units.isEmpty()) {
                        results.take(0, new byte[0]);
                    }
                },
                "there is no unit",
                "nothingToDoIsDone");
    }

    @Test
    void failuresThatAreLost() {
        in(
                (right, units, results, progress) -> {
                    try {
                        run(right, units, results, progress);
                    } catch (FiduciaException e) {
                        // lost
                    }
                },
                "FiduciaException",
                "aUnitThatFailsIsTheFailure");
        in(
                (right, units, results, progress) -> {
                    try {
                        run(right, units, results, progress);
                    } catch (FiduciaException e) {
                        throw new FiduciaException(FiduciaException.Kind.INPUT, "a unit failed", e.remedy());
                    }
                },
                "the failure of the unit, as it is",
                "aUnitThatFailsIsTheFailure");
    }

    @Test
    void workThatGoesOn() {
        in(
                (right, units, results, progress) -> run(right, units, results, Progress.NONE),
                "what is cancelled ends",
                "whatIsCancelledEnds");
    }
}

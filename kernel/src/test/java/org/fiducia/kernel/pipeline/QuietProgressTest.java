package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.fiducia.api.Progress;
import org.junit.jupiter.api.Test;

/** Several pieces of work at once: one line that counts them, not the stages of each. */
class QuietProgressTest {
    private final List<String> told = new ArrayList<>();
    private boolean cancelled;

    private final Progress quiet = new QuietProgress(new Progress() {
        @Override
        public void begin(String stage, long total) {
            told.add("begin " + stage);
        }

        @Override
        public void advance(long units) {
            told.add("advance " + units);
        }

        @Override
        public void finish() {
            told.add("finish");
        }

        @Override
        public void warn(String message) {
            told.add("warn " + message);
        }

        @Override
        public void checkCancelled() {
            if (cancelled) {
                throw new CancellationException();
            }
        }
    });

    @Test
    void stagesAreNotShownAndWarningsAre() {
        quiet.begin("fitting", 3);
        quiet.advance(1);
        quiet.finish();
        quiet.warn("careful");
        assertEquals(List.of("warn careful"), told);
    }

    @Test
    void aStageOfCancelledWorkDoesNotBegin() {
        quiet.checkCancelled();
        cancelled = true;
        assertThrows(CancellationException.class, () -> quiet.begin("fitting", 3));
        assertThrows(CancellationException.class, quiet::checkCancelled);
        quiet.advance(1);
    }
}

package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;

/** Whether the selection left anything to measure. */
final class EventCheck {
    private EventCheck() {}

    /** Refuses to go on with nothing, and says which cut left nothing. */
    static void require(Analysis analysis, List<SelectedSample> samples, List<BinnedSample> valued, Role role) {
        List<SelectedSample> concerned =
                samples.stream().filter(s -> s.sample().role() == role).toList();
        for (BinnedSample sample : valued) {
            for (int e = 0; sample.sample().role() == role && e < sample.fitted().length; e++) {
                if (sample.fitted()[e]) {
                    return;
                }
            }
        }
        String who = role == Role.DATA ? "data" : "simulated signal";
        String remedy = "look at the cutflow with `select`, and check the files, the cuts and the window of the card";
        if (concerned.isEmpty()) {
            throw new FiduciaException(Kind.CARD, "the card has no " + who, "declare it in /eras or /samples");
        }
        List<String> cuts = concerned.stream()
                .flatMap(s -> s.cutflow().cuts().stream())
                .distinct()
                .toList();
        for (String cut : cuts) {
            if (concerned.stream().allMatch(s -> passing(s.cutflow(), cut) == 0)) {
                throw new FiduciaException(
                        Kind.INPUT, "no event of the " + who + " passes the cut \"" + cut + '"', remedy);
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                "no event of the " + who + " is in the fit range of "
                        + analysis.fit().range(),
                remedy);
    }

    /** Events that pass a cut, none where there is no such cut. */
    private static long passing(Cutflow cutflow, String cut) {
        int index = cutflow.cuts().indexOf(cut);
        return index < 0 ? 0 : cutflow.total(index);
    }
}

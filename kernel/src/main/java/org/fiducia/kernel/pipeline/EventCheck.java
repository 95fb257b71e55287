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
        List<String> cuts = concerned.get(0).cutflow().cuts();
        for (int cut = 0; cut < cuts.size(); cut++) {
            int index = cut;
            if (concerned.stream().allMatch(s -> s.cutflow().total(index) == 0)) {
                throw new FiduciaException(
                        Kind.INPUT, "no event of the " + who + " passes the cut \"" + cuts.get(cut) + '"', remedy);
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                "no event of the " + who + " is in the fit range of "
                        + analysis.fit().range(),
                remedy);
    }
}

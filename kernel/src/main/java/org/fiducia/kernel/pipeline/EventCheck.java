package org.fiducia.kernel.pipeline;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;

/** Whether the selection left anything to measure. */
final class EventCheck {
    private EventCheck() {}

    /** Refuses to go on with nothing, and says which cut left nothing. */
    static void require(Analysis analysis, List<SelectedSample> samples, Role role) {
        List<SelectedSample> concerned =
                samples.stream().filter(s -> s.sample().role() == role).toList();
        boolean any = concerned.stream()
                .flatMap(s -> s.events().stream())
                .anyMatch(e -> e.region() >= 0
                        && analysis.regions().get(e.region()).signal()
                        && analysis.inWindow(e.reco().p4().mass()));
        if (any) {
            return;
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
                "no event of the " + who + " is in the fit window of " + analysis.massLo() + " to " + analysis.massHi()
                        + " GeV",
                remedy);
    }
}

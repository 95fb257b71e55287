package org.fiducia.step.triggers;

import java.util.LinkedHashMap;
import java.util.List;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.osgi.service.component.annotations.Component;

/**
 * Takes events that a trigger has recorded, each once. Settings: {@code dataSets}, primary data set to its bits, in the order in
 * which an event of several is counted: an event of a data set passes when one of its bits is set and none of those of the data
 * sets before it; a simulated event passes when any bit is set. {@code mayBeAbsent}: bits that some files do not have, which
 * are then not set; {@code true} for all. Data of a card without names of data sets are of the only one here.
 */
@Component(service = EventStep.class)
public final class Triggers implements EventStep {
    @Override
    public String id() {
        return "triggers";
    }

    @Override
    public String title() {
        return "triggers of primary data sets, without double counting";
    }

    @Override
    public Step step(Settings settings) {
        Settings block = settings.block("dataSets");
        var sets = new LinkedHashMap<String, List<String>>();
        for (String set : block.names()) {
            List<String> bits = block.texts(set);
            if (bits.isEmpty() || bits.stream().distinct().count() < bits.size()) {
                throw block.wrong(set, "a list of trigger bits, each once");
            }
            sets.put(set, List.copyOf(bits));
        }
        if (sets.isEmpty()) {
            throw settings.wrong("dataSets", "an object of primary data sets, each with its trigger bits");
        }
        List<String> known =
                sets.values().stream().flatMap(List::stream).distinct().toList();
        boolean flag = settings.values().get("mayBeAbsent") instanceof Boolean;
        List<String> absent =
                !flag ? settings.texts("mayBeAbsent") : settings.flag("mayBeAbsent", false) ? known : List.of();
        settings.refuseUnknown();
        if (!known.containsAll(absent)) {
            throw settings.wrong("mayBeAbsent", "a list of bits of dataSets, or true");
        }
        return new Recorded(sets, List.copyOf(absent), settings.path());
    }
}

package org.fiducia.systematics.jetenergy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.JetChange;

/**
 * One source of uncertainty of jets.
 *
 * @param name of its nuisance
 * @param group of its nuisance
 * @param perEra each era has a nuisance of its own
 * @param mirrored a change that moves nothing in one direction is the reverse of that in the other: jets of unknown origin
 *     can only be smeared
 * @param place in the card, unique
 * @param change what becomes of a jet, by sign: 1 and −1
 */
record JetSource(
        String name, String group, boolean perEra, boolean mirrored, String place, IntFunction<JetChange> change) {
    /** Candidates remember jets down to a fifth below the threshold. */
    static final double LARGEST = 0.2;

    /** The sources of a declaration. */
    static List<JetSource> of(Settings settings) {
        settings.text("source", "");
        String name = settings.text("name");
        String group = settings.text("group", "jets");
        var sources = new ArrayList<JetSource>();
        int forms = 0;
        for (String form : List.of("size", "sources", "resolution")) {
            forms += settings.has(form) ? 1 : 0;
        }
        if (forms != 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    settings.path() + " has " + forms + " of size, sources, resolution",
                    "give one of them; what else there is, in a declaration of its own");
        }
        if (settings.has("sources")) {
            if (!(settings.values().get("sources") instanceof List<?> list) || list.isEmpty()) {
                throw settings.wrong("sources", "a list of objects with name and size");
            }
            for (int k = 0; k < list.size(); k++) {
                if (!(list.get(k) instanceof Map<?, ?> map)) {
                    throw settings.wrong("sources", "a list of objects with name and size");
                }
                var values = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> values.put(String.valueOf(key), value));
                var block = new Settings(settings.path() + "/sources/" + k, values);
                sources.add(scale(block, name + "_" + block.text("name"), group));
                block.refuseUnknown();
            }
        } else if (settings.has("resolution")) {
            Resolution resolution = Resolution.of(settings.block("resolution"));
            sources.add(new JetSource(name, group, perEra(settings), true, settings.path(), resolution::change));
        } else {
            sources.add(scale(settings, name, group));
        }
        settings.refuseUnknown();
        return sources;
    }

    private static JetSource scale(Settings block, String name, String group) {
        SizeTable sizes = SizeTable.of(block, "size", LARGEST);
        return new JetSource(name, group, perEra(block), false, block.path(), sign -> Scaling.by(sizes, sign));
    }

    private static boolean perEra(Settings block) {
        List<String> uncorrelated = block.texts("uncorrelated");
        if (!uncorrelated.stream().allMatch("era"::equals)) {
            throw block.wrong("uncorrelated", "[\"era\"]: jets know nothing of final states");
        }
        return !uncorrelated.isEmpty();
    }
}

package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Region;
import org.fiducia.api.measurement.Analysis;

/**
 * What a card says of misidentified objects.
 *
 * @param regions ids of the control regions that are fitted, in the order of the card
 * @param highest upper limit of every normalisation factor
 * @param held kinds of which the factor is held at 1
 * @param uncertainties that act on processes by what they hold
 */
record FakeSettings(List<String> regions, double highest, List<String> held, List<Uncertainty> uncertainties) {
    private static final double HIGHEST = 10;
    private static final String ID = "fakes";

    /**
     * A log-normal uncertainty of yields.
     *
     * @param name of the nuisance
     * @param group of the breakdown
     * @param size relative
     * @param per type of genuine objects to each of which it belongs; empty for once per event
     * @param processes on which it acts; empty for all
     * @param region in which it acts; empty for all
     */
    record Uncertainty(String name, String group, double size, String per, List<String> processes, String region) {
        static Uncertainty of(Settings block, Analysis analysis) {
            var uncertainty = new Uncertainty(
                    block.text("name"),
                    block.text("group", "other"),
                    block.real("size"),
                    block.text("per", ""),
                    block.texts("processes"),
                    block.text("region", ""));
            block.refuseUnknown();
            if (!(uncertainty.size > 0)) {
                throw block.wrong("size", "a relative change above 0");
            }
            if (!uncertainty.region.isEmpty()) {
                requireRegion(block.path() + "/region", analysis, uncertainty.region);
            }
            return uncertainty;
        }
    }

    static FakeSettings of(Analysis analysis, Settings settings) {
        List<String> regions = settings.texts("regions");
        double highest = settings.real("max", HIGHEST);
        List<String> held = settings.texts("held");
        var uncertainties = new ArrayList<Uncertainty>();
        for (Settings block : blocks(settings, "uncertainties")) {
            uncertainties.add(Uncertainty.of(block, analysis));
        }
        settings.refuseUnknown();
        if (regions.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    settings.path()
                            + "/regions is missing: nothing constrains the normalisation of misidentified objects",
                    "name control regions of the channel: " + String.join(", ", controlRegions(analysis)));
        }
        var seen = new HashSet<String>();
        for (String region : regions) {
            requireRegion(settings.path() + "/regions", analysis, region);
            if (analysis.isSignal(analysis.region(region))) {
                throw new FiduciaException(
                        Kind.CARD,
                        settings.path() + "/regions has " + region + ", in which the signal is fitted",
                        "name control regions: " + String.join(", ", controlRegions(analysis)));
            }
            if (!seen.add(region)) {
                throw new FiduciaException(
                        Kind.CARD, settings.path() + "/regions names " + region + " twice", "name every region once");
            }
        }
        if (!(highest > 1)) {
            throw settings.wrong("max", "a number above 1");
        }
        return new FakeSettings(regions, highest, held, List.copyOf(uncertainties));
    }

    private static List<String> controlRegions(Analysis analysis) {
        return analysis.regions().stream()
                .filter(region -> !region.signal())
                .map(Region::id)
                .toList();
    }

    private static void requireRegion(String place, Analysis analysis, String region) {
        if (analysis.region(region) < 0) {
            throw new FiduciaException(
                    Kind.CARD,
                    place + " has " + region + ", which is no region of the channel",
                    Suggestion.among(
                            region, analysis.regions().stream().map(Region::id).toList()));
        }
    }

    /** A list of objects as blocks. */
    private static List<Settings> blocks(Settings settings, String name) {
        if (!settings.has(name)) {
            return List.of();
        }
        if (!(settings.values().get(name) instanceof List<?> list)) {
            throw settings.wrong(name, "a list of objects");
        }
        var blocks = new ArrayList<Settings>();
        for (int k = 0; k < list.size(); k++) {
            if (!(list.get(k) instanceof Map<?, ?> map)) {
                throw settings.wrong(name, "a list of objects");
            }
            var values = new LinkedHashMap<String, Object>();
            map.forEach((key, value) -> values.put(String.valueOf(key), value));
            blocks.add(new Settings(settings.path() + "/" + name + "/" + k, values));
        }
        return blocks;
    }

    /** Id of the source. */
    static String id() {
        return ID;
    }
}

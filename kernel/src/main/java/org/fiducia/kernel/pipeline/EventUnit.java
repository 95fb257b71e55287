package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;

/**
 * A unit of event work: consecutive events of a file.
 *
 * @param origin of what sample the file is
 * @param format how it is read
 * @param file its path, or its name with a scheme
 * @param tree name of the tree
 * @param first entry number of the first event
 * @param count number of events
 * @param variations alternative weights to keep of each event
 * @param steps what happens to its events before they are selected
 */
record EventUnit(
        SampleOrigin origin,
        InputFormat format,
        String file,
        String tree,
        long first,
        long count,
        List<Variation> variations,
        List<StepOrder> steps) {
    /** Events of a unit, about. */
    static final long EVENTS = 100_000;

    /**
     * A step with what the card says to it.
     *
     * @param path place of its settings in the card
     */
    record StepOrder(String id, String path, Map<String, Object> settings) {}

    /** Cuts a file: equal ranges of not more than {@link #EVENTS}, at least one. */
    static List<EventUnit> of(SampleOrigin origin, InputFormat format, List<StepOrder> steps, FileHeader header) {
        long entries = header.generated().entries();
        long parts = header.ranges() ? Math.max(1, (entries + EVENTS - 1) / EVENTS) : 1;
        var units = new ArrayList<EventUnit>();
        for (long part = 0; part < parts; part++) {
            long first = entries * part / parts;
            units.add(new EventUnit(
                    origin,
                    format,
                    InputNames.of(header.file()),
                    header.tree(),
                    first,
                    entries * (part + 1) / parts - first,
                    header.variations(),
                    steps));
        }
        return units;
    }
}

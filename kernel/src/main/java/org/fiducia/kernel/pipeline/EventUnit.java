package org.fiducia.kernel.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Sample.Variation;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;

/**
 * A unit of event work: consecutive events of a file.
 *
 * @param role of the sample that the file is of
 * @param format how it is read
 * @param file its path
 * @param tree name of the tree
 * @param first entry number of the first event
 * @param count number of events
 * @param variations alternative weights to keep of each event
 */
record EventUnit(
        Role role, InputFormat format, String file, String tree, long first, long count, List<Variation> variations) {
    /** Events of a unit, about. */
    static final long EVENTS = 100_000;

    /** Cuts a file: equal ranges of not more than {@link #EVENTS}, at least one. */
    static List<EventUnit> of(Role role, InputFormat format, FileHeader header) {
        long entries = header.generated().entries();
        long parts = header.ranges() ? Math.max(1, (entries + EVENTS - 1) / EVENTS) : 1;
        var units = new ArrayList<EventUnit>();
        for (long part = 0; part < parts; part++) {
            long first = entries * part / parts;
            units.add(new EventUnit(
                    role,
                    format,
                    header.file().toString(),
                    header.tree(),
                    first,
                    entries * (part + 1) / parts - first,
                    header.variations()));
        }
        return units;
    }
}

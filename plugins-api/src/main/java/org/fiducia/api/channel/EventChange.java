package org.fiducia.api.channel;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;

/** Another view of kept events, e.g. with other weights. Gives the same for the same event, from any thread. */
@FunctionalInterface
public interface EventChange {
    /**
     * An event as it is to be seen.
     *
     * @param index place in the list
     * @param event as it is
     */
    SelectedEvent of(int index, SelectedEvent event);

    /**
     * Every event of a list. Of a list that is held in memory ({@link RandomAccess}) each is changed once, now; one of any
     * other list when it is asked for, so that no more of them need memory at a time than before.
     */
    default List<SelectedEvent> all(List<SelectedEvent> events) {
        if (!(events instanceof RandomAccess)) {
            return new AbstractList<>() {
                @Override
                public SelectedEvent get(int index) {
                    return of(index, events.get(index));
                }

                @Override
                public int size() {
                    return events.size();
                }
            };
        }
        var changed = new ArrayList<SelectedEvent>(events.size());
        for (int e = 0; e < events.size(); e++) {
            changed.add(of(e, events.get(e)));
        }
        return changed;
    }
}

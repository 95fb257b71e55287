package org.fiducia.api.event;

import java.io.IOException;
import org.fiducia.api.Nullable;

/** A range of the events that another cursor gives, which has to pass those before it. */
final class RangeCursor implements EventFile.EventCursor {
    private final EventFile.EventCursor all;
    private final long first;
    private final long end;
    private boolean over;

    /**
     * @param first entry number of the first event
     * @param end entry number behind the last
     */
    RangeCursor(EventFile.EventCursor all, long first, long end) {
        this.all = all;
        this.first = first;
        this.end = end;
        this.over = first >= end;
    }

    @Override
    public @Nullable EventBatch next() throws IOException {
        while (!over) {
            EventBatch batch = all.next();
            if (batch == null) {
                break;
            }
            long from = Math.max(first - batch.firstEntry(), 0);
            long to = Math.min(end - batch.firstEntry(), batch.size());
            over = batch.firstEntry() + batch.size() >= end;
            if (from < to) {
                return batch.part((int) from, (int) to);
            }
        }
        over = true;
        return null;
    }

    @Override
    public void close() throws IOException {
        all.close();
    }
}

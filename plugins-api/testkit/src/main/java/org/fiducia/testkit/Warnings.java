package org.fiducia.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fiducia.api.Progress;

/** Keeps what work warns of. */
public final class Warnings implements Progress {
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void warn(String message) {
        said.add(message);
    }

    /** What was said, in its order. */
    public List<String> said() {
        return said;
    }
}

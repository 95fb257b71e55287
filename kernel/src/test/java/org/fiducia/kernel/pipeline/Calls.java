package org.fiducia.kernel.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The calls of the plug-ins of a test: how many there were, and what happens in them beside what they are for. */
public final class Calls {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();

    /** Lets something happen from now on in every call of a name; nothing for null. */
    public void on(String call, Runnable happening) {
        if (happening == null) {
            happenings.remove(call);
        } else {
            happenings.put(call, happening);
        }
    }

    /** It is called. */
    public void at(String call) {
        counts.merge(call, 1, Integer::sum);
        happenings.getOrDefault(call, () -> {}).run();
    }

    /** How often it was called since this was asked last. */
    public int count(String call) {
        Integer count = counts.remove(call);
        return count == null ? 0 : count;
    }
}

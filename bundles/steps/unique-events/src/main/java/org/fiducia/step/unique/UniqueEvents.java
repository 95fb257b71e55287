package org.fiducia.step.unique;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.EventStep;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SampleOrigin;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.osgi.service.component.annotations.Component;

/**
 * Refuses data of which an event is selected twice: it is in a file that is there twice, or in two primary data sets. Settings:
 * {@code run}, {@code section} and {@code event}, the columns, by default {@code run}, {@code luminosityBlock} and {@code
 * event}; {@code warn}, to have it told and nothing else.
 */
@Component(service = EventStep.class)
public final class UniqueEvents implements EventStep {
    @Override
    public String id() {
        return "unique-events";
    }

    @Override
    public String title() {
        return "data without an event twice";
    }

    @Override
    public Step step(Settings settings) {
        String run = settings.text("run", "run");
        String section = settings.text("section", "luminosityBlock");
        String event = settings.text("event", "event");
        boolean warn = settings.flag("warn", false);
        settings.refuseUnknown();
        return new Unique(run, section, event, warn);
    }

    private record Unique(String run, String section, String event, boolean warn) implements Step {
        private static final String IN = " ";
        private static final int SHOWN = 5;

        @Override
        public String title() {
            return "unique events";
        }

        @Override
        public Side side() {
            return Side.RECONSTRUCTED;
        }

        @Override
        public boolean serves(SampleOrigin origin) {
            return origin.role() == Role.DATA;
        }

        @Override
        public List<ColumnSpec> columns(SampleOrigin origin) {
            return List.of(ColumnSpec.integer(run), ColumnSpec.integer(section), ColumnSpec.integer(event));
        }

        @Override
        public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
            var factors = new double[batch.size()];
            Arrays.fill(factors, 1);
            return factors;
        }

        @Override
        public void selected(EventBatch batch, SampleOrigin origin, int index, Counts counts) {
            counts.add(
                    batch.integers(run)[index] + ":" + batch.integers(section)[index] + ":"
                            + batch.integers(event)[index] + IN + origin.sample(),
                    1);
        }

        @Override
        public List<String> conclude(Map<String, Long> counts) {
            var events = new TreeMap<String, List<String>>();
            counts.forEach((name, times) -> {
                int in = name.indexOf(IN);
                List<String> samples = events.computeIfAbsent(name.substring(0, in), one -> new ArrayList<>());
                for (long k = 0; k < times; k++) {
                    samples.add(name.substring(in + IN.length()));
                }
            });
            events.values().removeIf(samples -> samples.size() < 2);
            if (events.isEmpty()) {
                return List.of();
            }
            var named = new ArrayList<String>();
            events.forEach((name, samples) -> {
                if (named.size() < SHOWN) {
                    named.add(name + " (" + String.join(", ", samples) + ")");
                }
            });
            String what = events.size() + (events.size() == 1 ? " event" : " events")
                    + " of the data, RUN:SECTION:EVENT, " + (events.size() == 1 ? "is" : "are")
                    + " selected more than once: " + String.join(", ", named) + (events.size() > SHOWN ? ", …" : "");
            if (warn) {
                return List.of(what);
            }
            throw new FiduciaException(
                    Kind.INPUT,
                    what,
                    "take out files that are there twice (`fiducia check`), or give each primary data set its triggers"
                            + " with the step triggers");
        }
    }
}

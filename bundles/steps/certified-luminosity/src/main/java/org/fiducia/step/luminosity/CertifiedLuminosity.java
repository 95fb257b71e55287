package org.fiducia.step.luminosity;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
 * Takes data of certified luminosity sections. Settings: {@code file}, a mask in JSON, {@code {"RUN": [[first, last], …]}};
 * {@code run} and {@code section}, the columns, by default {@code run} and {@code luminosityBlock}. Runs of the data that are
 * not in the mask are named in a warning, with the samples that have them.
 */
@Component(service = EventStep.class)
public final class CertifiedLuminosity implements EventStep {
    private static final String CERTIFIED = "certified";
    private static final String MISSING = "run ";
    private static final String IN = " of ";
    private static final int SHOWN = 10;

    @Override
    public String id() {
        return "certified-luminosity";
    }

    @Override
    public String title() {
        return "certified luminosity sections of data";
    }

    @Override
    public Step step(Settings settings) {
        Mask mask = Mask.read(settings.file("file"));
        String run = settings.text("run", "run");
        String section = settings.text("section", "luminosityBlock");
        settings.refuseUnknown();
        return new Certified(mask, run, section);
    }

    private record Certified(Mask mask, String run, String section) implements Step {
        @Override
        public String title() {
            return "certified luminosity";
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
            return List.of(ColumnSpec.integer(run), ColumnSpec.integer(section));
        }

        @Override
        public double[] factors(EventBatch batch, SampleOrigin origin, Counts counts) {
            long[] runs = batch.integers(run);
            long[] sections = batch.integers(section);
            var factors = new double[batch.size()];
            long certified = 0;
            for (int e = 0; e < factors.length; e++) {
                if (!mask.has(runs[e])) {
                    counts.add(MISSING + runs[e] + IN + origin.sample(), 1);
                } else if (mask.certifies(runs[e], sections[e])) {
                    factors[e] = 1;
                    certified++;
                } else {
                    counts.add("not certified", 1);
                }
            }
            if (certified > 0) {
                counts.add(CERTIFIED, certified);
            }
            return factors;
        }

        @Override
        public List<String> conclude(Map<String, Long> counts) {
            var missing = new TreeMap<Long, Map<String, Long>>();
            boolean all = true;
            long events = 0;
            for (Map.Entry<String, Long> count : counts.entrySet()) {
                String name = count.getKey();
                if (name.startsWith(MISSING)) {
                    int in = name.indexOf(IN);
                    missing.computeIfAbsent(
                                    Long.parseLong(name.substring(MISSING.length(), in)), run -> new TreeMap<>())
                            .put(name.substring(in + IN.length()), count.getValue());
                    events += count.getValue();
                } else {
                    all = false;
                }
            }
            if (missing.isEmpty()) {
                return List.of();
            }
            String named = missing.entrySet().stream()
                            .limit(SHOWN)
                            .map(one -> one.getKey() + " (" + where(one.getValue()) + ")")
                            .collect(Collectors.joining(", "))
                    + (missing.size() > SHOWN ? ", …" : "");
            if (all) {
                throw new FiduciaException(
                        Kind.INPUT,
                        "no run of the data is in the mask " + mask.file() + ", which has " + mask.range()
                                + "; the data have " + named,
                        "name the mask of this era in the step certified-luminosity of the card, or the files of that mask");
            }
            return List.of(missing.size() + (missing.size() == 1 ? " run" : " runs") + " of the data with " + events
                    + " events, of which none is taken, " + (missing.size() == 1 ? "is" : "are") + " not in the mask "
                    + mask.file().getFileName() + ": " + named);
        }

        private static String where(Map<String, Long> samples) {
            return samples.entrySet().stream()
                    .map(sample -> sample.getValue() + " in " + sample.getKey())
                    .collect(Collectors.joining(", "));
        }
    }
}

package org.fiducia.kernel.pipeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.api.event.EventFile;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.event.TreeInfo;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.testkit.PlainCandidate;

/**
 * Events as lines of text, a channel that takes them as they stand, and observables of them. The first line of a file has
 * cross section and sum of weights, every other one the number of equal events, then their {@link #COLUMNS}; a region or
 * fiducial category of −1 is none.
 */
final class Lines {
    static final List<String> COLUMNS = List.of("w", "region", "category", "m", "y", "fcat", "fy", "resonant");

    private Lines() {}

    /** A candidate of a mass and a number y. */
    static Candidate candidate(double m, double y) {
        return new PlainCandidate(new FourMomentum(y, 0, 0, m), List.of());
    }

    /** Reads files whose names end with {@code .lines}. */
    record Reader(Calls calls) implements EventReader {
        @Override
        public String id() {
            return "lines";
        }

        @Override
        public String title() {
            return "lines of text";
        }

        @Override
        public boolean accepts(Path file) {
            calls.at("reader.accepts");
            return file.toString().endsWith(".lines");
        }

        @Override
        public EventFile open(Path file) throws IOException {
            calls.at("reader.open");
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) {
                throw new FiduciaException(Kind.INPUT, file + " is empty", "write something into it");
            }
            var events = new ArrayList<double[]>();
            for (String line : lines.subList(1, lines.size())) {
                double[] numbers = numbers(line);
                for (int k = 0; k < numbers[0]; k++) {
                    events.add(numbers);
                }
            }
            return new LinesFile(calls, file, numbers(lines.get(0)), events);
        }

        private static double[] numbers(String line) {
            return List.of(line.strip().split(" +")).stream()
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    private record LinesFile(Calls calls, Path file, double[] normalisation, List<double[]> events)
            implements EventFile {
        private static BranchInfo branch(String name) {
            return new BranchInfo(name, "double", Column.Kind.REAL, false, "number " + name);
        }

        @Override
        public List<TreeInfo> trees() {
            return List.of(
                    new TreeInfo(
                            "Events",
                            events.size(),
                            COLUMNS.stream().map(LinesFile::branch).toList()),
                    new TreeInfo("Runs", 1, List.of(branch("xsec"), branch("sumw"))));
        }

        @Override
        public EventCursor read(String tree, List<String> branches) {
            calls.at("reader.read");
            var columns = new LinkedHashMap<String, Column>();
            if (tree.equals("Runs")) {
                columns.put("xsec", Column.reals("xsec", null, new double[] {normalisation[0]}));
                columns.put("sumw", Column.reals("sumw", null, new double[] {normalisation[1]}));
            } else {
                for (String name : branches) {
                    int at = 1 + COLUMNS.indexOf(name);
                    double[] values = events.stream().mapToDouble(e -> e[at]).toArray();
                    columns.put(name, Column.reals(name, null, values));
                }
            }
            int size = tree.equals("Runs") ? 1 : events.size();
            return new Once(
                    List.of(new EventBatch(file + ":" + tree, 0, size, columns)).iterator());
        }

        @Override
        public void close() {
            calls.at("reader.close");
        }
    }

    private record Once(Iterator<EventBatch> batches) implements EventFile.EventCursor {
        @Override
        public EventBatch next() {
            return batches.hasNext() ? batches.next() : null;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Two categories, a signal and a control region. */
    record Tiny(Calls calls, Supplier<double[]> around) implements Channel {
        /** Without a look around. */
        Tiny(Calls calls) {
            this(calls, () -> new double[0]);
        }

        @Override
        public double[] surroundings() {
            return around.get();
        }

        @Override
        public String id() {
            return "tiny";
        }

        @Override
        public String title() {
            return "tiny channel";
        }

        @Override
        public Class<? extends Candidate> candidateType() {
            return PlainCandidate.class;
        }

        @Override
        public List<Category> categories() {
            return List.of(new Category("a", "A"), new Category("b", "B"));
        }

        @Override
        public List<Region> regions() {
            return List.of(new Region("SR", "signal", true), new Region("CR", "control", false));
        }

        @Override
        public String fitVariable() {
            return "m";
        }

        @Override
        public Selector selector(Settings settings) {
            calls.at("channel.selector");
            double least = settings.real("least", 0);
            settings.refuseUnknown();
            return new Selector() {
                @Override
                public List<ColumnSpec> columns(Role role) {
                    return COLUMNS.stream()
                            .limit(role == Role.DATA ? 5 : COLUMNS.size())
                            .map(ColumnSpec::real)
                            .toList();
                }

                @Override
                public List<String> cuts() {
                    return List.of("all", "selected");
                }

                @Override
                public void select(EventBatch batch, Role role, Sink sink) {
                    calls.at("channel.select");
                    for (int e = 0; e < batch.size(); e++) {
                        sink.begin(e);
                        select(batch, role, e, sink);
                    }
                }

                private void select(EventBatch batch, Role role, int e, Sink sink) {
                    double w = batch.reals("w")[e];
                    sink.pass(0, -1, w);
                    int region = batch.reals("m")[e] < least ? -1 : (int) batch.reals("region")[e];
                    int category = region < 0 ? -1 : (int) batch.reals("category")[e];
                    Candidate reco = region < 0 ? null : candidate(batch.reals("m")[e], batch.reals("y")[e]);
                    if (region == 0) {
                        sink.pass(1, category, w);
                    }
                    int fiducial = role == Role.DATA ? -1 : (int) batch.reals("fcat")[e];
                    if (region >= 0 || fiducial >= 0) {
                        sink.keep(new SelectedEvent(
                                w,
                                region,
                                category,
                                reco,
                                fiducial,
                                fiducial < 0 ? null : candidate(0, batch.reals("fy")[e]),
                                role == Role.DATA || batch.reals("resonant")[e] > 0));
                    }
                }
            };
        }

        @Override
        public void write(Candidate candidate, DataOutput out) throws IOException {
            out.writeDouble(candidate.p4().e());
            out.writeDouble(candidate.p4().px());
        }

        @Override
        public Candidate read(DataInput in) throws IOException {
            return candidate(in.readDouble(), in.readDouble());
        }
    }

    /** A number of a candidate. */
    record Measured(ObservableInfo info, ToDoubleFunction<Candidate> number, Calls calls)
            implements Observable<Candidate> {
        @Override
        public Class<Candidate> candidateType() {
            return Candidate.class;
        }

        @Override
        public double value(Candidate candidate) {
            calls.at(info.id() + ".value");
            return number.applyAsDouble(candidate);
        }
    }

    /** The fitted variable, a number of the production and one of the decay; these two are equal. */
    static Map<String, Observable<Candidate>> observables(Calls calls) {
        var all = new LinkedHashMap<String, Observable<Candidate>>();
        for (Observable<Candidate> one : List.of(
                new Measured(ObservableInfo.production("m", "$m$", "GeV", 100, 122), c -> c.p4().e(), calls),
                new Measured(ObservableInfo.production("y", "$y$", "", 0, 1, 2), c -> c.p4().px(), calls),
                new Measured(ObservableInfo.decay("z", "$z$", "", 0, 1, 2), c -> c.p4().px(), calls))) {
            all.put(one.id(), one);
        }
        return all;
    }
}

package org.fiducia.testkit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.channel.Category;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.channel.Region;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.junit.jupiter.api.Test;

/** The contract of channels fails where a double is wrong, and only there. */
class ChannelContractTest {
    private static final int EVENTS = 7;

    /** Keeps every second event, with the mass that its column has. */
    private static class Masses implements Wrong.Selection {
        @Override
        public Class<? extends Candidate> candidateType() {
            return PlainCandidate.class;
        }

        @Override
        public List<Category> categories() {
            return List.of(new Category("all", "all"));
        }

        @Override
        public List<Region> regions() {
            return List.of(new Region("SR", "signal region", true));
        }

        @Override
        public String fitVariable() {
            return "mass";
        }

        @Override
        public Selector selector(Settings settings) {
            settings.refuseUnknown();
            return new Selector() {
                @Override
                public List<ColumnSpec> columns(Role role) {
                    return List.of(ColumnSpec.real("mass"));
                }

                @Override
                public List<String> cuts() {
                    return List.of("all", "even");
                }

                @Override
                public void select(EventBatch batch, Role role, Sink sink) {
                    for (int e = 0; e < batch.size(); e++) {
                        sink.begin(e);
                        event(batch, e, sink);
                    }
                }
            };
        }

        void event(EventBatch batch, int e, Selector.Sink sink) {
            pass(0, sink);
            if ((batch.firstEntry() + e) % 2 == 0) {
                pass(1, sink);
                sink.keep(kept(batch, e));
            }
        }

        void pass(int cut, Selector.Sink sink) {
            sink.pass(cut, -1, 1);
        }

        SelectedEvent kept(EventBatch batch, int e) {
            return new SelectedEvent(1, 0, 0, PlainCandidate.atRest(batch.reals("mass")[e]), -1, null, false);
        }

        @Override
        public void write(Candidate candidate, DataOutput out) throws IOException {
            out.writeDouble(candidate.p4().e());
        }

        @Override
        public Candidate read(DataInput in) throws IOException {
            return new PlainCandidate(new FourMomentum(0, 0, 0, in.readDouble()), List.of());
        }
    }

    private static void in(Masses channel, String... tests) {
        Wrong.in(
                () -> new ChannelContract(channel) {
                    @Override
                    protected EventBatch events(Role role) {
                        var mass = new double[EVENTS];
                        for (int e = 0; e < EVENTS; e++) {
                            mass[e] = 120 + e / 3.0;
                        }
                        var columns = new LinkedHashMap<String, Column>();
                        columns.put("mass", Column.reals("mass", null, mass));
                        columns.put("other", Column.reals("other", null, mass));
                        return new EventBatch("test", 0, EVENTS, columns);
                    }
                },
                tests);
    }

    @Test
    void oneThatIsRight() {
        in(new Masses());
    }

    @Test
    void aColumnThatIsNotDeclared() {
        in(
                new Masses() {
                    @Override
                    SelectedEvent kept(EventBatch batch, int e) {
                        return super.kept(batch, e).withWeight(batch.reals("other")[e]);
                    }
                },
                "readsWhatItDeclaresAndNothingElse");
    }

    @Test
    void cutsOutOfOrder() {
        in(
                new Masses() {
                    @Override
                    void pass(int cut, Selector.Sink sink) {
                        sink.pass(1 - cut, -1, 1);
                    }
                },
                "cutsAreNamedAndPassedInTheirOrder");
    }

    @Test
    void aCategoryThatIsNotThere() {
        in(
                new Masses() {
                    @Override
                    SelectedEvent kept(EventBatch batch, int e) {
                        Candidate candidate = super.kept(batch, e).reco();
                        return new SelectedEvent(1, 0, 1, candidate, -1, null, false);
                    }
                },
                "whatIsKeptIsInRange");
    }

    @Test
    void anEventThatDependsOnItsBatch() {
        in(
                new Masses() {
                    @Override
                    SelectedEvent kept(EventBatch batch, int e) {
                        return super.kept(batch, e).withWeight(batch.size());
                    }
                },
                "theSizeOfBatchesDoesNotMatter");
    }

    @Test
    void anEventThatDependsOnWhatWasBefore() {
        var calls = new AtomicInteger();
        in(
                new Masses() {
                    @Override
                    SelectedEvent kept(EventBatch batch, int e) {
                        return super.kept(batch, e).withWeight(calls.incrementAndGet());
                    }
                },
                "readsWhatItDeclaresAndNothingElse",
                "theSizeOfBatchesDoesNotMatter");
    }

    @Test
    void aCandidateThatLosesBits() {
        in(
                new Masses() {
                    @Override
                    public void write(Candidate candidate, DataOutput out) throws IOException {
                        out.writeFloat((float) candidate.p4().e());
                    }

                    @Override
                    public Candidate read(DataInput in) throws IOException {
                        return PlainCandidate.atRest(in.readFloat());
                    }
                },
                "candidatesAreReadBackToTheLastBit");
    }

    @Test
    void noRegionOfTheSignal() {
        in(
                new Masses() {
                    @Override
                    public List<Region> regions() {
                        return List.of(new Region("CR", "control region", false));
                    }
                },
                "declaresItself");
    }
}

package org.fiducia.channel.multilepton.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.ColumnSpec;
import org.fiducia.api.event.EventBatch;
import org.fiducia.channel.multilepton.Jet;
import org.fiducia.channel.multilepton.Lepton;
import org.fiducia.channel.multilepton.MultileptonCandidate;
import org.fiducia.channel.multilepton.Tau;
import org.fiducia.objects.columns.BatchColumns;

/** Selects events with leptons and τ with the cuts of a card. */
final class MultileptonSelector implements Selector {
    private static final List<String> CUTS =
            List.of("all", "jets", "leptons", "signal region or its fakes", "all tight");

    private static final int JETS = 1;
    private static final int LEPTONS = 2;
    private static final int TOPOLOGY = 3;
    private static final int TIGHT = 4;

    private final SelectionCuts cuts;

    MultileptonSelector(SelectionCuts cuts) {
        this.cuts = cuts;
    }

    @Override
    public List<ColumnSpec> columns(Role role) {
        var columns = new ArrayList<>(ObjectColumns.specs(role));
        columns.add(ColumnSpec.integer("event"));
        columns.add(ColumnSpec.real("met_pt"));
        columns.add(weight(role));
        return columns;
    }

    private static ColumnSpec weight(Role role) {
        return role == Role.DATA
                ? ColumnSpec.integer("prescale").or(1)
                : ColumnSpec.real("weight").or(1);
    }

    @Override
    public List<String> cuts() {
        return CUTS;
    }

    @Override
    public void select(EventBatch batch, Role role, Sink sink) {
        var columns = new BatchColumns(batch);
        var objects = new ObjectColumns(columns, role, cuts);
        double[] weights = columns.reals(weight(role).name(), batch.size(), 1);
        double[] met = columns.reals("met_pt", batch.size());
        long[] numbers = columns.integers("event", batch.size());
        for (int event = 0; event < batch.size(); event++) {
            sink.begin(event);
            sink.pass(0, -1, weights[event]);
            if (numbers[event] < 0) {
                throw columns.damaged(event, "the number " + numbers[event]);
            }
            select(objects, event, new Header(numbers[event], weights[event], met[event]), role, sink);
        }
    }

    /** What an event has once. */
    private record Header(long number, double weight, double met) {}

    private void select(ObjectColumns objects, int event, Header header, Role role, Sink sink) {
        MultileptonCandidate generated = role == Role.SIGNAL ? MultileptonCandidate.generated(header.number()) : null;
        int fiducial = generated == null ? -1 : 0;
        Optional<Placed> placed = placed(objects, event, header, sink);
        if (placed.isPresent()) {
            Placed found = placed.get();
            sink.keep(new SelectedEvent(
                    header.weight(),
                    found.region().ordinal(),
                    found.category(),
                    found.candidate(),
                    fiducial,
                    generated,
                    role == Role.SIGNAL));
        } else if (generated != null) {
            sink.keep(new SelectedEvent(header.weight(), -1, -1, null, fiducial, generated, false));
        }
    }

    private record Placed(EventRegion region, int category, MultileptonCandidate candidate) {}

    private Optional<Placed> placed(ObjectColumns objects, int event, Header header, Sink sink) {
        List<Jet> jets = objects.jets(event);
        if (jets.size() < cuts.jets().least()
                || jets.stream().filter(Jet::btag).count() < cuts.jets().tagged()) {
            return Optional.empty();
        }
        sink.pass(JETS, -1, header.weight());
        List<Lepton> leptons = objects.leptons(event);
        if (leptons.isEmpty()
                || !(leptons.get(0).pt() >= cuts.leadingPt())
                || (leptons.size() > 1 && !(leptons.get(1).pt() >= cuts.subleadingPt()))) {
            return Optional.empty();
        }
        sink.pass(LEPTONS, -1, header.weight());
        List<Tau> taus = objects.taus(event);
        int category = EventRegion.category(leptons);
        return EventRegion.of(leptons, taus, jets.size(), cuts.jets().most()).map(region -> {
            if (region.scored()) {
                sink.pass(TOPOLOGY, category, header.weight());
            }
            if (region == EventRegion.SR) {
                sink.pass(TIGHT, category, header.weight());
            }
            String scoredAs = region.scored() ? EventRegion.scoredAs(category) : "";
            return new Placed(
                    region,
                    category,
                    new MultileptonCandidate(header.number(), leptons, taus, jets, header.met(), scoredAs));
        });
    }
}

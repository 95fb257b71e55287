package org.fiducia.reader.hepmc;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.fiducia.api.channel.FourMomentum;
import org.fiducia.api.event.BranchInfo;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.Column.Kind;
import org.fiducia.reader.hepmc.internal.objects.Associated;
import org.fiducia.reader.hepmc.internal.objects.EventObjects;
import org.fiducia.reader.hepmc.internal.objects.EventObjects.DressedLepton;
import org.fiducia.reader.hepmc.internal.objects.EventObjects.HiggsPhoton;
import org.fiducia.reader.hepmc.internal.text.GeneratedEvent;

/** The columns that events are made into. */
final class Columns {
    static final String CROSS_SECTION = "genCrossSection";
    private static final String EVENT = "event";
    private static final double FB = 1000;

    /** What a column takes from an event. */
    private interface Source {
        void add(GeneratedEvent event, EventObjects objects, Filling to);
    }

    private record Declared(BranchInfo info, boolean ofObjects, Source source) {}

    private final Map<String, Declared> columns = new LinkedHashMap<>();

    Columns(WeightNames weights) {
        number(EVENT, Kind.INTEGER, "number of the event", (event, objects, to) -> to.add(event.id));
        for (int k = 0; k < weights.columns().size(); k++) {
            int place = k;
            String title = k == weights.nominal() ? "weight of the event" : "alternative weight of the event";
            number(weights.columns().get(k), Kind.REAL, title, (event, objects, to) -> to.add(event.weights[place]));
        }
        number(
                CROSS_SECTION,
                Kind.REAL,
                "cross section as it is known so far, fb; NaN where the event does not tell",
                (event, objects, to) -> to.add(FB * event.crossSection));
        leptons();
        momenta("GenJet", "anti-kT jet, R = 0.4", EventObjects::jets, p4 -> p4);
        real("GenJet_mass", "GeV", EventObjects::jets, FourMomentum::mass);
        momenta("GenPhoton", "photon of the Higgs boson", EventObjects::photons, HiggsPhoton::p4);
        real(
                "GenPhoton_iso",
                "sum of pT of stable particles within 0.3, GeV",
                EventObjects::photons,
                HiggsPhoton::isolation);
        associated();
    }

    private void associated() {
        number("GenH_pt", "Higgs boson, GeV", produced -> produced.higgs().pt());
        number(
                "GenH_rapidity",
                "rapidity; NaN without a Higgs boson",
                produced -> produced.higgs().rapidity());
        number("GenH_phi", "azimuth", produced -> produced.higgs().phi());
        number(
                "GenV_pt",
                "vector boson beside it that decays to leptons, GeV",
                produced -> produced.vector().pt());
        columns.put(
                "GenV_decay",
                new Declared(
                        new BranchInfo(
                                "GenV_decay",
                                "int64",
                                Kind.INTEGER,
                                false,
                                "of it: 0 none, 1 quarks, 2 lepton and neutrino, 3 leptons, 4 neutrinos"),
                        true,
                        (event, objects, to) ->
                                to.add((long) objects.associated().decay())));
        String jets = "GenAssociatedJet";
        momenta(
                jets,
                "anti-kT jet, R = 0.4, without what the Higgs boson and leptonic vector bosons decay to",
                objects -> objects.associated().jets(),
                p4 -> p4);
        real(jets + "_mass", "GeV", objects -> objects.associated().jets(), FourMomentum::mass);
    }

    private void number(String name, String title, ToDoubleFunction<Associated> value) {
        columns.put(
                name,
                new Declared(
                        new BranchInfo(name, "double", Kind.REAL, false, title),
                        true,
                        (event, objects, to) -> to.add(value.applyAsDouble(objects.associated()))));
    }

    private void leptons() {
        String collection = "GenDressedLepton";
        momenta(collection, "dressed lepton", EventObjects::leptons, DressedLepton::p4);
        real(
                collection + "_mass",
                "GeV",
                EventObjects::leptons,
                lepton -> lepton.p4().mass());
        integer(collection + "_pdgId", "PDG code", DressedLepton::pdgId);
        real(
                collection + "_relIso03",
                "sum of pT of stable particles within 0.3 over its own",
                EventObjects::leptons,
                DressedLepton::relativeIsolation);
        integer(collection + "_fromH", "descends from a Higgs boson", lepton -> lepton.fromHiggs() ? 1 : 0);
        integer(collection + "_hasTauAnc", "descends from a tau lepton", lepton -> lepton.fromTau() ? 1 : 0);
    }

    private <T> void momenta(
            String collection, String title, Function<EventObjects, List<T>> objects, Function<T, FourMomentum> p4) {
        real(
                collection + "_pt",
                title + ", GeV",
                objects,
                object -> p4.apply(object).pt());
        real(
                collection + "_eta",
                "pseudorapidity",
                objects,
                object -> p4.apply(object).eta());
        real(collection + "_phi", "azimuth", objects, object -> p4.apply(object).phi());
    }

    private void number(String name, Kind kind, String title, Source source) {
        String type = kind == Kind.REAL ? "double" : "int64";
        columns.put(name, new Declared(new BranchInfo(name, type, kind, false, title), false, source));
    }

    private <T> void real(String name, String title, Function<EventObjects, List<T>> list, ToDoubleFunction<T> value) {
        columns.put(
                name,
                new Declared(
                        new BranchInfo(name, "vector<double>", Kind.REAL, true, title), true, (event, objects, to) -> {
                            for (T object : list.apply(objects)) {
                                to.add(value.applyAsDouble(object));
                            }
                        }));
    }

    private void integer(String name, String title, ToLongFunction<DressedLepton> value) {
        columns.put(
                name,
                new Declared(
                        new BranchInfo(name, "vector<int64>", Kind.INTEGER, true, title),
                        true,
                        (event, objects, to) -> {
                            for (DressedLepton object : objects.leptons()) {
                                to.add(value.applyAsLong(object));
                            }
                        }));
    }

    /** Their descriptions. */
    List<BranchInfo> infos() {
        return columns.values().stream().map(Declared::info).toList();
    }

    /** Whether there is such a column. */
    boolean has(String name) {
        return columns.containsKey(name);
    }

    /** Whether any of some is about more than the event itself. */
    boolean needObjects(List<String> names) {
        return names.stream().anyMatch(name -> declared(name).ofObjects());
    }

    private Declared declared(String name) {
        Declared found = columns.get(name);
        if (found == null) {
            throw new IllegalArgumentException(name);
        }
        return found;
    }

    /** An empty column. */
    Filling filling(String name) {
        return new Filling(declared(name));
    }

    /** A column that is being filled. */
    static final class Filling {
        private final Declared declared;
        private int[] offsets = new int[64];
        private double[] reals = new double[0];
        private long[] integers = new long[0];
        private int events;
        private int size;

        private Filling(Declared declared) {
            this.declared = declared;
        }

        /** Takes what it is about from an event. */
        void take(GeneratedEvent event, EventObjects objects) {
            declared.source().add(event, objects, this);
            events++;
            offsets = events == offsets.length ? Arrays.copyOf(offsets, 2 * events) : offsets;
            offsets[events] = size;
        }

        private void add(double value) {
            reals = size == reals.length ? Arrays.copyOf(reals, Math.max(256, 2 * size)) : reals;
            reals[size++] = value;
        }

        private void add(long value) {
            integers = size == integers.length ? Arrays.copyOf(integers, Math.max(256, 2 * size)) : integers;
            integers[size++] = value;
        }

        /** The column. */
        Column column() {
            BranchInfo info = declared.info();
            int[] shape = info.jagged() ? Arrays.copyOf(offsets, events + 1) : null;
            return info.kind() == Kind.REAL
                    ? Column.reals(info.name(), shape, Arrays.copyOf(reals, size))
                    : Column.integers(info.name(), shape, Arrays.copyOf(integers, size));
        }
    }
}

package org.fiducia.channel.hzz4l.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;

/** Makes batches of one event from objects given by name, and selects them. */
final class EventBuilder {
    private final Map<String, List<double[]>> objects = new LinkedHashMap<>();
    private final Map<String, Double> plain = new LinkedHashMap<>();
    private boolean associations;

    /** Fields per collection, in the order in which values are given. */
    private static final Map<String, String[]> FIELDS = Map.of(
            "Muon", "pt eta phi charge sip3d pfRelIso03_all tightId genDressedIdx".split(" "),
            "Electron", "pt eta phi charge sip3d pfRelIso03_all tightId genDressedIdx".split(" "),
            "FsrPhoton", "pt eta phi muonIdx electronIdx dROverEt2".split(" "),
            "Jet", "pt eta phi mass".split(" "),
            "GenJet", "pt eta phi mass".split(" "),
            "GenDressedLepton", "pt eta phi mass pdgId relIso03 fromH hasTauAnc".split(" "));

    /** Adds a lepton that is perfectly good. */
    EventBuilder muon(int charge, double pt, double eta, double phi) {
        return object("Muon", pt, eta, phi, charge, 0, 0, 1, -1);
    }

    /** Adds a lepton that is perfectly good. */
    EventBuilder electron(int charge, double pt, double eta, double phi) {
        return object("Electron", pt, eta, phi, charge, 0, 0, 1, -1);
    }

    /** Adds a lepton that is loose and fails the identification. */
    EventBuilder failing(String flavour, int charge, double pt, double eta, double phi) {
        return object(flavour, pt, eta, phi, charge, 0, 0, 0, -1);
    }

    /** Adds a dressed lepton of the Higgs boson. */
    EventBuilder generated(int pdgId, double pt, double eta, double phi) {
        return object("GenDressedLepton", pt, eta, phi, 0, pdgId, 0, 1, 0);
    }

    EventBuilder photon(double pt, double eta, double phi) {
        return object("FsrPhoton", pt, eta, phi, -1, -1, 0);
    }

    /** Adds a photon of which the file says whose it is. */
    EventBuilder photonOf(int muon, int electron, double ratio, double pt, double eta, double phi) {
        associations = true;
        return object("FsrPhoton", pt, eta, phi, muon, electron, ratio);
    }

    EventBuilder jet(double pt, double eta, double phi) {
        return object("Jet", pt, eta, phi, 5);
    }

    /** Adds an object by the values of all its fields. */
    EventBuilder object(String collection, double... values) {
        objects.computeIfAbsent(collection, key -> new ArrayList<>()).add(values);
        return this;
    }

    /** Sets a plain column. */
    EventBuilder set(String column, double value) {
        plain.put(column, value);
        return this;
    }

    EventBatch batch() {
        return batch(this);
    }

    /** A batch of several events; plain columns are those of the first. */
    static EventBatch batch(EventBuilder... events) {
        var columns = new LinkedHashMap<String, Column>();
        boolean associations = Stream.of(events).anyMatch(event -> event.associations);
        for (String collection : FIELDS.keySet()) {
            int[] offsets = new int[events.length + 1];
            var all = new ArrayList<double[]>();
            for (int e = 0; e < events.length; e++) {
                all.addAll(events[e].objects.getOrDefault(collection, List.of()));
                offsets[e + 1] = all.size();
            }
            String[] fields = FIELDS.get(collection);
            for (int f = 0; f < fields.length; f++) {
                int field = f;
                if (!collection.equals("FsrPhoton") || f < 3 || associations) {
                    String name = collection + "_" + fields[f];
                    columns.put(
                            name,
                            Column.reals(
                                    name,
                                    offsets,
                                    all.stream().mapToDouble(o -> o[field]).toArray()));
                }
            }
        }
        for (String name : events[0].plain.keySet()) {
            columns.put(
                    name,
                    Column.reals(
                            name,
                            null,
                            Stream.of(events)
                                    .mapToDouble(event -> event.plain.getOrDefault(name, 1.0))
                                    .toArray()));
        }
        return new EventBatch("test", 0, events.length, columns);
    }

    /** Selects with the default cuts. */
    Selection select() {
        return select(Role.BACKGROUND, Map.of());
    }

    Selection select(Role role) {
        return select(role, Map.of());
    }

    Selection select(Role role, Map<String, ?> settings) {
        Selector selector = new FourLeptonChannel().selector(new Settings("/channel", settings));
        var selection = new Selection(
                selector, new ArrayList<>(), new int[selector.cuts().size()], new ArrayList<>());
        selector.select(batch(), role, selection);
        return selection;
    }

    /**
     * What came out.
     *
     * @param passed [cut] times it was passed
     */
    record Selection(Selector selector, List<SelectedEvent> kept, int[] passed, List<Integer> categories)
            implements Selector.Sink {
        @Override
        public void keep(SelectedEvent event) {
            kept.add(event);
        }

        @Override
        public void pass(int cut, int category, double weight) {
            passed[cut]++;
            categories.add(category);
        }

        /** Name of the last cut that the event passed. */
        String lastCut() {
            int last = 0;
            while (last + 1 < passed.length && passed[last + 1] > 0) {
                last++;
            }
            return selector.cuts().get(last);
        }

        /** Region of the only kept event, −1 when none was kept. */
        int region() {
            if (kept.size() > 1) {
                throw new AssertionError(kept.size() + " kept");
            }
            return kept.isEmpty() ? -1 : kept.get(0).region();
        }

        SelectedEvent only() {
            if (kept.size() != 1) {
                throw new AssertionError(kept.size() + " kept, last cut passed: " + lastCut());
            }
            return kept.get(0);
        }
    }
}

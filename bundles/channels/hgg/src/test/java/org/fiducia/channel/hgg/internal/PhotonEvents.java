package org.fiducia.channel.hgg.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.channel.SelectedEvent;
import org.fiducia.api.channel.Selector;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;

/** Makes batches of events from objects given by name, and selects them. */
final class PhotonEvents {
    /** Fields per collection, in the order in which values are given. */
    private static final Map<String, String[]> FIELDS = Map.of(
            "Photon", "pt eta phi r9 energyErr mvaID".split(" "),
            "GenPhoton", "pt eta phi iso".split(" "),
            "Jet", "pt eta phi mass".split(" "),
            "GenJet", "pt eta phi mass".split(" "));

    private final Map<String, List<double[]>> objects = new LinkedHashMap<>();
    private long run = 1;
    private long event = 1;

    /** Adds an object by the values of all its fields. */
    PhotonEvents object(String collection, double... values) {
        objects.computeIfAbsent(collection, key -> new ArrayList<>()).add(values);
        return this;
    }

    /** Adds a good photon of which the energy is known to one per cent. */
    PhotonEvents photon(double pt, double eta, double phi) {
        return object("Photon", pt, eta, phi, 0.97, 0.01 * pt * Math.cosh(eta), 0.5);
    }

    PhotonEvents jet(double pt, double eta, double phi) {
        return object("Jet", pt, eta, phi, 5);
    }

    PhotonEvents generated(double pt, double eta, double phi) {
        return object("GenPhoton", pt, eta, phi, 0);
    }

    /** Gives it numbers. */
    PhotonEvents numbered(long ofRun, long ofEvent) {
        run = ofRun;
        event = ofEvent;
        return this;
    }

    static EventBatch batch(PhotonEvents... events) {
        var columns = new LinkedHashMap<String, Column>();
        columns.put("event", Column.integers("event", null, longs(events, true)));
        columns.put("run", Column.integers("run", null, longs(events, false)));
        FIELDS.forEach((collection, fields) -> {
            int[] offsets = new int[events.length + 1];
            for (int e = 0; e < events.length; e++) {
                offsets[e + 1] = offsets[e]
                        + events[e].objects.getOrDefault(collection, List.of()).size();
            }
            for (int f = 0; f < fields.length; f++) {
                double[] values = new double[offsets[events.length]];
                int at = 0;
                for (PhotonEvents one : events) {
                    for (double[] object : one.objects.getOrDefault(collection, List.of())) {
                        values[at++] = object[f];
                    }
                }
                String name = collection + "_" + fields[f];
                columns.put(name, Column.reals(name, offsets, values));
            }
        });
        return new EventBatch("memory", 0, events.length, columns);
    }

    private static long[] longs(PhotonEvents[] events, boolean event) {
        long[] values = new long[events.length];
        for (int e = 0; e < values.length; e++) {
            values[e] = event ? events[e].event : events[e].run;
        }
        return values;
    }

    /** Keeps what is selected of one event. */
    List<SelectedEvent> select(Role role, Selector selector) {
        return select(batch(this), role, selector);
    }

    static List<SelectedEvent> select(EventBatch batch, Role role, Selector selector) {
        var kept = new ArrayList<SelectedEvent>();
        selector.select(batch, role, new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                kept.add(event);
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        });
        return kept;
    }

    static Selector selector(Map<String, ?> settings) {
        return new DiphotonChannel(List.of()).selector(new Settings("/channel/settings", settings));
    }
}

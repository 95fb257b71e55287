package org.fiducia.channel.multilepton.internal;

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

/** An event in memory, made object by object. */
final class MultileptonEvents {
    private static final List<String> REAL = List.of("pt", "eta", "phi");

    private static final Map<String, List<String>> FIELDS = Map.of(
            "Lepton",
            List.of("pt", "eta", "phi", "charge", "pdgId", "tight", "conversion", "truth"),
            "Tau",
            List.of("pt", "eta", "phi", "charge", "prongs", "tight", "truth"),
            "Jet",
            List.of("pt", "eta", "phi", "btag"));

    private final Map<String, List<double[]>> objects = new LinkedHashMap<>();

    /** Adds an object by the values of all its fields. */
    MultileptonEvents object(String collection, double... values) {
        objects.computeIfAbsent(collection, key -> new ArrayList<>()).add(values);
        return this;
    }

    MultileptonEvents electron(double pt, int charge) {
        return object("Lepton", pt, .1, 1, charge, -11 * charge, 1, 0, 1);
    }

    MultileptonEvents muon(double pt, int charge) {
        return object("Lepton", pt, -.7, -2, charge, -13 * charge, 1, 0, 1);
    }

    MultileptonEvents tau(double pt, int charge, int prongs, boolean tight) {
        return object("Tau", pt, 1.2, .4, charge, prongs, tight ? 1 : 0, 1);
    }

    MultileptonEvents jet(double pt, double eta, boolean btag) {
        return object("Jet", pt, eta, -1, btag ? 1 : 0);
    }

    /** Two jets, one of them tagged. */
    MultileptonEvents jets() {
        return jet(60, 1.1, true).jet(40, -3, false);
    }

    static EventBatch batch(MultileptonEvents... events) {
        var columns = new LinkedHashMap<String, Column>();
        long[] numbers = new long[events.length];
        double[] met = new double[events.length];
        double[] weights = new double[events.length];
        for (int e = 0; e < events.length; e++) {
            numbers[e] = 100 + e;
            met[e] = 30 + e;
            weights[e] = .5 + .1 * e;
        }
        columns.put("event", Column.integers("event", null, numbers));
        columns.put("met_pt", Column.reals("met_pt", null, met));
        columns.put("weight", Column.reals("weight", null, weights));
        FIELDS.forEach((collection, fields) -> {
            int[] offsets = new int[events.length + 1];
            for (int e = 0; e < events.length; e++) {
                offsets[e + 1] = offsets[e]
                        + events[e].objects.getOrDefault(collection, List.of()).size();
            }
            for (int f = 0; f < fields.size(); f++) {
                double[] values = new double[offsets[events.length]];
                int at = 0;
                for (MultileptonEvents one : events) {
                    for (double[] object : one.objects.getOrDefault(collection, List.of())) {
                        values[at++] = object[f];
                    }
                }
                String name = collection + "_" + fields.get(f);
                columns.put(
                        name,
                        REAL.contains(fields.get(f))
                                ? Column.reals(name, offsets, values)
                                : Column.integers(name, offsets, longs(values)));
            }
        });
        return new EventBatch("memory", 0, events.length, columns);
    }

    private static long[] longs(double[] values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (long) values[i];
        }
        return longs;
    }

    /** Region of the event, as the channel calls it; empty for none. */
    String region() {
        return region(Map.of());
    }

    /** The same with settings of the channel. */
    String region(Map<String, ?> settings) {
        List<SelectedEvent> kept = select(Role.DATA, settings);
        return kept.isEmpty() ? "" : EventRegion.ALL.get(kept.get(0).region()).id();
    }

    List<SelectedEvent> select(Role role, Map<String, ?> settings) {
        var kept = new ArrayList<SelectedEvent>();
        Selector selector = new MultileptonChannel().selector(new Settings("/channel/settings", settings));
        selector.select(batch(this), role, new Selector.Sink() {
            @Override
            public void keep(SelectedEvent event) {
                kept.add(event);
            }

            @Override
            public void pass(int cut, int category, double weight) {}
        });
        return kept;
    }
}

package org.fiducia.channel.higgs;

import java.util.LinkedHashMap;
import org.fiducia.api.event.Column;
import org.fiducia.api.event.EventBatch;

/** Four events: with two jets, with a lepton and a generated W, one that is not reconstructed, and one without anything else. */
final class HiggsEvents {
    private HiggsEvents() {}

    static EventBatch batch() {
        var columns = new LinkedHashMap<String, Column>();
        reals(columns, "mass", 125.5, 124, 126, 125);
        reals(columns, "H_pt", 80, 30, 10, 20);
        reals(columns, "H_rapidity", 0.5, -1, 2, 0);
        reals(columns, "H_phi", 1, 2, -3, 0);
        reals(columns, "V_pt", 0, 90, 0, 0);
        reals(columns, "met_pt", 10, 50, 5, 1);
        reals(columns, "weight", 1, 0.5, 2, 1);
        reals(columns, "GenH_pt", 79, 31, 12, 21);
        reals(columns, "GenH_rapidity", 0.5, -1, 2.6, 0);
        reals(columns, "GenH_phi", 1, 2, -3, 0);
        reals(columns, "GenV_pt", 0, 95, 0, 0);
        integers(columns, "leptonCount", 0, 1, 0, 0);
        integers(columns, "selected", 1, 1, 0, 1);
        integers(columns, "GenV_decay", 0, 2, 0, 0);
        int[] offsets = {0, 2, 2, 3, 3};
        for (String collection : new String[] {"Jet", "GenJet", "GenAssociatedJet"}) {
            objects(columns, collection + "_pt", offsets, 60, 31, 25);
            objects(columns, collection + "_eta", offsets, 2, -2.5, 0);
            objects(columns, collection + "_phi", offsets, 0.1, 3, 1);
            objects(columns, collection + "_mass", offsets, 5, 4, 3);
        }
        columns.put("Jet_btag", Column.integers("Jet_btag", offsets, new long[] {1, 0, 1}));
        return new EventBatch("memory", 0, 4, columns);
    }

    private static void reals(LinkedHashMap<String, Column> columns, String name, double... values) {
        columns.put(name, Column.reals(name, null, values));
    }

    private static void integers(LinkedHashMap<String, Column> columns, String name, long... values) {
        columns.put(name, Column.integers(name, null, values));
    }

    private static void objects(LinkedHashMap<String, Column> columns, String name, int[] offsets, double... values) {
        columns.put(name, Column.reals(name, offsets, values));
    }
}

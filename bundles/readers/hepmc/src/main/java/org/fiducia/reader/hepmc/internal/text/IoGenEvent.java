package org.fiducia.reader.hepmc.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form of HepMC 2: the particles of a vertex follow it, and each names the vertex in which it ends. */
final class IoGenEvent implements Form {
    private List<String> weightNames = List.of();
    private int expected;
    private double unit;

    /** Of the vertex that was read last: incoming particles that come from nowhere, and outgoing ones, still to come. */
    private int orphans;

    private int outgoing;

    private final Map<Integer, Integer> vertices = new HashMap<>();

    /** Barcode of the vertex in which each particle ends; 0 for none. */
    private int[] ends = new int[4096];

    @Override
    public String name() {
        return "HepMC::IO_GenEvent";
    }

    @Override
    public List<String> weightNames() {
        return weightNames;
    }

    @Override
    public void begin(Lines lines, GeneratedEvent event) {
        event.clear();
        lines.skip(1);
        event.id = lines.integer();
        lines.skip(6);
        expected = lines.integer();
        lines.skip(2);
        lines.skip(lines.integer());
        int weights = lines.integer();
        if (weights < 0 || expected < 0) {
            throw lines.wrong("announces a negative number of weights or vertices", "the file is damaged");
        }
        event.weights = Form.reals(lines, weights);
        unit = Double.NaN;
        orphans = 0;
        outgoing = 0;
        vertices.clear();
    }

    @Override
    public void take(Lines lines, GeneratedEvent event) {
        switch (lines.kind()) {
            case 'P' -> particle(lines, event);
            case 'V' -> vertex(lines, event);
            case 'C' -> {
                lines.skip(1);
                double told = lines.real();
                event.crossSection = told > 0 ? told : Double.NaN;
            }
            case 'U' -> unit = Form.unit(lines);
            case 'N' -> names(lines);
            case 'H', 'F' -> {} // heavy ions, parton densities
            default ->
                throw lines.wrong(
                        "begins with '" + lines.kind() + "', which is no line of an event", "the file is damaged");
        }
    }

    /** Between quotation marks, in which there may be blanks. */
    private void names(Lines lines) {
        if (!weightNames.isEmpty()) {
            return; // every event repeats them
        }
        lines.skip(1);
        int count = lines.integer();
        var names = new ArrayList<String>();
        String[] parts = lines.rest().split("\"", -1);
        for (int k = 1; k < parts.length; k += 2) {
            names.add(parts[k]);
        }
        if (names.size() != count) {
            throw lines.wrong("has " + names.size() + " names of " + count + " weights", "the file is damaged");
        }
        weightNames = List.copyOf(names);
    }

    private void vertex(Lines lines, GeneratedEvent event) {
        requireNoneLeft(lines);
        lines.skip(1);
        int barcode = lines.integer();
        lines.skip(5);
        orphans = lines.integer();
        outgoing = lines.integer();
        if (vertices.size() == expected) {
            throw lines.wrong("is one vertex more than the " + expected + " of the event", "the file is damaged");
        }
        if (vertices.put(barcode, vertices.size()) != null) {
            throw lines.wrong("has the vertex " + barcode + " for the second time", "the file is damaged");
        }
    }

    private void requireNoneLeft(Lines lines) {
        if (orphans + outgoing > 0) {
            throw lines.wrong(
                    "comes where " + (orphans + outgoing) + " more particles of a vertex belong",
                    "the file is damaged");
        }
    }

    private void particle(Lines lines, GeneratedEvent event) {
        if (orphans + outgoing <= 0) {
            throw lines.wrong("is a particle that belongs to no vertex", "the file is damaged");
        }
        lines.skip(2);
        int code = lines.integer();
        int momentum = lines.place();
        lines.skip(5);
        int status = lines.integer();
        lines.skip(2);
        int end = lines.integer();
        int added = event.add(code, status, orphans > 0 ? GeneratedEvent.NONE : vertices.size() - 1);
        ends = added == ends.length ? Arrays.copyOf(ends, 2 * added) : ends;
        ends[added] = end;
        if (orphans > 0) {
            orphans--;
        } else {
            outgoing--;
        }
        if (status == GeneratedEvent.STABLE) {
            if (Double.isNaN(unit)) {
                throw lines.wrong(
                        "comes in an event that does not tell the unit of momenta",
                        "write the file with a line U GEV MM in each event");
            }
            lines.goTo(momentum);
            Form.momentum(lines, event, unit);
        }
    }

    @Override
    public boolean complete(Lines lines, GeneratedEvent event) {
        if (vertices.size() != expected || orphans + outgoing > 0) {
            return false;
        }
        connect(lines, event);
        return true;
    }

    /** Sorts the particles by the vertices in which they end. */
    private void connect(Lines lines, GeneratedEvent event) {
        var vertexOf = new int[event.particles];
        var count = new int[expected + 1];
        for (int p = 0; p < event.particles; p++) {
            Integer vertex = ends[p] == 0 ? Integer.valueOf(-1) : vertices.get(ends[p]);
            if (vertex == null) {
                throw lines.wrong(
                        "ends an event in which a particle ends in the vertex " + ends[p] + ", which is not there",
                        "the file is damaged");
            }
            vertexOf[p] = vertex;
            count[vertex + 1]++;
        }
        var members = new int[expected][];
        for (int v = 0; v < expected; v++) {
            members[v] = new int[count[v + 1]];
        }
        for (int p = event.particles - 1; p >= 0; p--) {
            if (vertexOf[p] >= 0) {
                members[vertexOf[p]][--count[vertexOf[p] + 1]] = p;
            }
        }
        for (int[] incoming : members) {
            event.addVertex();
            for (int particle : incoming) {
                event.addIncoming(particle);
            }
        }
    }
}

package org.fiducia.reader.hepmc.internal.text;

import java.util.Arrays;
import java.util.List;

/** The form of HepMC 3: a particle names the vertex it comes from, or the only particle that goes into that vertex. */
final class Asciiv3 implements Form {
    private List<String> weightNames = List.of();
    private int expected;
    private double unit;

    /** Vertex of each number that a line V has; −1 for none. */
    private int[] named = new int[0];

    /** Vertex of each particle that is named as the only one that goes into it; −1 for none. */
    private int[] implied = new int[0];

    @Override
    public String name() {
        return "HepMC::Asciiv3";
    }

    @Override
    public void head(Lines lines) {
        if (lines.kind() == 'N') {
            lines.skip(1);
            // one after the other, with a mark where a line would end
            weightNames = Arrays.stream(lines.rest().split("\\\\\\|", -1))
                    .map(name -> name.replace("\\\\", "\\"))
                    .toList();
        }
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
        int vertices = lines.integer();
        expected = lines.integer();
        if (vertices < 0 || expected < 0) {
            throw lines.wrong("announces a negative number of particles or vertices", "the file is damaged");
        }
        unit = Double.NaN;
        Arrays.fill(named, -1);
        Arrays.fill(implied, -1);
    }

    @Override
    public void take(Lines lines, GeneratedEvent event) {
        switch (lines.kind()) {
            case 'P' -> particle(lines, event);
            case 'V' -> vertex(lines, event);
            case 'A' -> attribute(lines, event);
            case 'U' -> unit = Form.unit(lines);
            case 'W' -> {
                lines.skip(1);
                var weights = new double[16];
                int n = 0;
                while (lines.hasNext()) {
                    weights = n == weights.length ? Arrays.copyOf(weights, 2 * n) : weights;
                    weights[n++] = lines.real();
                }
                event.weights = Arrays.copyOf(weights, n);
            }
            default ->
                throw lines.wrong(
                        "begins with '" + lines.kind() + "', which is no line of an event", "the file is damaged");
        }
    }

    private static void attribute(Lines lines, GeneratedEvent event) {
        if (lines.begins("A 0 GenCrossSection ")) {
            lines.skip(3);
            double told = lines.real();
            event.crossSection = told > 0 ? told : Double.NaN;
        }
    }

    private void vertex(Lines lines, GeneratedEvent event) {
        lines.skip(1);
        int id = -lines.integer();
        lines.skip(1);
        if (id < 1 || id > 2 * expected + 2) {
            throw lines.wrong("has a vertex of the number " + -id, "the file is damaged");
        }
        int vertex = event.addVertex();
        lines.integers(particle -> {
            if (particle < 1 || particle > expected) {
                throw lines.wrong("names the particle " + particle + " of " + expected, "the file is damaged");
            }
            event.addIncoming(particle - 1);
        });
        named = put(named, id, vertex);
    }

    private void particle(Lines lines, GeneratedEvent event) {
        lines.skip(1);
        int id = lines.integer();
        if (id != event.particles + 1 || id > expected) {
            throw lines.wrong(
                    "has the particle " + id + " where " + (event.particles + 1) + " of " + expected + " belongs",
                    "the file is damaged");
        }
        int from = lines.integer();
        int code = lines.integer();
        int status = lines.lastInteger(5);
        event.add(code, status, origin(lines, event, from));
        if (status == GeneratedEvent.STABLE) {
            if (Double.isNaN(unit)) {
                throw lines.wrong("comes before the unit of momenta", "the file is damaged");
            }
            Form.momentum(lines, event, unit);
            lines.skip(1);
            lines.requireLast();
        }
    }

    private int origin(Lines lines, GeneratedEvent event, int from) {
        if (from == 0) {
            return GeneratedEvent.NONE;
        }
        if (from > 0) {
            if (from > event.particles) {
                throw lines.wrong("comes from the particle " + from + ", which follows", "the file is damaged");
            }
            if (from >= implied.length || implied[from] < 0) {
                implied = put(implied, from, event.addVertex());
                event.addIncoming(from - 1);
            }
            return implied[from];
        }
        if (-from >= named.length || named[-from] < 0) {
            throw lines.wrong("comes from the vertex " + from + ", which is not there", "the file is damaged");
        }
        return named[-from];
    }

    private static int[] put(int[] table, int key, int value) {
        int[] room = table;
        if (key >= table.length) {
            room = Arrays.copyOf(table, Math.max(2 * key, 1024));
            Arrays.fill(room, table.length, room.length, -1);
        }
        room[key] = value;
        return room;
    }

    @Override
    public boolean complete(Lines lines, GeneratedEvent event) {
        return event.particles == expected;
    }
}

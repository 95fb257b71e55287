package org.fiducia.reader.hepmc;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.fiducia.api.channel.FourMomentum;

/** Writes small events as text, in either form. */
final class EventWriter {
    private static final double ENERGY = 6800;

    private final String unit;
    private final double scale;
    private final List<Event> events = new ArrayList<>();
    private List<String> names = List.of();

    /** @param unit GEV or MEV */
    EventWriter(String unit) {
        this.unit = unit;
        this.scale = unit.equals("MEV") ? 1000 : 1;
    }

    /** A particle with its decay; status 1 for one without. */
    record Particle(int pdg, FourMomentum p4, int status, List<Particle> decay) {
        /** The same as what decays so. */
        Particle into(Particle... products) {
            return new Particle(pdg, p4, 2, List.of(products));
        }
    }

    static Particle lepton(int pdg, double pt, double eta, double phi) {
        return new Particle(pdg, FourMomentum.ofPtEtaPhiM(pt, eta, phi, 0), 1, List.of());
    }

    EventWriter names(String... all) {
        names = List.of(all);
        return this;
    }

    /** Begins an event. */
    Event event(double... weights) {
        var event = new Event(weights);
        events.add(event);
        return event;
    }

    /** An event: two protons, what comes of them, and the products of a Higgs boson. */
    static final class Event {
        private final double[] weights;
        private final List<Particle> particles = new ArrayList<>();
        private double crossSection = Double.NaN;

        private Event(double[] weights) {
            this.weights = weights;
        }

        Event crossSection(double pb) {
            crossSection = pb;
            return this;
        }

        Event higgs(Particle... decay) {
            particles.add(lepton(25, 5, 0, 0).into(decay));
            return this;
        }

        Event particle(int pdg, double pt, double eta, double phi) {
            particles.add(lepton(pdg, pt, eta, phi));
            return this;
        }

        Event particle(Particle particle) {
            particles.add(particle);
            return this;
        }
    }

    /** A particle with numbers: its own, of the vertex it comes from and of that in which it ends (0 for none). */
    private record Line(Particle particle, int from, int end) {}

    /** The lines of an event; vertex 1 is that of the protons. */
    private static List<Line> lines(Event event) {
        var lines = new ArrayList<Line>();
        for (int side : new int[] {1, -1}) {
            var momentum = new FourMomentum(0, 0, side * ENERGY, ENERGY);
            lines.add(new Line(new Particle(2212, momentum, 4, List.of()), 0, 1));
        }
        var vertices = new int[] {1};
        event.particles.forEach(particle -> add(lines, particle, 1, vertices));
        return lines;
    }

    private static void add(List<Line> lines, Particle particle, int from, int[] vertices) {
        int end = particle.decay().isEmpty() ? 0 : ++vertices[0];
        lines.add(new Line(particle, from, end));
        particle.decay().forEach(product -> add(lines, product, end, vertices));
    }

    private String numbers(Particle particle) {
        FourMomentum p = particle.p4();
        return String.format(
                Locale.ROOT,
                "%d %.15e %.15e %.15e %.15e %.15e %d",
                particle.pdg(),
                scale * p.px(),
                scale * p.py(),
                scale * p.pz(),
                scale * p.e(),
                0.0,
                particle.status());
    }

    private static String list(double[] weights) {
        var text = new StringBuilder();
        for (double weight : weights) {
            text.append(' ').append(weight);
        }
        return text.toString();
    }

    /** In the form of HepMC 3. */
    String asciiv3() {
        var text = new StringBuilder("HepMC::Version 3.02.05\nHepMC::Asciiv3-START_EVENT_LISTING\n");
        if (!names.isEmpty()) {
            text.append("W ")
                    .append(names.size())
                    .append("\nN ")
                    .append(String.join("\\|", names))
                    .append('\n');
            text.append("T program\\|1\\|does nothing\n");
        }
        for (int k = 0; k < events.size(); k++) {
            Event event = events.get(k);
            List<Line> lines = lines(event);
            int vertices = lines.stream().mapToInt(Line::end).max().orElse(0);
            text.append("E ")
                    .append(k)
                    .append(' ')
                    .append(vertices)
                    .append(' ')
                    .append(lines.size())
                    .append('\n');
            text.append("U ")
                    .append(unit)
                    .append(" MM\nW")
                    .append(list(event.weights))
                    .append('\n');
            if (!Double.isNaN(event.crossSection)) {
                text.append("A 0 GenCrossSection ").append(event.crossSection).append(" 1e-3 -1 -1\n");
            }
            text.append("A 0 signal_process_id 9999\nA 1 flow1 101\n");
            boolean open = true;
            for (int p = 0; p < lines.size(); p++) {
                Line line = lines.get(p);
                if (line.from() == 1 && open) {
                    text.append("V -1 0 [1,2]\n");
                    open = false;
                }
                int parent = 0;
                for (int q = 0; q < p; q++) {
                    parent = line.from() > 1 && lines.get(q).end() == line.from() ? q + 1 : parent;
                }
                text.append("P ").append(p + 1).append(' ');
                text.append(line.from() == 1 ? -1 : parent).append(' ');
                text.append(numbers(line.particle())).append('\n');
            }
        }
        return text.append("HepMC::Asciiv3-END_EVENT_LISTING\n\n").toString();
    }

    /** In the form of HepMC 2. */
    String ioGenEvent() {
        var text = new StringBuilder("HepMC::Version 2.06.09\nHepMC::IO_GenEvent-START_EVENT_LISTING\n");
        for (int k = 0; k < events.size(); k++) {
            Event event = events.get(k);
            List<Line> lines = lines(event);
            int vertices = lines.stream().mapToInt(Line::end).max().orElse(0);
            text.append("E ").append(k).append(" -1 -1.0 -1.0 -1.0 0 -1 ").append(vertices);
            text.append(" 10001 10002 0 ")
                    .append(event.weights.length)
                    .append(list(event.weights))
                    .append('\n');
            if (!names.isEmpty()) {
                text.append("N ")
                        .append(names.size())
                        .append(" \"")
                        .append(String.join("\" \"", names))
                        .append("\"\n");
            }
            text.append("U ").append(unit).append(" MM\n");
            if (!Double.isNaN(event.crossSection)) {
                text.append("C ").append(event.crossSection).append(" 1e-3\n");
            }
            text.append("F 21 21 0.1 0.1 100 1 1 0 0\n");
            for (int v = 1; v <= vertices; v++) {
                int vertex = v;
                long out = lines.stream().filter(line -> line.from() == vertex).count();
                int orphans = v == 1 ? 2 : 0;
                text.append("V ")
                        .append(-v)
                        .append(" 0 0 0 0 0 ")
                        .append(orphans)
                        .append(' ')
                        .append(out)
                        .append(" 0\n");
                for (int p = 0; p < lines.size(); p++) {
                    Line line = lines.get(p);
                    if (line.from() == v || line.from() == 0 && v == 1) {
                        text.append("P ").append(10001 + p).append(' ').append(numbers(line.particle()));
                        text.append(" 0 0 ").append(-line.end()).append(" 0\n");
                    }
                }
            }
        }
        return text.append("HepMC::IO_GenEvent-END_EVENT_LISTING\n").toString();
    }

    Path write(Path file) throws IOException {
        return Files.writeString(file, asciiv3());
    }

    static Path compressed(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}

package org.fiducia.reader.hepmc.internal.text;

import java.util.List;

/** How one of the forms of HepMC text writes an event. It keeps what belongs to the event that is being read. */
interface Form {
    /** What stands before START_EVENT_LISTING. */
    String name();

    /** The first line of an event, which begins with {@code E}. */
    void begin(Lines lines, GeneratedEvent event);

    /** Another line of it. */
    void take(Lines lines, GeneratedEvent event);

    /** Whether everything that its first line announces has been read; connects particles with vertices. */
    boolean complete(Lines lines, GeneratedEvent event);

    /** A line before the first event. */
    default void head(Lines lines) {}

    /** Names of the weights as far as the file has told; empty for none. */
    List<String> weightNames();

    /** Factor to GeV of the unit that a line {@code U} names. */
    static double unit(Lines lines) {
        lines.skip(1);
        String name = lines.word();
        return switch (name) {
            case "GEV" -> 1;
            case "MEV" -> 1e-3;
            default -> throw lines.wrong("has the unit " + name + " of momenta", "write the file in GEV or MEV");
        };
    }

    /** The numbers that are left of a line. */
    static double[] reals(Lines lines, int count) {
        var values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = lines.real();
        }
        return values;
    }

    /** Momentum of the particle that was added last, of which the next four fields tell. */
    static void momentum(Lines lines, GeneratedEvent event, double unit) {
        int p = event.particles - 1;
        event.px[p] = unit * lines.real();
        event.py[p] = unit * lines.real();
        event.pz[p] = unit * lines.real();
        event.e[p] = unit * lines.real();
        double sum = event.px[p] + event.py[p] + event.pz[p] + event.e[p];
        if (!(Math.abs(sum) < Double.POSITIVE_INFINITY)) {
            throw lines.wrong("has a momentum that is not finite", "leave the event out, or write the file again");
        }
    }
}

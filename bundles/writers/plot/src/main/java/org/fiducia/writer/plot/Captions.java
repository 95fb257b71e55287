package org.fiducia.writer.plot;

/** What the pictures of a measurement say alike. */
final class Captions {
    private Captions() {}

    /** What data are called. */
    static String data(String kind) {
        return kind.equals("observed") ? "Data" : Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }
}

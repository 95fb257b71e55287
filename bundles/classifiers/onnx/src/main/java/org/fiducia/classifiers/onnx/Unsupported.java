package org.fiducia.classifiers.onnx;

/** What a model asks for and is not to be had here. */
final class Unsupported extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    Unsupported(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}

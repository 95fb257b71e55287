package org.fiducia.classifiers;

import java.util.List;

/** A trained network (or another model with the same signature). Stateless for its users and thread-safe. */
public interface Network {
    /**
     * Names of its features, in the order in which it takes them: the list that a file in ONNX has in its metadata
     * under the key {@code features}, separated by commas.
     *
     * @return empty when the file does not tell; its {@link #width} then is all that is known
     */
    List<String> inputs();

    /** Number of features that it takes; that of {@link #inputs} unless they are not told. */
    int width();

    /**
     * Scores of candidates. The score of a row does not depend on the other rows, nor on the number of threads.
     *
     * @param features finite numbers, row after row, {@link #width} of each; more may follow
     * @param rows number of candidates
     * @param scores gets {@code rows} numbers, from its beginning
     */
    void score(double[] features, int rows, double[] scores);

    /** SHA-256 of the content of its file, hexadecimal: what was computed with it is valid as long as this is the same. */
    String hash();
}

package org.fiducia.classifiers.onnx;

import java.util.List;
import org.fiducia.classifiers.Network;

/** A network as a program. */
record OwnNetwork(List<String> inputs, Program program, String hash) implements Network {
    OwnNetwork {
        inputs = List.copyOf(inputs);
    }

    @Override
    public int width() {
        return program.widths()[0];
    }

    @Override
    public void score(double[] features, int rows, double[] scores) {
        if (rows > 0) {
            program.score(features, rows, scores);
        }
    }
}

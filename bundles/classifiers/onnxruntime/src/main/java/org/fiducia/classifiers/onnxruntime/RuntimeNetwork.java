package org.fiducia.classifiers.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.classifiers.Network;

/**
 * A network that the runtime holds. Rows are computed in blocks of one length, the last filled with zeros: the runtime may add
 * in another order for another number of rows.
 *
 * @param file for messages
 * @param inputs names of its features
 * @param input name of the tensor that it takes
 * @param output name of the one with the scores
 */
record RuntimeNetwork(
        String file, OrtSession session, List<String> inputs, int width, String input, String output, String hash)
        implements Network {
    static final int BLOCK = 64;

    RuntimeNetwork {
        inputs = List.copyOf(inputs);
    }

    @Override
    public void score(double[] features, int rows, double[] scores) {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            for (int first = 0; first < rows; first += BLOCK) {
                int n = Math.min(BLOCK, rows - first);
                FloatBuffer block = FloatBuffer.allocate(BLOCK * width);
                for (int k = 0; k < n * width; k++) {
                    block.put(k, (float) features[first * width + k]);
                }
                try (OnnxTensor tensor = OnnxTensor.createTensor(environment, block, new long[] {BLOCK, width});
                        OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
                    take(result, first, n, scores);
                }
            }
        } catch (OrtException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " cannot be evaluated: " + e.getMessage(),
                    "export it with one input of rows × features",
                    e);
        }
    }

    private void take(OrtSession.Result result, int first, int n, double[] scores) {
        FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
        int columns = values.remaining() / BLOCK;
        if (columns < 1 || columns > 2 || columns * BLOCK != values.remaining()) {
            throw new FiduciaException(
                    Kind.INPUT,
                    file + " gives " + values.remaining() + " numbers for " + BLOCK + " rows",
                    "export a network with one score, or with two of which the last is that of signal");
        }
        for (int r = 0; r < n; r++) {
            scores[first + r] = values.get(r * columns + columns - 1);
        }
    }
}

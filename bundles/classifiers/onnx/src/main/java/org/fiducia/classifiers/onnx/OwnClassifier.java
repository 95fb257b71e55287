package org.fiducia.classifiers.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.Network;
import org.osgi.service.component.annotations.Component;

/**
 * Networks of files in ONNX, evaluated in single precision without any library. Sums run in the order of the columns, so that
 * a row has the same score to the bit whatever is computed beside it.
 */
@Component(service = Classifier.class)
public final class OwnClassifier implements Classifier {
    private static final String FEATURES = "features";

    /** More features than anybody computes. */
    private static final int MOST = 10_000;

    @Override
    public String id() {
        return "own";
    }

    @Override
    public String title() {
        return "networks and trees in ONNX, without a library";
    }

    @Override
    public Network open(Path file) {
        byte[] bytes = bytes(file);
        try {
            OnnxModel model = OnnxModel.read(bytes);
            List<String> features = features(model);
            int width = width(model, features);
            return new OwnNetwork(features, ProgramBuilder.of(model, width), hash(bytes));
        } catch (Unsupported e) {
            throw new FiduciaException(Kind.INPUT, file + ": " + e.getMessage(), e.remedy(), e);
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.INPUT, file + " is damaged or no model in ONNX: " + e.getMessage(), "export it again", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "there is no file " + file,
                    "give the place of a model in ONNX, relative to the card",
                    e);
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.INPUT, "cannot read " + file + ": " + e.getMessage(), "make it readable", e);
        }
    }

    private static List<String> features(OnnxModel model) {
        String names = model.metadata().getOrDefault(FEATURES, "");
        return names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",")).map(String::strip).toList();
    }

    private static int width(OnnxModel model, List<String> features) {
        long declared = ProgramBuilder.input(model).shape().get(1);
        if (declared > MOST) {
            throw new Unsupported("it takes " + declared + " features", "export it with those that it needs");
        }
        if (declared <= 0 && features.isEmpty()) {
            throw new Unsupported(
                    "it does not tell how many features it takes",
                    "export it with the shape of its input, or with their names under " + FEATURES
                            + " in its metadata");
        }
        if (declared > 0 && !features.isEmpty() && declared != features.size()) {
            throw new Unsupported(
                    "it takes " + declared + " features and names " + features.size() + " in its metadata",
                    "export it with the names of the features that it takes");
        }
        return declared > 0 ? (int) declared : features.size();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}

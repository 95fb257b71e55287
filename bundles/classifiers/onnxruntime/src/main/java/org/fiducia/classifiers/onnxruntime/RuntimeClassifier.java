package org.fiducia.classifiers.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.classifiers.Classifier;
import org.fiducia.classifiers.Network;
import org.osgi.service.component.annotations.Component;

/** Networks of files in ONNX with any operation that ONNX Runtime knows, each on one thread. */
@Component(service = Classifier.class)
public final class RuntimeClassifier implements Classifier {
    private static final String FEATURES = "features";

    /** Frees what the runtime holds of a network that nobody has any more. */
    private final Cleaner cleaner = Cleaner.create();

    @Override
    public String id() {
        return "onnxruntime";
    }

    @Override
    public String title() {
        return "networks in ONNX by ONNX Runtime";
    }

    @Override
    public Network open(Path file) {
        byte[] bytes = bytes(file);
        try {
            return network(file, bytes);
        } catch (OrtException e) {
            throw new FiduciaException(
                    Kind.INPUT, file + " is no model that can be used: " + e.getMessage(), "export it again", e);
        } catch (LinkageError | IllegalStateException e) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    "the library of ONNX Runtime cannot be loaded here, so " + file + " cannot be opened",
                    "choose the classifier own; this bundle has the library for Linux on x64",
                    e);
        }
    }

    private Network network(Path file, byte[] bytes) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            OrtSession session = environment.createSession(bytes, options);
            try {
                Network network = network(file, session, hash(bytes));
                cleaner.register(network, () -> close(session));
                return network;
            } catch (OrtException | FiduciaException e) {
                session.close();
                throw e;
            }
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Network network(Path file, OrtSession session, String hash) throws OrtException {
        Map<String, NodeInfo> inputs = session.getInputInfo();
        if (inputs.size() != 1) {
            throw refused(file, "has " + inputs.size() + " inputs", "export it with one input that holds all features");
        }
        NodeInfo input = inputs.values().iterator().next();
        if (!(input.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT
                || tensor.getShape().length != 2) {
            throw refused(
                    file,
                    "takes no matrix of single precision as " + input.getName(),
                    "export it with float32 and an input of rows × features");
        }
        String output = session.getOutputInfo().values().stream()
                .filter(node -> node.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT)
                .map(NodeInfo::getName)
                .reduce((a, b) -> b)
                .orElseThrow(() -> refused(
                        file,
                        "gives no tensor of single precision",
                        "export the scores as a tensor, without a map of classes"));
        String names = session.getMetadata().getCustomMetadata().getOrDefault(FEATURES, "");
        List<String> features = names.isBlank()
                ? List.of()
                : Arrays.stream(names.split(",")).map(String::strip).toList();
        long declared = tensor.getShape()[1];
        if (declared <= 0 && features.isEmpty()) {
            throw refused(
                    file,
                    "does not tell how many features it takes",
                    "export it with the shape of its input, or with their names under " + FEATURES
                            + " in its metadata");
        }
        if (declared > 0 && !features.isEmpty() && declared != features.size()) {
            throw refused(
                    file,
                    "takes " + declared + " features and names " + features.size() + " in its metadata",
                    "export it with the names of the features that it takes");
        }
        int width = declared > 0 ? (int) declared : features.size();
        return new RuntimeNetwork(file.toString(), session, features, width, input.getName(), output, hash);
    }

    private static FiduciaException refused(Path file, String what, String remedy) {
        return new FiduciaException(Kind.INPUT, file + " " + what, remedy);
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

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}

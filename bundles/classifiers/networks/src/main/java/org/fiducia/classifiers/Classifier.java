package org.fiducia.classifiers;

import java.nio.file.Path;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Settings;
import org.fiducia.api.Suggestion;

/** Opens files of trained networks, so that candidates can be scored with them. */
@PluginKind(plural = "classifiers", singular = "classifier", order = 27)
public interface Classifier extends Plugin {
    /**
     * Reads a file, once and completely: what becomes of the file later does not change the network.
     *
     * @param file of a trained model; of one in ONNX with one input, (rows × features), and one number or two per row, of which
     *     the last is the score
     * @throws org.fiducia.api.FiduciaException when it cannot be read, is damaged, or asks for what the classifier cannot do;
     *     names the file and, where there is one, the node
     */
    Network open(Path file);

    /**
     * The one that settings name under {@code classifier}, {@code own} where they do not.
     *
     * @param among those that are there
     * @throws org.fiducia.api.FiduciaException when it is not there
     */
    static Classifier chosen(Settings settings, List<Classifier> among) {
        String id = settings.text("classifier", "own");
        return among.stream()
                .filter(classifier -> classifier.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.CARD,
                        settings.path() + "/classifier: there is no classifier " + id,
                        Suggestion.among(id, among.stream().map(Classifier::id).toList())));
    }
}

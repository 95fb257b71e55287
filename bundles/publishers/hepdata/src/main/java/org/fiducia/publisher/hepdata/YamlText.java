package org.fiducia.publisher.hepdata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** YAML without anchors and line breaks, with numbers that every reader takes for such. One belongs to one thread. */
final class YamlText {
    private static final String SEPARATOR = "---\n";

    private final Yaml yaml;

    YamlText() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setDereferenceAliases(true);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        yaml = new Yaml(new Numbers(options), options);
    }

    /** Full precision. A large number has a sign in its exponent: without, YAML 1.1 takes it for text. */
    private static final class Numbers extends Representer {
        Numbers(DumperOptions options) {
            super(options);
            representers.put(Double.class, data -> number((Double) data));
        }

        private Node number(double x) {
            String text = Double.isNaN(x)
                    ? ".nan"
                    : Double.isInfinite(x)
                            ? (x > 0 ? ".inf" : "-.inf")
                            : Double.toString(x).replaceAll("E(?=\\d)", "E+");
            return representScalar(Tag.FLOAT, text);
        }
    }

    byte[] document(Map<String, Object> document) {
        return yaml.dump(document).getBytes(StandardCharsets.UTF_8);
    }

    /** Several documents, with nothing after the last one. */
    byte[] documents(Map<String, Object> first, List<Map<String, Object>> others) {
        String text = yaml.dump(first)
                + others.stream().map(other -> SEPARATOR + yaml.dump(other)).collect(Collectors.joining());
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

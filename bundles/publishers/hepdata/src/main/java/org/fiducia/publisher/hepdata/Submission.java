package org.fiducia.publisher.hepdata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A submission as it will be in its archive.
 *
 * @param head first document of {@code submission.yaml}
 * @param tables its other documents, one per table
 * @param data the files of the tables, as YAML values
 * @param resources all other files
 */
record Submission(
        Map<String, Object> head,
        List<Map<String, Object>> tables,
        Map<String, Map<String, Object>> data,
        Map<String, byte[]> resources) {
    /** Name of the file that names all others. */
    static final String MAIN = "submission.yaml";

    Submission {
        tables = List.copyOf(tables);
        data = new LinkedHashMap<>(data);
        resources = new LinkedHashMap<>(resources);
    }

    /** Its files by name, {@value #MAIN} first. */
    Map<String, byte[]> files() {
        var yaml = new YamlText();
        var files = new LinkedHashMap<String, byte[]>();
        files.put(MAIN, yaml.documents(head, tables));
        data.forEach((name, document) -> files.put(name, yaml.document(document)));
        files.putAll(resources);
        return files;
    }
}

package org.fiducia.publisher.hepdata;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

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

    /**
     * Its files by name, {@value #MAIN} first.
     *
     * @param threads number of threads that write them
     */
    Map<String, byte[]> files(int threads) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(MAIN, new YamlText().documents(head, tables));
        var names = List.copyOf(data.keySet());
        var tasks = new ArrayList<Callable<byte[]>>();
        data.values().forEach(document -> tasks.add(() -> new YamlText().document(document)));
        List<byte[]> written = Together.all(threads, tasks);
        for (int k = 0; k < written.size(); k++) {
            files.put(names.get(k), written.get(k));
        }
        files.putAll(resources);
        return files;
    }
}

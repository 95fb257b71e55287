package org.fiducia.kernel.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.fiducia.api.channel.Channel;
import org.fiducia.api.observable.Classification;
import org.fiducia.kernel.card.AnalysisCard;
import org.fiducia.kernel.card.AnalysisCard.Friend;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.plugins.Plugins;

/**
 * What results were made from: files with their hashes, bundles with their versions, and how.
 *
 * @param card the analysis card
 * @param channel the channel of the card
 * @param tools other plug-ins of the card
 * @param hash SHA-256 of a file; of one that is elsewhere, of its name and its stamp
 * @param origin how it was asked for
 * @param threads number of threads
 */
record Provenance(
        AnalysisCard card, Channel channel, Toolbox tools, Function<Path, String> hash, Origin origin, int threads) {
    /** The same for another command line. */
    Provenance asked(String command) {
        return new Provenance(card, channel, tools, hash, new Origin(List.of(command), origin.settings()), threads);
    }

    /**
     * Of a measurement, as JSON values.
     *
     * @param samples whose files went into it
     * @param seconds what each step took
     */
    Map<String, Object> of(Classification<?> observable, Collection<SampleFiles> samples, Map<String, Double> seconds) {
        var files = new LinkedHashMap<String, Object>();
        Set<String> shared = shared(samples);
        for (SampleFiles sample : samples) {
            for (Path file : sample.files()) {
                String name = file.getFileName().toString();
                files.put(shared.contains(name) || InputNames.isRemote(file) ? place(file) : name, content(file));
                for (Friend friend : sample.format().friends()) {
                    Path beside = friend.beside(file);
                    if (!beside.equals(file)) {
                        files.put(place(beside), content(beside));
                    }
                }
            }
        }
        var bundles = new ArrayList<>(tools.origins());
        bundles.add(Plugins.origin(channel));
        bundles.add(Plugins.origin(observable));
        bundles.add(Plugins.origin(this));
        var made = new LinkedHashMap<String, Object>();
        made.put("command", String.join(" ", origin.command()));
        files.put(card.file().getFileName().toString(), "sha256:" + hash.apply(card.file()));
        made.put("card", card.file().getFileName().toString());
        if (!origin.settings().shipped().isEmpty()) {
            made.put("settings", origin.settings().values());
        }
        made.put("inputs", files);
        made.put("bundles", bundles.stream().distinct().sorted().toList());
        made.put("java", Runtime.version().toString());
        made.put("threads", threads);
        made.put("seed", null);
        made.put("seconds", seconds);
        return made;
    }

    private String place(Path file) {
        return InputNames.isRemote(file)
                ? file.toString()
                : card.folder().relativize(file).toString();
    }

    /** Of a file that is elsewhere, what its server told of it is known, not what it holds. */
    private String content(Path file) {
        return (InputNames.isRemote(file) ? "stamp:" : "sha256:") + hash.apply(file);
    }

    /** Names that several files have, in different folders. */
    private static Set<String> shared(Collection<SampleFiles> samples) {
        var seen = new HashSet<String>();
        var shared = new HashSet<String>();
        samples.stream()
                .flatMap(sample -> sample.files().stream())
                .map(file -> file.getFileName().toString())
                .filter(name -> !seen.add(name))
                .forEach(shared::add);
        return shared;
    }
}

package org.fiducia.writer.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fiducia.drawing.WebPage;

/** The vector pictures of a folder, each shown once in a page. */
final class Pictures {
    private static final String ENDING = ".svg";

    /** Pictures of which more is known than the name of the file. */
    private static final Map<String, String> CAPTIONS = captions();

    private final Map<String, byte[]> left = new LinkedHashMap<>();

    /** Those that writers before this one left in a folder, in the order of their names. */
    Pictures(Path folder) throws IOException {
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            left.put(name.substring(0, name.length() - ENDING.length()), Files.readAllBytes(file));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> captions() {
        var texts = new LinkedHashMap<String, String>();
        texts.put(
                "spectrum", "cross section of each bin with its uncertainties and the SM prediction, and their ratio");
        texts.put("final-states", "cross section of each final state with its SM prediction, and their ratio");
        texts.put(
                "fractions", "fractions of the final states over those of the SM, and the limits of what they can be");
        texts.put("normalisations", "fitted events of free backgrounds on what was expected before the fit");
        texts.put("response", "response matrix: efficiency in percent of each reconstructed and fiducial bin");
        texts.put("m4l", "mass distribution: data on the stacked components of the fit, and their ratio");
        texts.put(
                "m-weighted",
                "mass distribution with the weight S/(S+B) of each category, and what is left without the background");
        texts.put("correlation", "correlation of the cross sections of the bins and of what else is reported");
        texts.put("breakdown", "uncertainty of each bin by group of nuisances");
        texts.put("impacts", "pulls of the nuisances with the largest impacts, and their impacts on each bin");
        return texts;
    }

    /** What a picture shows; the name of one of which nothing is known. */
    private static String caption(String name) {
        String of = name.substring(name.indexOf('-') + 1);
        if (name.startsWith("breakdown-")) {
            return "contributions of the groups of nuisances to the uncertainty of " + of;
        }
        if (name.startsWith("impacts-")) {
            return "pulls of the nuisances with the largest impacts, and their impacts on " + of;
        }
        if (name.startsWith("scan-")) {
            return "profile likelihood of " + of;
        }
        if (name.startsWith("contour-")) {
            return "contours of " + of.replaceFirst("-", " and ");
        }
        if (name.endsWith("-wide")) {
            return "distribution around the range of the fit: data on the stacked components as expected before the fit;"
                    + " what is estimated from data fades where its control regions end";
        }
        return CAPTIONS.getOrDefault(name, name);
    }

    /** Whether there is one of this name that was not shown yet. */
    boolean has(String name) {
        return left.containsKey(name);
    }

    /** One of them; nothing when there is none of this name. */
    String figure(String name) {
        return figure(name, caption(name));
    }

    /** One of them with another caption. */
    String figure(String name, String caption) {
        byte[] svg = left.remove(name);
        if (svg == null) {
            return "";
        }
        String title = Character.toUpperCase(caption.charAt(0)) + caption.substring(1);
        String body = WebPage.inline(svg)
                .replaceFirst(
                        "<svg ",
                        "<svg role=\"img\" aria-label=\"" + Words.escaped(title).replace("$", "\\$") + "\" ");
        return "<figure data-picture=\"" + Words.escaped(name) + "\">\n" + body + "<figcaption>" + Words.escaped(title)
                + "</figcaption></figure>\n";
    }

    /** Those whose names fit, in the order of their names. */
    String figures(Predicate<String> names) {
        var html = new StringBuilder();
        new ArrayList<>(left.keySet()).stream().filter(names).forEach(name -> html.append(figure(name)));
        return html.toString();
    }

    /** Several beside each other where there is room. */
    static String beside(String... parts) {
        String all = String.join("", parts);
        return all.isEmpty() ? "" : "<div class=\"pictures\">\n" + all + "</div>\n";
    }
}

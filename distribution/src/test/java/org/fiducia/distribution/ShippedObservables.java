package org.fiducia.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.observable.Observable;
import org.fiducia.channel.hzz4l.FourLepton;

/** The observables of every bundle on the class path, found by the component descriptions in their manifests. */
final class ShippedObservables {
    private static final Pattern CLASS =
            Pattern.compile("<implementation class=\"(org\\.fiducia\\.observable\\.[^\"]+)\"");

    private ShippedObservables() {}

    /** All of them, by id. */
    static List<Observable<?>> all() throws Exception {
        var found = new ArrayList<Observable<?>>();
        ClassLoader loader = ShippedObservables.class.getClassLoader();
        for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
            for (String description : descriptions(url)) {
                try (InputStream stream = loader.getResourceAsStream(description)) {
                    var matcher = CLASS.matcher(new String(stream.readAllBytes()));
                    if (matcher.find()) {
                        found.add((Observable<?>)
                                Class.forName(matcher.group(1)).getConstructor().newInstance());
                    }
                }
            }
        }
        found.sort(Comparator.comparing(Observable::id));
        return found;
    }

    private static List<String> descriptions(URL manifest) throws IOException {
        try (InputStream stream = manifest.openStream()) {
            String components = new Manifest(stream).getMainAttributes().getValue("Service-Component");
            return components == null ? List.of() : List.of(components.split(","));
        }
    }

    /** Coordinates of a four-lepton candidate, whatever the observable needs of it. */
    static double[] coordinates(Observable<?> observable, FourLepton candidate) {
        return coordinatesOf(observable, candidate);
    }

    private static <C extends Candidate> double[] coordinatesOf(Observable<C> observable, FourLepton candidate) {
        return observable.coordinates(observable.candidateType().cast(candidate));
    }
}

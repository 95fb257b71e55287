package org.fiducia.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The components of every bundle on the class path, for tests that run without a framework. */
public final class DeclaredComponents {
    private static final Pattern CLASS = Pattern.compile("<implementation class=\"([^\"]+)\"");

    /** A reference that is not optional. */
    private static final Pattern NEED = Pattern.compile("<reference (?![^>]*cardinality=\"0\\.\\.)");

    private DeclaredComponents() {}

    /**
     * Those that provide a service and need nothing, each made anew, in the order of their class names.
     *
     * @param service service interface
     */
    public static <T> List<T> of(Class<T> service) {
        var found = new ArrayList<T>();
        ClassLoader loader = DeclaredComponents.class.getClassLoader();
        try {
            for (URL manifest : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                for (String description : descriptions(manifest)) {
                    try (InputStream stream = loader.getResourceAsStream(description)) {
                        String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                        Matcher implementation = CLASS.matcher(text);
                        if (text.contains("<provide interface=\"" + service.getName() + "\"")
                                && !NEED.matcher(text).find()
                                && implementation.find()) {
                            found.add(service.cast(Class.forName(implementation.group(1), true, loader)
                                    .getConstructor()
                                    .newInstance()));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        found.sort(Comparator.comparing(component -> component.getClass().getName()));
        return found;
    }

    private static List<String> descriptions(URL manifest) throws IOException {
        try (InputStream stream = manifest.openStream()) {
            String components = new Manifest(stream).getMainAttributes().getValue("Service-Component");
            return components == null ? List.of() : List.of(components.split(","));
        }
    }
}

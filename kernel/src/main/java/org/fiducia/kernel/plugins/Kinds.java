package org.fiducia.kernel.plugins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The kinds of plug-in at the moment of asking: the service interfaces that carry {@link PluginKind}, of which a bundle tells
 * in its manifest or under which it has registered a service.
 */
final class Kinds {
    private final BundleContext context;

    Kinds(BundleContext context) {
        this.context = context;
    }

    /** What a service interface says of its kind. */
    static PluginKind of(Class<? extends Plugin> type) {
        PluginKind kind = type.getAnnotation(PluginKind.class);
        if (kind == null) {
            throw new IllegalArgumentException(type.getName() + " is no kind of plug-in");
        }
        return kind;
    }

    /**
     * The service interface of a kind by its name.
     *
     * @param bundle that sees it
     * @return empty when it is no kind of plug-in
     */
    static Optional<Class<? extends Plugin>> ofInterface(Bundle bundle, String name) {
        try {
            Class<?> type = bundle.loadClass(name);
            return type.isAnnotationPresent(PluginKind.class) && Plugin.class.isAssignableFrom(type)
                    ? Optional.of(type.asSubclass(Plugin.class))
                    : Optional.empty();
        } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
            return Optional.empty(); // nothing that this bundle, or what is left of it, could implement
        }
    }

    /** Whether a bundle means this very interface by its name, not one that it brings for itself. */
    static boolean sees(Bundle bundle, Class<?> type) {
        try {
            return bundle.loadClass(type.getName()) == type;
        } catch (ClassNotFoundException | LinkageError | IllegalStateException e) {
            return false;
        }
    }

    /** The service interface of every kind, in the order of listings. */
    List<Class<? extends Plugin>> all() {
        var found = new HashSet<Class<? extends Plugin>>();
        for (Bundle bundle : context.getBundles()) {
            for (String name : interfaces(bundle)) {
                ofInterface(bundle, name).ifPresent(found::add);
            }
        }
        return found.stream()
                .sorted(Comparator.<Class<? extends Plugin>>comparingInt(type -> of(type).order())
                        .thenComparing(type -> of(type).plural())
                        .thenComparing(Class::getName))
                .toList();
    }

    private static List<String> interfaces(Bundle bundle) {
        var names = new ArrayList<String>();
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return names;
        }
        List<BundleCapability> declared = wiring.getCapabilities(PluginKind.NAMESPACE);
        for (BundleCapability kind : declared == null ? List.<BundleCapability>of() : declared) {
            names.add(String.valueOf(kind.getAttributes().get(PluginKind.NAMESPACE)));
        }
        for (ServiceReference<?> service : services(bundle)) {
            names.addAll(List.of((String[]) service.getProperty(Constants.OBJECTCLASS)));
        }
        return names;
    }

    /** What a bundle has registered. */
    static List<ServiceReference<?>> services(Bundle bundle) {
        try {
            ServiceReference<?>[] services = bundle.getRegisteredServices();
            return services == null ? List.of() : List.of(services);
        } catch (IllegalStateException e) {
            return List.of(); // it has gone since
        }
    }
}

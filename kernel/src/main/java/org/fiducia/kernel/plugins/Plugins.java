package org.fiducia.kernel.plugins;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.Suggestion;
import org.fiducia.kernel.store.Store;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The plug-ins as they are at the moment of asking. */
@Component(service = Plugins.class)
public final class Plugins {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final String NO_NAME = "is no name: letters, digits, - and _, and . inside";

    private static final String UNKNOWN = "?";

    private final BundleContext context;
    private final ServiceComponentRuntime components;
    private final Kinds kinds;
    private final Blame blame;

    @Activate
    public Plugins(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = components;
        this.kinds = new Kinds(context);
        this.blame = new Blame(context);
    }

    /**
     * One row of a listing.
     *
     * @param kind plural name of its kind; {@code ?} where that is not known
     * @param state {@code active}, or what is wrong with it
     */
    public record Row(String kind, String id, String title, String bundle, String version, String state) {}

    private record Found<T>(T plugin, Bundle bundle) {}

    /** Every plug-in of a kind that can be used, by id. */
    public <T extends Plugin> List<T> all(Class<T> type) {
        return found(type).stream()
                .map(Found::plugin)
                .sorted(Comparator.comparing(Plugin::id))
                .toList();
    }

    /**
     * A plug-in by name.
     *
     * @throws FiduciaException when there is none of that name, or more than one
     */
    public <T extends Plugin> T get(Class<T> type, String id) {
        List<Found<T>> found = found(type);
        List<Found<T>> matches =
                found.stream().filter(f -> f.plugin().id().equals(id)).toList();
        PluginKind kind = Kinds.of(type);
        if (matches.isEmpty()) {
            var rows = rows(type::equals);
            addUnresolved(rows);
            List<String> waiting = rows.stream()
                    .filter(row -> !row.state().equals("active"))
                    .map(row -> row.bundle() + ": " + row.state())
                    .toList();
            throw new FiduciaException(
                    Kind.USAGE,
                    "unknown " + kind.singular() + " " + id,
                    Suggestion.among(
                                    id, found.stream().map(f -> f.plugin().id()).collect(Collectors.toSet()))
                            + (waiting.isEmpty() ? "" : "; not usable: " + String.join("; ", waiting)));
        }
        if (matches.size() > 1) {
            throw new FiduciaException(
                    Kind.PLUGIN,
                    matches.size() + " bundles provide the " + kind.singular() + " " + id + ": "
                            + matches.stream()
                                    .map(f -> describe(f.bundle()))
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    "remove all but one, for instance from the deploy folder");
        }
        return matches.get(0).plugin();
    }

    /** Plural names of the kinds there are, in the order of listings. */
    public List<String> kinds() {
        return kinds.all().stream()
                .map(type -> Kinds.of(type).plural())
                .distinct()
                .toList();
    }

    /** What is installed, broken plug-ins included, and bundles that cannot be used. */
    public List<Row> rows() {
        List<Row> rows = rows(type -> true);
        addUnresolved(rows);
        return rows;
    }

    /**
     * What is installed of one kind, broken plug-ins included.
     *
     * @param plural name of the kind
     */
    public List<Row> rows(String plural) {
        return rows(type -> Kinds.of(type).plural().equals(plural));
    }

    private List<Row> rows(Predicate<Class<? extends Plugin>> wanted) {
        var rows = new ArrayList<Row>();
        kinds.all().stream().filter(wanted).forEach(type -> addActive(type, rows));
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            addUnsatisfied(component, wanted, rows);
        }
        return rows;
    }

    /** Name and version of the bundle a plug-in comes from. */
    public static String describe(Bundle bundle) {
        return bundle.getSymbolicName() + " " + bundle.getVersion();
    }

    /** Name and version of the bundle an object comes from. */
    public static String origin(Object plugin) {
        Bundle bundle = bundle(plugin);
        return bundle == null ? "no bundle" : describe(bundle);
    }

    /** Whether a plug-in comes from a deploy folder, not from the distribution. */
    public static boolean deployed(Object plugin) {
        Bundle bundle = bundle(plugin);
        return bundle != null && Deployer.deployed(bundle);
    }

    private static Bundle bundle(Object plugin) {
        Object original = plugin instanceof Decorated decorated ? decorated.original() : plugin;
        return FrameworkUtil.getBundle(original.getClass());
    }

    /** What identifies the code of a plug-in: it changes whenever its bundle does, or one from which that takes classes. */
    public static String fingerprint(Object plugin, Store store) {
        Bundle bundle = bundle(plugin);
        if (bundle == null) {
            return plugin.getClass().getName();
        }
        var code = new HashSet<Bundle>();
        collect(bundle, code);
        return code.stream().map(b -> fingerprint(b, store)).sorted().collect(Collectors.joining("; "));
    }

    /** What identifies the code of all bundles that are installed, the framework apart. */
    public String fingerprint(Store store) {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID)
                .map(bundle -> fingerprint(bundle, store))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    /** A bundle and those it is wired to, the framework apart. */
    private static void collect(Bundle bundle, Set<Bundle> found) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || bundle.getBundleId() == Constants.SYSTEM_BUNDLE_ID || !found.add(bundle)) {
            return;
        }
        for (BundleWire wire : wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)) {
            collect(wire.getProviderWiring().getBundle(), found);
        }
    }

    private static String fingerprint(Bundle bundle, Store store) {
        String location = bundle.getLocation().replaceFirst("^reference:", "");
        try {
            Path file = Path.of(URI.create(location));
            if (Files.isRegularFile(file)) {
                return describe(bundle) + " " + store.hashOf(file);
            }
        } catch (IllegalArgumentException | FileSystemNotFoundException | IOException e) {
            // not a file: the time of the last update serves as well
        }
        return describe(bundle) + " " + bundle.getLastModified();
    }

    /** See {@link Blame#guard}. */
    public static <T> T guard(Plugin plugin, Callable<T> call) {
        return Blame.guard(plugin, call);
    }

    /** See {@link Blame#of}. */
    public Optional<FiduciaException> blame(Throwable failure) {
        return blame.of(failure);
    }

    /** Who is to blame for what goes wrong. */
    public Blame blame() {
        return blame;
    }

    /** What speaks against a bundle: an id that is no name. */
    public Optional<String> objection(Bundle bundle) {
        for (ServiceReference<?> reference : Kinds.services(bundle)) {
            for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                Optional<Class<? extends Plugin>> kind = Kinds.ofInterface(bundle, type);
                if (kind.isPresent()) {
                    Object service = context.getService(reference);
                    try {
                        if (service instanceof Plugin plugin && !isName(plugin.id())) {
                            return Optional.of(
                                    "the " + Kinds.of(kind.get()).singular() + " id '" + plugin.id() + "' " + NO_NAME);
                        }
                    } catch (RuntimeException | LinkageError | StackOverflowError e) {
                        // it is listed as one that throws
                    } finally {
                        context.ungetService(reference);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** One that cannot tell its id, or whose id is no name, is listed with what is wrong, and otherwise not there. */
    private static boolean hasName(Plugin plugin) {
        try {
            return isName(plugin.id());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return false;
        }
    }

    /** Whether an id is a name: it becomes that of a folder and is typed on command lines. */
    static boolean isName(String id) {
        return id != null && NAME.matcher(id).matches();
    }

    private <T extends Plugin> List<Found<T>> found(Class<T> type) {
        var found = new ArrayList<Found<T>>();
        for (ServiceReference<T> reference : references(type)) {
            T service = context.getService(reference);
            if (service != null && hasName(service)) {
                found.add(new Found<>(service, reference.getBundle()));
            }
        }
        return found;
    }

    /** Services under this very interface, not under one of that name that a bundle brings for itself. */
    @SuppressWarnings("unchecked")
    private <T extends Plugin> List<ServiceReference<T>> references(Class<T> type) {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(type.getName(), null);
            var references = new ArrayList<ServiceReference<T>>();
            for (ServiceReference<?> reference : all == null ? new ServiceReference<?>[0] : all) {
                Bundle bundle = reference.getBundle();
                if (bundle != null && Kinds.sees(bundle, type)) {
                    references.add((ServiceReference<T>) reference);
                }
            }
            return references;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addActive(Class<? extends Plugin> type, List<Row> rows) {
        String kind = Kinds.of(type).plural();
        var active = new ArrayList<Row>();
        for (ServiceReference<? extends Plugin> reference : references(type)) {
            Bundle bundle = reference.getBundle();
            try {
                Plugin plugin = context.getService(reference);
                if (plugin != null) {
                    String state = isName(plugin.id()) ? "active" : "its id " + NO_NAME;
                    active.add(row(kind, plugin.id(), plugin.title(), bundle, state));
                } else {
                    String name = String.valueOf(reference.getProperty(ComponentConstants.COMPONENT_NAME));
                    active.add(row(kind, UNKNOWN, name, bundle, "cannot be made" + failure(bundle, name)));
                }
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                active.add(row(kind, UNKNOWN, "", bundle, "throws " + e));
            }
        }
        active.sort(Comparator.comparing(Row::id).thenComparing(Row::bundle).thenComparing(Row::state));
        for (Row row : active) {
            boolean twice = !row.id().equals(UNKNOWN)
                    && active.stream()
                                    .filter(other -> other.id().equals(row.id()))
                                    .count()
                            > 1;
            rows.add(
                    twice
                            ? new Row(
                                    row.kind(), row.id(), row.title(), row.bundle(), row.version(), "id provided twice")
                            : row);
        }
    }

    /** Why a component could not be made, as far as the framework remembers. */
    private String failure(Bundle bundle, String name) {
        ComponentDescriptionDTO component = components.getComponentDescriptionDTO(bundle, name);
        if (component == null) {
            return "";
        }
        return components.getComponentConfigurationDTOs(component).stream()
                .filter(configuration -> configuration.failure != null)
                .flatMap(configuration -> configuration.failure.lines())
                .filter(line -> !line.isBlank() && !line.startsWith("\t"))
                .reduce((first, last) -> last) // the cause behind the causes
                .map(line -> ": " + line.replaceFirst("^Caused by: ", ""))
                .orElse("");
    }

    private void addUnsatisfied(
            ComponentDescriptionDTO component, Predicate<Class<? extends Plugin>> wanted, List<Row> rows) {
        Bundle bundle = context.getBundle(component.bundle.id);
        if (bundle == null) {
            return; // it has gone since
        }
        for (String name : component.serviceInterfaces) {
            Optional<Class<? extends Plugin>> type =
                    Kinds.ofInterface(bundle, name).filter(wanted);
            if (type.isEmpty()) {
                continue;
            }
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(component)) {
                if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    String missing = List.of(configuration.unsatisfiedReferences).stream()
                            .map(reference -> reference.target == null ? reference.name : reference.target)
                            .collect(Collectors.joining(", "));
                    String kind = Kinds.of(type.get()).plural();
                    rows.add(row(kind, UNKNOWN, component.implementationClass, bundle, "waits for " + missing));
                }
            }
        }
    }

    private void addUnresolved(List<Row> rows) {
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.INSTALLED) {
                rows.add(row(UNKNOWN, UNKNOWN, "", bundle, missing(bundle)));
            }
        }
    }

    /** Why a bundle cannot start, in one line. */
    public static String missing(Bundle bundle) {
        try {
            bundle.start();
            return "active";
        } catch (BundleException e) {
            return "cannot resolve: " + reason(e);
        }
    }

    /** The framework's reason in one line, without its decoration. */
    public static String reason(BundleException e) {
        String message = String.valueOf(e.getMessage());
        int cut = message.indexOf("missing requirement");
        String text = cut >= 0 ? "missing " + message.substring(cut + "missing requirement".length()) : message;
        Throwable cause = e.getCause();
        if (cut < 0 && cause != null && cause.getMessage() != null) {
            text = text + " (" + cause.getMessage() + ")";
        }
        return text.replaceAll("\\[[^\\]]*\\]\\(R [0-9.]+\\)\\s*", "")
                .replaceAll("Unresolved requirements:.*$", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static Row row(String kind, String id, String title, Bundle bundle, String state) {
        return new Row(
                kind, id, title, bundle.getSymbolicName(), bundle.getVersion().toString(), state);
    }
}

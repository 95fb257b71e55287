package org.fiducia.authoring.observable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.report.Document;
import org.fiducia.api.report.Report;
import org.fiducia.api.report.Text;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code new-observable NAME}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "new-observable",
        description = "Write the project of a new observable, with its test, into an empty folder.")
public final class NewObservableVerb implements ReportVerb {
    private static final String GROUP = "org.fiducia";

    private final List<Observable<?>> observables;

    @Parameters(paramLabel = "NAME", description = "Name of the observable, e.g. ptOverMass.")
    private String name;

    @Option(
            names = "--from",
            paramLabel = "ID",
            description = "Observable whose title, unit, bins and kind of candidate it takes over.")
    private String from = "";

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder, empty or not there yet; default: this one.")
    private String dir = "";

    /** With the observables that are there when it is called. */
    @Activate
    public NewObservableVerb(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) @SuppressWarnings("rawtypes")
                    List<Observable> observables) {
        this.observables = new ArrayList<>();
        observables.forEach(this.observables::add);
    }

    @Override
    public Report report(Terminal terminal) {
        Names names = Names.of(name);
        if (ids().contains(name)) {
            throw new FiduciaException(
                    Kind.USAGE, "there is an observable " + name + " already", "choose another name");
        }
        Path repository = terminal.home().resolve("repository/org/fiducia");
        String version = version(repository);
        var project = new Project(names, version);
        Map<String, String> files = from.isEmpty() ? project.example() : from(project, repository);
        Path folder = terminal.resolve(dir);
        requireEmpty(folder);
        write(files, folder);
        List<String> next = List.of(
                "export FIDUCIA_HOME=" + terminal.home(),
                "mvn -q -gs \"$FIDUCIA_HOME/etc/maven.xml\" package",
                "cp target/" + names.artifact() + "-" + version + ".jar \"$FIDUCIA_HOME/deploy/\"",
                "\"$FIDUCIA_HOME/bin/fiducia\" measure " + name);
        var lines = new ArrayList<>(files.keySet());
        lines.addAll(List.of("", "next, in " + folder + ":"));
        next.forEach(line -> lines.add("  " + line));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("observable", name);
        fields.put("folder", folder.toString());
        fields.put("files", List.copyOf(files.keySet()));
        fields.put("next", next);
        return new Report("new-observable", "Project of " + name, new Text(lines), new Document(fields));
    }

    private List<String> ids() {
        return observables.stream().map(Plugin::id).sorted().toList();
    }

    private Map<String, String> from(Project project, Path repository) {
        Observable<?> model = observables.stream()
                .filter(observable -> observable.id().equals(from))
                .findFirst()
                .orElseThrow(() ->
                        new FiduciaException(Kind.USAGE, "unknown observable " + from, Suggestion.among(from, ids())));
        if (model.info().axes().size() > 1) {
            throw new FiduciaException(
                    Kind.USAGE,
                    from + " has " + model.info().axes().size() + " axes",
                    "take one with one axis; observables measured together extend PairObservable");
        }
        Class<?> candidate = model.candidateType();
        if (candidate == Candidate.class) {
            return project.from(model.info(), candidate.getName(), "");
        }
        String channel = channel(candidate);
        if (channel.isEmpty() || !Files.isDirectory(repository.resolve(channel))) {
            throw new FiduciaException(
                    Kind.USAGE,
                    from + " needs a " + candidate.getSimpleName()
                            + ", which is not in the repository of the distribution",
                    "take another model, or put its project into " + repository);
        }
        return project.from(model.info(), candidate.getName(), channel);
    }

    /** The project that a class comes from, after the name of its bundle; empty when it is none of ours. */
    private static String channel(Class<?> candidate) {
        Bundle bundle = FrameworkUtil.getBundle(candidate);
        String symbolic = bundle == null ? "" : bundle.getSymbolicName();
        return symbolic.startsWith(GROUP + ".") ? symbolic.substring(GROUP.length() + 1) : "";
    }

    /** Version of the parent of plug-ins in the distribution. */
    private static String version(Path repository) {
        try (Stream<Path> versions = Files.list(repository.resolve("bundle"))) {
            return versions.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .max(String::compareTo)
                    .orElseThrow(() -> new IOException("it is empty"));
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.INPUT,
                    "the distribution has no repository to build plug-ins against in " + repository,
                    "unpack or build the whole distribution",
                    e);
        }
    }

    private static void requireEmpty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.anyMatch(path -> !path.endsWith(".git"))) {
                throw new FiduciaException(
                        Kind.OUTPUT, folder + " is not empty", "name an empty or a new folder with --dir");
            }
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    folder + " is no folder that can be read",
                    "name an empty or a new folder with --dir",
                    e);
        }
    }

    private static void write(Map<String, String> files, Path folder) {
        try {
            for (var file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new FiduciaException(
                    Kind.OUTPUT,
                    "cannot write to " + folder + ": " + e.getMessage(),
                    "name another folder with --dir",
                    e);
        }
    }
}

package org.fiducia.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Plugin;
import org.fiducia.api.Suggestion;
import org.fiducia.api.channel.Candidate;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.observable.Observable;
import org.fiducia.api.report.Report;
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

/** {@code new-observable NAME}: {@code new-plugin} with another observable as its model. */
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
        if (ids().contains(name)) {
            throw new FiduciaException(
                    Kind.USAGE, "there is an observable " + name + " already", "choose another name");
        }
        var repository = new Repository(terminal.home());
        var project = new Project(Template.OBSERVABLE, name, repository.version());
        Map<String, String> files = from.isEmpty() ? project.files() : from(project, repository);
        var folder = new ProjectFolder(terminal.resolve(dir));
        folder.write(files);
        return folder.report("new-observable", Template.OBSERVABLE, name, project.jar(), terminal.home());
    }

    private List<String> ids() {
        return observables.stream().map(Plugin::id).sorted().toList();
    }

    private Map<String, String> from(Project project, Repository repository) {
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
        if (channel.isEmpty() || !repository.has(channel)) {
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
}

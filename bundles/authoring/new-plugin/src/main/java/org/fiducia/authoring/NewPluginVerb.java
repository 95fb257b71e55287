package org.fiducia.authoring;

import java.util.List;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Report;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code new-plugin KIND NAME}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "new-plugin",
        description = "Write the project of a new plug-in, with its test, into an empty folder.",
        footer = {
            "",
            "Kinds: observable, classification, classifier, background, signal, nuisances, parts, physics, reader, format,",
            "step, verb, writer."
        })
public final class NewPluginVerb implements ReportVerb {
    @Parameters(index = "0", paramLabel = "KIND", description = "What it is, e.g. background.")
    private String kind;

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name on the command line and in the card.")
    private String name;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder, empty or not there yet; default: this one.")
    private String dir = "";

    @Override
    public List<String> candidates() {
        return Template.ids();
    }

    @Override
    public Report report(Terminal terminal) {
        Template template = Template.of(kind);
        var repository = new Repository(terminal.home());
        var project = new Project(template, name, repository.version());
        var folder = new ProjectFolder(terminal.resolve(dir));
        folder.write(project.files());
        return folder.report("new-plugin", template, name, project.jar(), terminal.home());
    }
}

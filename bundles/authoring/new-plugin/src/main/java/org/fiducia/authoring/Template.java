package org.fiducia.authoring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Suggestion;

/** The kinds of plug-in of which there are templates, each two files of source: the class and its test. */
enum Template {
    OBSERVABLE("an observable", "", "says what it is: name, title, unit, bins and value", "measure ID"),
    CLASSIFICATION(
            "a classification",
            "Classification",
            "sorts generated events into the classes that are measured,\nreconstructed ones into those that are counted",
            "measure ID"),
    CLASSIFIER("a classifier", "Classifier", "scores candidates with models of a file format", "list classifiers"),
    BACKGROUND(
            "a background",
            "Background",
            "expects events of simulated processes in each place of the fit",
            "measure pT4l --set \\\n"
                    + "        'backgrounds=[\"zx-fake-rate\", {\"id\": \"ID\", \"settings\": {\"processes\": [\"qqZZ\", \"ggZZ\"]}}]'"),
    SIGNAL(
            "a signal",
            "Signal",
            "describes the signal in the fitted variable",
            "measure pT4l --set 'signal=ID' --set 'nuisances=[]'"),
    NUISANCES(
            "a source of nuisances",
            "Nuisances",
            "makes nuisances of the declarations that name it as their source",
            "measure pT4l --set 'nuisanceSources=[\"ID\"]' \\\n"
                    + "        --set 'nuisances=[{\"source\": \"ID\", \"name\": \"tilt\", \"size\": 0.05}]'"),
    PARTS(
            "a source of parts",
            "Source",
            "adds a process and its parameters to the model of a measurement",
            "measure pT4l --set 'parts=[\"ID\"]'"),
    PHYSICS(
            "a physics model",
            "Physics",
            "says how the rates of the signal follow from parameters of interest",
            "measure pT4l --set 'physics=ID'"),
    READER("a reader", "Reader", "reads events from files of a format", "inspect FILE.ID"),
    FORMAT("a model format", "Format", "reads statistical models from files of a format", "fit FILE.ID"),
    STEP(
            "a step",
            "Step",
            "rejects events, or gives them weights, before the channel looks at them",
            "select --set 'steps=[{\"id\": \"ID\", \"settings\": {\"max\": 80}}]'"),
    VERB("a verb", "Verb", "answers with a report of a table", "ID"),
    WRITER(
            "a writer of results",
            "Writer",
            "writes a measurement in a form of its own",
            "measure pT4l --set 'writers=[\"table\", \"ID\"]'");

    /** What one is called in messages, with its article. */
    final String words;
    /** End of the name of its class. */
    final String suffix;
    /** What its class does, for the README. */
    final String says;
    /** How the program is called to use it; {@code ID} stands for its id. */
    private final String use;

    Template(String words, String suffix, String says, String use) {
        this.words = words;
        this.suffix = suffix;
        this.says = says;
        this.use = use;
    }

    /** Name on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The line that uses a plug-in. */
    String use(String plugin) {
        return "\"$FIDUCIA_HOME/bin/fiducia\" " + use.replace("ID", plugin);
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Template::id).toList();
    }

    /**
     * A kind by its name.
     *
     * @throws FiduciaException when there is no template of it
     */
    static Template of(String id) {
        return Arrays.stream(values())
                .filter(template -> template.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new FiduciaException(Kind.USAGE, "unknown kind of plug-in " + id, Suggestion.among(id, ids())));
    }
}

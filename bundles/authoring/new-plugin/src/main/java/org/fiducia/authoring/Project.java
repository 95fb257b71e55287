package org.fiducia.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fiducia.api.observable.ObservableInfo;

/** The files of a plug-in project, by path. */
final class Project {
    private static final String CANDIDATE = "org.fiducia.api.channel.Candidate";

    /** What a project of an observable without a model starts with. */
    private static final ObservableInfo EXAMPLE =
            ObservableInfo.production("", "$p_T/m$", "", 0, 0.1, 0.25, 0.5, 1, Double.POSITIVE_INFINITY);

    /** Classes that a project of an observable may name and its templates do not. */
    private static final Set<String> DECLARED = Set.of(
            "Axis",
            "Bin",
            "Binning",
            "Candidate",
            "Double",
            "List",
            "Object",
            "ObservableInfo",
            "Range",
            "String",
            "Target");

    private final Template kind;
    private final Names names;
    private final String version;

    /**
     * @param version of the parent of plug-ins
     * @throws org.fiducia.api.FiduciaException when the id is no name
     */
    Project(Template kind, String id, String version) {
        String sources = resource(kind.id() + ".java.template") + resource(kind.id() + "-test.java.template");
        this.kind = kind;
        this.version = version;
        this.names = Names.of(
                kind,
                id,
                type -> DECLARED.contains(type)
                        || Pattern.compile("\\b" + type + "\\b")
                                .matcher(sources)
                                .find());
    }

    /** Name of its jar. */
    String jar() {
        return names.artifact() + "-" + version + ".jar";
    }

    /** What the template says. */
    Map<String, String> files() {
        if (kind == Template.OBSERVABLE) {
            return observable(
                    EXAMPLE,
                    CANDIDATE,
                    "",
                    "Transverse momentum of the system in units of its mass.",
                    "candidate.p4().pt() / candidate.p4().mass()");
        }
        Map<String, String> words = words();
        words.put(
                "dependencies",
                switch (kind) {
                    case VERB -> resource("picocli.template");
                    case CLASSIFIER -> resource("networks.template");
                    default -> "";
                });
        return files(words, words);
    }

    /**
     * An observable that declares what another does.
     *
     * @param model has one axis
     * @param candidate class of the candidate it needs
     * @param channel project that this class comes from; empty for the programming interface
     */
    Map<String, String> from(ObservableInfo model, String candidate, String channel) {
        int jets = model.axes().get(0).minJets();
        String value = jets > 0 ? "candidate.jets().get(" + (jets - 1) + ").pt()" : "candidate.p4().pt()";
        return observable(
                model,
                candidate,
                channel,
                "Declared as " + model.id() + " is; what it measures is for its author to say in {@link #value}.",
                value);
    }

    private Map<String, String> observable(
            ObservableInfo model, String candidate, String channel, String summary, String value) {
        Declaration declaration = Declaration.of(names.id(), model);
        var imports = new TreeSet<>(declaration.imports());
        imports.add(candidate);
        imports.add("org.fiducia.api.observable.Observable");
        imports.add("org.fiducia.api.observable.ObservableInfo");
        imports.add("org.osgi.service.component.annotations.Component");
        Map<String, String> words = words();
        words.put("channel", channel);
        words.put("candidate", candidate.substring(candidate.lastIndexOf('.') + 1));
        words.put("summary", summary);
        words.put("info", declaration.source());
        words.put("value", value);
        words.put("imports", imports(imports));
        words.put("dependencies", channel.isEmpty() ? "" : filled("dependencies.template", words));
        var ofTest = new LinkedHashMap<>(words);
        ofTest.put("imports", imports(new TreeSet<>(Set.of(candidate, "org.fiducia.testkit.ObservableContract"))));
        return files(words, ofTest);
    }

    private Map<String, String> words() {
        var words = new LinkedHashMap<String, String>();
        words.put("id", names.id());
        words.put("class", names.type());
        words.put("artifact", names.artifact());
        words.put("version", version);
        String title = kind.words.substring(kind.words.indexOf(' ') + 1);
        words.put("title", Character.toUpperCase(title.charAt(0)) + title.substring(1));
        words.put("says", kind.says);
        words.put("use", kind.use(names.id()));
        return words;
    }

    private Map<String, String> files(Map<String, String> words, Map<String, String> ofTest) {
        var files = new LinkedHashMap<String, String>();
        files.put("pom.xml", filled("pom.xml.template", words));
        files.put("src/main/java/example/" + names.type() + ".java", filled(kind.id() + ".java.template", words));
        files.put(
                "src/test/java/example/" + names.type() + "Test.java",
                filled(kind.id() + "-test.java.template", ofTest));
        files.put("README.md", filled("README.md.template", words));
        return files;
    }

    private static String imports(Set<String> types) {
        return types.stream().map(type -> "import " + type + ";").collect(Collectors.joining("\n"));
    }

    private static String filled(String template, Map<String, String> words) {
        String text = resource(template);
        for (var word : words.entrySet()) {
            text = text.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        return text;
    }

    private static String resource(String name) {
        try (InputStream in = Project.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

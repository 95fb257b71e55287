package org.fiducia.authoring.observable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fiducia.api.observable.ObservableInfo;

/** The files of a plug-in project, by path. */
final class Project {
    private static final String CANDIDATE = "org.fiducia.api.channel.Candidate";

    /** What a project without a model starts with. */
    private static final ObservableInfo EXAMPLE =
            ObservableInfo.production("", "$p_T/m$", "", 0, 0.1, 0.25, 0.5, 1, Double.POSITIVE_INFINITY);

    private final Names names;
    private final String version;

    Project(Names names, String version) {
        this.names = names;
        this.version = version;
    }

    /** An observable that every channel can measure: transverse momentum in units of the mass. */
    Map<String, String> example() {
        return files(
                EXAMPLE,
                CANDIDATE,
                "",
                "Transverse momentum of the system in units of its mass.",
                "candidate.p4().pt() / candidate.p4().mass()");
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
        return files(
                model,
                candidate,
                channel,
                "Declared as " + model.id() + " is; what it measures is for its author to say in {@link #value}.",
                value);
    }

    private Map<String, String> files(
            ObservableInfo model, String candidate, String channel, String summary, String value) {
        Declaration declaration = Declaration.of(names.id(), model);
        var imports = new TreeSet<>(declaration.imports());
        imports.add(candidate);
        imports.add("org.fiducia.api.observable.Observable");
        imports.add("org.fiducia.api.observable.ObservableInfo");
        imports.add("org.osgi.service.component.annotations.Component");
        var words = new LinkedHashMap<String, String>();
        words.put("id", names.id());
        words.put("class", names.type());
        words.put("artifact", names.artifact());
        words.put("version", version);
        words.put("channel", channel);
        words.put("candidate", candidate.substring(candidate.lastIndexOf('.') + 1));
        words.put("summary", summary);
        words.put("info", declaration.source());
        words.put("value", value);
        words.put("imports", imports(imports));
        words.put("dependencies", channel.isEmpty() ? "" : filled("dependencies.template", words));
        var files = new LinkedHashMap<String, String>();
        files.put("pom.xml", filled("pom.xml.template", words));
        files.put("src/main/java/example/" + names.type() + ".java", filled("observable.java.template", words));
        words.put("imports", imports(new TreeSet<>(Set.of(candidate, "org.fiducia.testkit.ObservableContract"))));
        files.put("src/test/java/example/" + names.type() + "Test.java", filled("test.java.template", words));
        files.put("README.md", filled("README.md.template", words));
        return files;
    }

    private static String imports(Set<String> types) {
        return types.stream().map(type -> "import " + type + ";").collect(Collectors.joining("\n"));
    }

    private static String filled(String template, Map<String, String> words) {
        String text;
        try (InputStream in = Project.class.getResourceAsStream(template)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        for (var word : words.entrySet()) {
            text = text.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        return text;
    }
}

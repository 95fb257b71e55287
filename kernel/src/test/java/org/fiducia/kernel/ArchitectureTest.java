package org.fiducia.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiducia.api.Plugin;
import org.fiducia.api.PluginKind;
import org.fiducia.api.fit.ArrayMath;
import org.junit.jupiter.api.Test;

/** Keeps the walls of the house: no physics in the kernel, no kernel in the plug-ins' contracts. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.fiducia");

    /** Ids of shipped plug-ins that are also everyday words; as a whole string literal they still count. */
    private static final List<String> WORDS = List.of(
            "root",
            "combine",
            "csv",
            "table",
            "json",
            "plot",
            "likelihood",
            "mass",
            "profile",
            "newton",
            "phi",
            "rms",
            "shell",
            "inference",
            "vector",
            "page",
            "pictures",
            "report",
            "compare",
            "web",
            "closure",
            "simulated",
            "mass");

    /** Ids that are words of the kernel too. */
    private static final List<String> SHARED = List.of("card", "benchmark", "template", "process");

    @Test
    void theKernelUsesNoPlugin() {
        noClasses()
                .that()
                .resideInAnyPackage("org.fiducia.kernel..", "org.fiducia.launcher..")
                .should()
                .dependOnClassesThat(new com.tngtech.archunit.base.DescribedPredicate<>("plug-ins") {
                    @Override
                    public boolean test(com.tngtech.archunit.core.domain.JavaClass type) {
                        String name = type.getPackageName();
                        return name.startsWith("org.fiducia.")
                                && !name.startsWith("org.fiducia.api")
                                && !name.startsWith("org.fiducia.kernel")
                                && !name.startsWith("org.fiducia.launcher");
                    }
                })
                .check(CLASSES);
    }

    @Test
    void theContractsUseNothingButJava() {
        classes()
                .that()
                .resideInAPackage("org.fiducia.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.fiducia.api..", "org.osgi.annotation..")
                .check(CLASSES);
    }

    @Test
    void everyPluginOfTheContractsIsOfAKind() {
        classes()
                .that()
                .areInterfaces()
                .and()
                .areAssignableTo(Plugin.class)
                .and()
                .resideInAPackage("org.fiducia.api..")
                .and()
                .doNotBelongToAnyOf(Plugin.class, ArrayMath.class) // chosen by what the machine can do, not by name
                .should()
                .beAnnotatedWith(PluginKind.class)
                .check(CLASSES);
        List<PluginKind> kinds = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(PluginKind.class))
                .map(type -> type.getAnnotationOfType(PluginKind.class))
                .toList();
        assertEquals(
                kinds.size(), kinds.stream().map(PluginKind::plural).distinct().count(), "each has a name of its own");
        assertEquals(
                kinds.size(),
                kinds.stream().map(PluginKind::order).distinct().count(),
                "each has its turn in listings");
    }

    @Test
    void theStagesHaveNoStairsBack() {
        SlicesRuleDefinition.slices()
                .matching("org.fiducia.kernel.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void theKernelNamesNoPhysics() throws IOException {
        Path house = Path.of("..").toAbsolutePath().normalize();
        var ids = new ArrayList<String>();
        try (Stream<Path> rooms = Files.list(house.resolve("bundles"))) {
            for (Path room : rooms.filter(Files::isDirectory).toList()) {
                try (Stream<Path> bundles = Files.list(room)) {
                    bundles.filter(b -> Files.exists(b.resolve("pom.xml")))
                            .map(b -> b.getFileName().toString())
                            .filter(id -> !SHARED.contains(id))
                            .forEach(ids::add);
                }
            }
        }
        assertTrue(ids.size() > 10, "the bundles are found: " + ids);
        ids.addAll(List.of("ggH", "2e2mu", "4mu", "muon", "electron", "lepton", "Higgs", "qqZZ"));
        var found = new ArrayList<String>();
        var files = new ArrayList<>(sources(house.resolve("kernel/src/main")));
        files.addAll(sources(house.resolve("plugins-api/src/main")));
        for (Path source : files) {
            // the contracts may give examples in their documentation
            String text = source.toString().contains("plugins-api")
                    ? Files.readString(source).replaceAll("(?s)/\\*.*?\\*/", "")
                    : Files.readString(source);
            for (String id : ids) {
                String word = WORDS.contains(id) ? '"' + Pattern.quote(id) + '"' : "\\b" + Pattern.quote(id) + "\\b";
                if (Pattern.compile(word).matcher(text).find()) {
                    found.add(source.getFileName() + " names " + id);
                }
            }
        }
        assertEquals(List.of(), found);
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }
}

package org.fiducia.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.Progress;
import org.fiducia.api.Settings;
import org.fiducia.api.channel.Role;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.measurement.Point;
import org.fiducia.kernel.card.AnalysisCard.InputFormat;
import org.fiducia.kernel.card.AnalysisCard.SampleFiles;
import org.fiducia.kernel.jobs.Workers;
import org.fiducia.kernel.plugins.Components;
import org.fiducia.kernel.plugins.Felix;
import org.fiducia.kernel.plugins.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of {@link Numbers}, some of which have a branch more. */
class FileCheckTest {
    @TempDir
    Path folder;

    private List<String> problems(boolean... more) throws Exception {
        var files = new ArrayList<Path>();
        for (int k = 0; k < more.length; k++) {
            Path file = folder.resolve("f" + k);
            Numbers.write(file, 10 + k, 1, 1, more[k]);
            files.add(file);
        }
        var sample = new SampleFiles(
                "s",
                "p",
                Role.BACKGROUND,
                Point.NONE,
                "",
                "",
                files,
                1,
                1,
                new InputFormat("", "Events", null, Map.of(), Map.of()));
        try (var felix = new Felix(folder.resolve("felix"));
                var workers = new Workers(2)) {
            Felix.register(felix.shipped("reader"), EventReader.class, new Numbers.Reader(true));
            var plugins = new Plugins(felix.context(), new Components());
            var check = new FileCheck(
                    new EventFiles(plugins),
                    new Numbers.Large().selector(Settings.none()),
                    new CardSteps(SelectionStageTest.card(folder, 120, 0), id -> null),
                    Progress.NONE);
            return check.check(List.of(sample), workers).stream()
                    .flatMap(file -> file.problems().stream()
                            .map(problem -> file.file().getFileName() + " " + problem.kind() + ": " + problem.what()))
                    .toList();
        }
    }

    @Test
    void aFileThatIsMadeInAnotherWayIsFound() throws Exception {
        assertEquals(List.of(), problems(false, false, false));
        assertEquals(
                List.of("f1 schema: is not made like the other files of s: it alone has other"),
                problems(false, true, false));
        assertEquals(
                List.of("f0 schema: is not made like the other files of s: it lacks other"),
                problems(false, true, true));
    }
}

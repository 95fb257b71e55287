package org.fiducia.scalefactors.tagandprobe;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Nullable;
import org.fiducia.api.command.ReportVerb;
import org.fiducia.api.command.Verb;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.fit.LikelihoodCompiler;
import org.fiducia.api.measurement.SystematicScheme;
import org.fiducia.api.report.Attachment;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Item;
import org.fiducia.api.report.Report;
import org.fiducia.drawing.Picture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scalefactors}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "scalefactors",
        description = "Measure efficiencies by tag and probe, and scale factors between data and simulation.")
public final class ScaleFactorsVerb implements ReportVerb {
    private final List<EventReader> readers;
    private final List<LikelihoodCompiler> compilers;
    private final List<Fitter> fitters;
    private final List<SystematicScheme> schemes;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "Histograms of the mass in data, in pairs ..._Pass and ..._Fail.")
    private String data = "";

    @Option(
            names = "--mc",
            paramLabel = "FILE",
            description = "Histograms of the same names in simulation; without it, efficiencies in data alone.")
    private String simulation = "";

    @Option(
            names = "--alternative-mc",
            paramLabel = "FILE",
            description = "An alternative simulation: its difference is an uncertainty of the new scheme.")
    private String alternative = "";

    @Option(
            names = "--mc-efficiency",
            paramLabel = "counted|fitted",
            description = "Efficiency in simulation: counted (default; it is signal only, and fitted so), or fitted"
                    + " (it has background, fitted as in data).")
    private String simulationEfficiency = "counted";

    @Option(names = "--resonance", paramLabel = "Z|Jpsi", description = "What decays; default: from the mass range.")
    private String resonance = "";

    @Option(
            names = "--background",
            paramLabel = "bernstein|exponential",
            description = "The alternative background; default: bernstein.")
    private String background = "bernstein";

    @Option(names = "--range", paramLabel = "LO,HI", description = "Mass window, GeV; default: all of the histograms.")
    private String range = "";

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of results; default: results/scalefactors.")
    private String out = "results/scalefactors";

    @Option(names = "--threads", paramLabel = "N", description = "Number of threads; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Activate
    public ScaleFactorsVerb(
            @Reference List<EventReader> readers,
            @Reference List<LikelihoodCompiler> compilers,
            @Reference List<Fitter> fitters,
            @Reference List<SystematicScheme> schemes) {
        this.readers = readers;
        this.compilers = compilers;
        this.fitters = fitters;
        this.schemes = schemes;
    }

    @Override
    public Report report(Terminal terminal) throws IOException {
        if (threads < 1) {
            throw new FiduciaException(Kind.USAGE, "--threads " + threads, "at least one thread is needed");
        }
        choice("--mc-efficiency", simulationEfficiency, "counted", "fitted");
        choice("--background", background, "bernstein", "exponential");
        double[] window = window();
        ProbeFile inData = ProbeFile.read(terminal.resolve(data), readers, window[0], window[1]);
        ProbeFile inSimulation = read(terminal, simulation, window);
        Resonance line = resonance(inData);
        var input = new ScaleFactors.Input(
                inData, inSimulation, read(terminal, alternative, window), simulationEfficiency.equals("fitted"));
        var setting = new Setting(
                line,
                background.equals("bernstein"),
                simulationEfficiency.equals("fitted"),
                Setting.of(line).goodP(),
                Setting.of(line).goodMisfit());
        var tools = new FitTools(
                Schemes.get(compilers, "unbinned", "likelihood compiler"), Schemes.get(fitters, "newton", "fitter"));
        var both = List.of(
                Schemes.get(schemes, Schemes.NEW, "systematic scheme"),
                Schemes.get(schemes, Schemes.OLD, "systematic scheme"));
        ScaleFactors result = ScaleFactors.of(tools, setting, both, input, threads, terminal.progress());
        Path target = terminal.resolve(out);
        terminal.progress().begin("drawing", 0);
        return ScaleFactorReport.of(result, files(result))
                .into(Destination.beside(target, "written: " + target)
                        .with("scalefactors.txt", Form.TEXT)
                        .with("scalefactors.json", Form.JSON));
    }

    private @Nullable ProbeFile read(Terminal terminal, String file, double[] window) throws IOException {
        return file.isEmpty() ? null : ProbeFile.read(terminal.resolve(file), readers, window[0], window[1]);
    }

    private static void choice(String option, String value, String one, String other) {
        if (!value.equals(one) && !value.equals(other)) {
            throw new FiduciaException(Kind.USAGE, option + " " + value, "choose " + one + " or " + other);
        }
    }

    private double[] window() {
        if (range.isEmpty()) {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        try {
            String[] ends = range.split(",", -1);
            var window = new double[] {Double.parseDouble(ends[0].strip()), Double.parseDouble(ends[1].strip())};
            if (ends.length == 2 && window[0] < window[1]) {
                return window;
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            // said below
        }
        throw new FiduciaException(Kind.USAGE, "--range " + range, "give two rising numbers, e.g. --range 60,120");
    }

    private Resonance resonance(ProbeFile file) {
        Spectrum spectrum = file.bins().get(0).pass();
        if (!resonance.isEmpty()) {
            choice("--resonance", resonance, "Z", "Jpsi");
        }
        for (Resonance line : Resonance.values()) {
            boolean inside = spectrum.lo() < line.mass() && line.mass() < spectrum.hi();
            if (resonance.isEmpty() ? inside : line == Resonance.of(resonance)) {
                if (inside) {
                    return line;
                }
                throw new FiduciaException(
                        Kind.INPUT,
                        data + ": the mass of the " + line.title() + " is not in [" + spectrum.lo() + ", "
                                + spectrum.hi() + "] GeV",
                        "choose another --resonance or --range");
            }
        }
        throw new FiduciaException(
                Kind.INPUT,
                data + ": neither Z nor J/ψ lies in [" + spectrum.lo() + ", " + spectrum.hi() + "] GeV",
                "masses must be in GeV; check --range");
    }

    private static List<Item> files(ScaleFactors result) throws IOException {
        var files = new ArrayList<Item>();
        files.addAll(SchemeFigure.of(result));
        files.addAll(MapFigure.of(result));
        var pictures = new ArrayList<Picture>();
        pictures.addAll(FitSheets.of(result, true));
        pictures.addAll(FitSheets.of(result, false));
        pictures.forEach(picture -> files.addAll(picture.files()));
        Map<String, Object> correction = CorrectionJson.of(result);
        if (!correction.isEmpty()) {
            byte[] json = JsonMapper.builder()
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsBytes(correction);
            files.add(Attachment.of("correctionlib.json", json));
        }
        return files;
    }
}

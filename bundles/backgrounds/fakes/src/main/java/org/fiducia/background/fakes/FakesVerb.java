package org.fiducia.background.fakes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Region;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.fit.FitResult;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.background.fakes.FakeFactors.Pair;
import org.fiducia.background.fakes.FakeFactors.Source;
import org.fiducia.objects.misidentified.FakeContent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fakes}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "fakes",
        description =
                "Show the normalisation factors of misidentified objects that the data give, and compare what they expect"
                        + " in the signal regions with fake factors applied to loose objects.",
        footer = {
            "Fake factors are measured in pairs of control regions, CR_X with an object that is tight and AR_X with the"
                    + " same object loose, and applied to AR in the place of SR."
        })
public final class FakesVerb implements AnalysisReportVerb {
    private static final String TIGHT = "CR_";
    private static final String LOOSE = "AR_";
    private static final String APPLIED = "AR";

    private final CardModel models;

    @Parameters(paramLabel = "ID", description = "Observable or classification that the card is fitted in.")
    private String observable = "";

    @Option(
            names = "--pt",
            split = ",",
            paramLabel = "X",
            description = "Lower ends of the intervals of transverse momentum, GeV; default: 20,25,30,40,60.")
    private double[] pt = {20, 25, 30, 40, 60};

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and fakes.json.")
    private String out = "";

    /** @param models makes the fit of a card */
    @Activate
    public FakesVerb(@Reference CardModel models) {
        this.models = models;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        if (pt.length == 0 || IntStream.range(1, pt.length).anyMatch(i -> !(pt[i] > pt[i - 1]))) {
            throw new FiduciaException(Kind.USAGE, "--pt " + Arrays.toString(pt), "give rising numbers, as 20,30,50");
        }
        CardModel.Model model = models.model(terminal, options, observable, List.of());
        Analysis analysis = model.analysis();
        List<Pair> pairs = pairs(analysis);
        if (pairs.isEmpty() || analysis.region(APPLIED) < 0) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the channel of this card has no regions with loose objects",
                    "fake factors need pairs of regions CR_X and AR_X, and AR to apply them to");
        }
        terminal.progress().begin("fitting " + observable, 0);
        FitResult fit = model.fitter()
                .fit(model.likelihood(), model.likelihood().model().initial(), true, terminal.progress());
        if (!fit.converged()) {
            throw new FiduciaException(
                    Kind.FIT,
                    "the fit of " + observable + " finds no minimum: " + fit.message(),
                    "look at it with measure");
        }
        List<NormalisationFactor> factors = factors(model.likelihood().model().parameters(), fit);
        if (factors.isEmpty()) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the model of this card has no normalisation factors of misidentified objects",
                    "add {\"id\": \"" + FakeSettings.id() + "\"} to /parts");
        }
        Report report = FakesReport.of(
                analysis,
                factors,
                new Comparison(
                        new Source(analysis, model.samples(), false, scale(factors)),
                        new Source(analysis, model.samples(), true, fakes -> 1),
                        pairs,
                        pt,
                        factors,
                        covariance(factors, fit)));
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "pictures in " + out)
                        .with("fakes.json", Form.JSON));
    }

    private static List<Pair> pairs(Analysis analysis) {
        return analysis.regions().stream()
                .map(Region::id)
                .filter(id -> id.startsWith(LOOSE) && analysis.region(TIGHT + id.substring(LOOSE.length())) >= 0)
                .map(id -> new Pair(TIGHT + id.substring(LOOSE.length()), id))
                .toList();
    }

    private static List<NormalisationFactor> factors(List<Parameter> parameters, FitResult fit) {
        var factors = new ArrayList<NormalisationFactor>();
        String start = FakeContent.factorName("");
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().startsWith(start)) {
                factors.add(new NormalisationFactor(
                        parameters.get(i).name().substring(start.length()), i, fit.parameters()[i], fit.error(i)));
            }
        }
        return factors;
    }

    private static ToDoubleFunction<FakeContent> scale(List<NormalisationFactor> factors) {
        return fakes -> {
            double scale = 1;
            for (NormalisationFactor factor : factors) {
                scale *= Math.pow(factor.value(), fakes.number(factor.kind()));
            }
            return scale;
        };
    }

    private static double[][] covariance(List<NormalisationFactor> factors, FitResult fit) {
        double[][] all = fit.covariance();
        double[][] covariance = new double[factors.size()][factors.size()];
        for (int a = 0; all != null && a < covariance.length; a++) {
            for (int b = 0; b < covariance.length; b++) {
                covariance[a][b] = all[factors.get(a).index()][factors.get(b).index()];
            }
        }
        return covariance;
    }
}

package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardModel;
import org.fiducia.api.command.CardSelection;
import org.fiducia.api.command.Verb;
import org.fiducia.api.fit.Fitter;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.model.Parameter;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code transfer-factor ID}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "transfer-factor",
        description =
                "Show the transfer factor of a card with the orders that were tried, and the fitted spectra; with --toys,"
                        + " what too low an order would do.")
public final class FactorVerb implements AnalysisReportVerb {
    private static final int FEWEST_TOYS = 10;
    private static final int MOST_TOYS = 100_000;

    private final CardSelection selection;
    private final CardModel models;
    private final Fitter fitter;

    @Parameters(paramLabel = "ID", description = "Observable, e.g. boosted.")
    private String observable;

    @Option(
            names = "--toys",
            paramLabel = "N",
            description = "Toys of the order that is taken and of each next one, fitted with the first; default: none.")
    private int toys;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the toys; default: 1.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for pictures and transfer-factor.json.")
    private String out = "";

    /** With what gives it a model, and fits it. */
    @Activate
    public FactorVerb(
            @Reference CardSelection selection,
            @Reference CardModel models,
            @Reference(target = "(fitter=newton)") Fitter fitter) {
        this.selection = selection;
        this.models = models;
        this.fitter = fitter;
    }

    @Override
    public Report report(Terminal terminal, CardSelection.Options options) {
        if (toys != 0 && (toys < FEWEST_TOYS || toys > MOST_TOYS)) {
            throw new FiduciaException(
                    Kind.USAGE, "--toys " + toys, "give a number from " + FEWEST_TOYS + " to " + MOST_TOYS);
        }
        Settings block = selection.select(terminal, options).parts().get(TransferFactor.ID);
        if (block == null) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the card has no part " + TransferFactor.ID,
                    "add {\"id\": \"" + TransferFactor.ID + "\"} to /parts, or choose another card");
        }
        TransferFactorSettings settings = TransferFactorSettings.of(block);
        Order highest = settings.residual().highest();
        CardModel.Model model = models.model(
                terminal,
                options.with("parts/" + TransferFactor.ID + "/settings/residual/order=[" + highest.pt() + ","
                        + highest.rho() + "]"),
                observable,
                List.of());
        requireEvents(model.samples());
        Ingredients of = Ingredients.of(model.analysis(), model.observable(), model.samples(), List.of(), settings);
        terminal.progress().begin("fits of " + observable + " with each order", 0);
        var orders =
                new ResidualOrders(of, new LowerOrders(of, highest, model.likelihood()), fitter, terminal.progress());
        Outcome residual = orders.search(true);
        Order chosen = residual.chosen().order();
        var biases = new ArrayList<ToyBias>();
        if (toys > 0) {
            var drawn = new ArrayList<>(List.of(chosen));
            drawn.addAll(chosen.next(highest));
            for (Order order : drawn) {
                if (residual.trials().stream().noneMatch(trial -> trial.order().equals(order))) {
                    orders.fit(order);
                }
                biases.add(ToyBias.run(
                        order,
                        orders.fitted(order),
                        chosen,
                        orders.fitted(chosen),
                        interest(model),
                        toys,
                        seed,
                        new ToyBias.Tools(fitter, options.threads(), terminal.progress())));
            }
        }
        Report report = new FactorReport(of, residual, orders.fitted(chosen))
                .report(interest(model), Significance.of(orders.fitted(chosen), interest(model), fitter), biases);
        return out.isEmpty()
                ? report
                : report.into(Destination.beside(terminal.resolve(out), "pictures in " + out)
                        .with("transfer-factor.json", Form.JSON));
    }

    /** Events that are not in memory are gone when the model is there. */
    private static void requireEvents(List<BinnedSample> samples) {
        if (samples.stream().anyMatch(sample -> !(sample.events() instanceof RandomAccess))) {
            int events = samples.stream().mapToInt(s -> s.events().size()).sum();
            throw new FiduciaException(
                    Kind.CARD,
                    "the transfer factor is looked at with all " + events
                            + " selected events in memory, and the card allows" + " for fewer",
                    "raise /eventsInMemory to " + events + " or more");
        }
    }

    /** The first parameter of interest. */
    private static String interest(CardModel.Model model) {
        return model.likelihood().model().parameters().stream()
                .filter(p -> p.role() == Parameter.Role.INTEREST && !p.fixed())
                .map(Parameter::name)
                .findFirst()
                .orElseThrow(() -> new FiduciaException(
                        Kind.CARD,
                        "the model has no parameter of interest that floats",
                        "choose a physics model with one, such as signal-strength"));
    }
}

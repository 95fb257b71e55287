package org.fiducia.background.transferfactor;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.channel.Role;
import org.fiducia.api.measurement.Analysis;
import org.fiducia.api.measurement.BinnedSample;
import org.fiducia.api.measurement.Era;
import org.fiducia.api.measurement.ModelPart.Contribution;
import org.fiducia.api.measurement.NuisanceSource.Nominal;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.observable.ObservableInfo;
import org.fiducia.background.transferfactor.OrderSearch.Outcome;
import org.fiducia.channel.hbb.JetGrid;
import org.fiducia.channel.hbb.TaggedBins;

/**
 * What the part of the model is made of.
 *
 * @param bins pairs of categories
 * @param bin the only reconstructed bin
 * @param simulated the transfer factor of simulation
 * @param data observed events, one per era
 * @param others expected events of other backgrounds that fail, [era][pT][mass]
 */
record Ingredients(
        TransferFactorSettings settings,
        Analysis analysis,
        JetGrid grid,
        TaggedBins bins,
        Bin bin,
        Outcome simulated,
        List<Counted> data,
        double[][][] others) {
    /** What the names of coefficients of the residual transfer factor begin with. */
    static final String COEFFICIENT = "tf_";

    static Ingredients of(Nominal nominal, TransferFactorSettings settings) {
        return of(nominal.analysis(), nominal.observable(), nominal.samples(), nominal.backgrounds(), settings);
    }

    /** @param backgrounds other than this one; they decide where fits start */
    static Ingredients of(
            Analysis analysis,
            ObservableInfo observable,
            List<BinnedSample> samples,
            List<Contribution> backgrounds,
            TransferFactorSettings settings) {
        JetGrid grid = settings.grid(analysis);
        if (observable.reconstructed().size() != 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the transfer factor is one of categories, and "
                            + observable.id() + " has "
                            + observable.reconstructed().size() + " reconstructed bins",
                    "measure an observable with one, such as boosted, or give it one in /binnings");
        }
        List<BinnedSample> simulation = samples.stream()
                .filter(s -> s.sample().role() == Role.BACKGROUND
                        && settings.samples().contains(s.sample().process()))
                .toList();
        Counted counted = Counted.of(analysis, grid, simulation);
        if (!(Counted.sum(counted.pass()) > 0) || !(Counted.sum(counted.fail()) > 0)) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the transfer factor needs simulation of " + String.join(", ", settings.samples())
                            + " that passes and that fails the tagger, and there is none",
                    "add background samples of these processes to the card");
        }
        var data = new ArrayList<Counted>();
        for (Era era : analysis.eras()) {
            data.add(Counted.of(
                    analysis,
                    grid,
                    samples.stream()
                            .filter(s ->
                                    s.sample().role() == Role.DATA && s.sample().serves(era))
                            .toList()));
        }
        var of = new Ingredients(
                settings,
                analysis,
                grid,
                TaggedBins.of(analysis.categories()),
                observable.reconstructed().bins().get(0),
                new SimulatedFactor(grid, counted).search(settings.simulated()),
                data,
                others(analysis, backgrounds, grid));
        of.requirePositive();
        return of;
    }

    private void requirePositive() {
        for (int k = 0; k < grid.ptBins(); k++) {
            for (int i = 0; i < grid.massBins(); i++) {
                if (grid.fitted(k, i) && !(simulated(k, i) >= 0)) {
                    throw new FiduciaException(
                            Kind.FIT,
                            "the transfer factor of simulation of order "
                                    + simulated.chosen().order() + " is negative in " + name(k, i),
                            "choose another order of simulated, or narrow the bounds of rho");
                }
            }
        }
    }

    /** A bin for people: the category of jets that pass, and the range of mass. */
    String name(int k, int i) {
        return analysis.categories().get(bins.bins().get(k).pass()).id() + ", " + grid.mass()[i] + " to "
                + grid.mass()[i + 1] + " GeV";
    }

    private static double[][][] others(Analysis analysis, List<Contribution> backgrounds, JetGrid grid) {
        List<TaggedBins.Bin> bins = TaggedBins.of(analysis.categories()).bins();
        var others = new double[analysis.eras().size()][bins.size()][grid.massBins()];
        for (Contribution c : backgrounds) {
            for (int k = 0; k < bins.size(); k++) {
                double[] contents = c.shape().tables().get("contents");
                String fail = analysis.categories().get(bins.get(k).fail()).id();
                if (c.place().category().equals(fail) && contents != null && contents.length == grid.massBins()) {
                    double sum = 0;
                    for (double content : contents) {
                        sum += content;
                    }
                    for (int i = 0; i < contents.length && sum > 0; i++) {
                        others[analysis.era(c.place().era())][k][i] +=
                                c.estimate().events() * contents[i] / sum;
                    }
                }
            }
        }
        return others;
    }

    /** The transfer factor of simulation in a bin. */
    double simulated(int k, int i) {
        return new Surface(simulated.chosen().order(), simulated.chosen().coefficients()).at(grid, k, i);
    }

    /** Events of the process that fail in a bin, as data less other backgrounds say. */
    double failing(int era, int k, int i) {
        return Math.max(1, data.get(era).fail()[k][i] - others[era][k][i]);
    }

    /** Name of the parameter of the events that fail in a bin. */
    String failName(int era, int k, int i) {
        String name = settings.process() + "_"
                + analysis.categories().get(bins.bins().get(k).fail()).id() + "_" + i;
        return analysis.eras().size() == 1
                ? name
                : name + "_" + analysis.eras().get(era).name();
    }

    /** Name of a coefficient of the residual transfer factor. */
    String coefficientName(int pt, int rho) {
        return COEFFICIENT + settings.process() + "_" + pt + "_" + rho;
    }

    /** Passing over failing events of data in units of the transfer factor of simulation. */
    double level() {
        double pass = 0;
        double expected = 0;
        for (int era = 0; era < data.size(); era++) {
            for (int k = 0; k < grid.ptBins(); k++) {
                for (int i = 0; i < grid.massBins(); i++) {
                    if (grid.fitted(k, i)) {
                        pass += data.get(era).pass()[k][i];
                        expected += failing(era, k, i) * simulated(k, i);
                    }
                }
            }
        }
        return pass > 0 && expected > 0 ? pass / expected : 1;
    }
}

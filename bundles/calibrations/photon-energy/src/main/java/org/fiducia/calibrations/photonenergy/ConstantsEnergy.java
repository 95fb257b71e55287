package org.fiducia.calibrations.photonenergy;

import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.objects.photon.PhotonEnergy;
import org.osgi.service.component.annotations.Component;

/**
 * Energies by constants of a calibration: E/(1+α)/(1+u)/(1+d) in data, E (1 + s g) in simulation, where g is a number from
 * the standard normal distribution that belongs to the event and the photon. A simulated event stands for all eras: it is
 * given one by its number, with the probability of the era's share of the luminosity, and s is of that era.
 *
 * <p>Settings: {@code constants}, the folder that {@code calibrate} writes, relative to the card, or a list of its files; {@code stages}, how many of the stages are applied (default: 3).
 */
@Component(service = PhotonEnergy.class)
public final class ConstantsEnergy implements PhotonEnergy {
    @Override
    public String id() {
        return "photon-energy";
    }

    @Override
    public String title() {
        return "scale and resolution by constants from decays of the Z";
    }

    @Override
    public Correction correction(Settings settings) {
        ConstantsChain chain = ConstantsChain.of(settings);
        settings.refuseUnknown();
        return new ByConstants(chain);
    }

    /** A correction with the constants of its stages. */
    static final class ByConstants implements Correction {
        /** Apart from the numbers of photons. */
        private static final int WHICH_ERA = 1 << 20;

        /** No energy falls below this part of itself. */
        private static final double LEAST = 0.01;

        private final List<Constants.Period> eras;
        private final double[] shares;
        private final ScaleConstants scales;
        private final double[] uniformity;
        private final double[] photon;

        ByConstants(ConstantsChain chain) {
            Constants first = chain.first();
            eras = first.eras();
            shares = first.shares();
            scales = new ScaleConstants(first.of(Constants.ALPHA), first.of(Constants.SMEARING));
            uniformity =
                    chain.stage(2).map(stage -> stage.of(Constants.UNIFORMITY)).orElse(new double[Cells.UNIFORMITIES]);
            photon = chain.stage(3).map(stage -> stage.of(Constants.PHOTON)).orElse(new double[Cells.PHOTONS]);
        }

        @Override
        public double factor(Origin origin, int number, double pt, double eta, double r9) {
            int cell = Cells.scale(eta, r9);
            if (cell < 0) {
                return 1;
            }
            int era = era(origin);
            if (origin.simulated()) {
                return Math.max(LEAST, 1 + scales.smear(era, cell) * Normal.of(origin.event(), number));
            }
            double factor = 1 / (1 + scales.alpha(era, cell));
            int bin = Cells.uniformity(eta, r9);
            factor /= bin < 0 ? 1 : 1 + uniformity[bin];
            return factor / (1 + photon[Cells.photon(eta, r9, pt * factor)]);
        }

        @Override
        public double resolution(Origin origin, double pt, double eta, double r9) {
            int cell = Cells.scale(eta, r9);
            return cell < 0 ? 0 : scales.smear(era(origin), cell);
        }

        private int era(Origin origin) {
            if (origin.simulated()) {
                double left = Normal.uniform(origin.event(), WHICH_ERA);
                for (int e = 0; e < shares.length - 1; e++) {
                    left -= shares[e];
                    if (left < 0) {
                        return e;
                    }
                }
                return shares.length - 1;
            }
            for (int e = 0; e < eras.size(); e++) {
                if (origin.run() >= eras.get(e).firstRun()
                        && origin.run() <= eras.get(e).lastRun()) {
                    return e;
                }
            }
            throw new FiduciaException(
                    Kind.INPUT,
                    "there are no constants of photon energies for run " + origin.run(),
                    "the constants are of "
                            + String.join(
                                    ", ",
                                    eras.stream()
                                            .map(era -> era.name() + " (runs " + era.firstRun() + " to " + era.lastRun()
                                                    + ")")
                                            .toList())
                            + "; correct the eras in the card's block of the calibration, and calibrate anew");
        }
    }
}

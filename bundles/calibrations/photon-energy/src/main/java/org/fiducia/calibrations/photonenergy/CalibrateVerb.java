package org.fiducia.calibrations.photonenergy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.command.AnalysisReportVerb;
import org.fiducia.api.command.CardPlugins;
import org.fiducia.api.command.CardPlugins.Chosen;
import org.fiducia.api.command.CardSelection.Options;
import org.fiducia.api.command.Verb;
import org.fiducia.api.report.Destination;
import org.fiducia.api.report.Destination.Form;
import org.fiducia.api.report.Report;
import org.fiducia.objects.photon.PhotonCalibration;
import org.fiducia.objects.photon.PhotonCalibration.Order;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code calibrate}. */
@Component(service = Verb.class, scope = ServiceScope.PROTOTYPE)
@Command(
        name = "calibrate",
        description = "Measure scale and resolution of photons with electrons and photons from decays of the Z.")
public final class CalibrateVerb implements AnalysisReportVerb {
    private static final int STAGES = 3;

    private final CardPlugins cards;

    @Option(
            names = "--stage",
            paramLabel = "1|2|3",
            description = "The last stage: 1 scales and resolutions of electrons, 2 uniformity, 3 photons (default).")
    private int stage = STAGES;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of results; default: results/calibration.")
    private String out = "results/calibration";

    @Activate
    public CalibrateVerb(@Reference CardPlugins cards) {
        this.cards = cards;
    }

    @Override
    public Report report(Terminal terminal, Options options) {
        if (stage < 1 || stage > STAGES) {
            throw new FiduciaException(Kind.USAGE, "--stage " + stage, "choose 1, 2 or 3");
        }
        if (options.threads() < 1) {
            throw new FiduciaException(
                    Kind.USAGE, "--threads " + options.threads(), "give a number of threads, at least 1");
        }
        List<Chosen<PhotonCalibration>> chosen =
                new ArrayList<>(cards.chosen(terminal, options, PhotonCalibration.class));
        if (chosen.size() != 1) {
            throw new FiduciaException(
                    Kind.CARD,
                    "the card has " + (chosen.isEmpty() ? "no calibration" : chosen.size() + " calibrations")
                            + " in /plugins/calibrations",
                    "give one, e.g. {\"id\": \"photon-energy\", \"settings\": {\"directory\": …, \"eras\": …,"
                            + " \"simulation\": …}}");
        }
        var order = new Order(stage, options.threads(), options.fresh(), terminal.progress());
        Report report = chosen.get(0).plugin().calibrate(chosen.get(0).settings(), order);
        Path target = terminal.resolve(out);
        return report.into(Destination.beside(target, "written: " + target)
                .with("calibration.txt", Form.TEXT)
                .with("calibration.json", Form.JSON));
    }
}

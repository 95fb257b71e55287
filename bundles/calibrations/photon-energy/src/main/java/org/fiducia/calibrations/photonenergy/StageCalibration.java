package org.fiducia.calibrations.photonenergy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.FiduciaException.Kind;
import org.fiducia.api.Settings;
import org.fiducia.api.event.EventReader;
import org.fiducia.api.report.Report;
import org.fiducia.api.store.Keeper;
import org.fiducia.objects.photon.PhotonCalibration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The three stages: scales and resolutions of electrons per era, uniformity in η, photons of muons. What was measured is kept
 * in the store under the content of the files and the settings. For the settings see {@link CalibrationInput}.
 */
@Component(service = PhotonCalibration.class)
public final class StageCalibration implements PhotonCalibration {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<EventReader> readers;
    private final Keeper keeper;

    @Activate
    public StageCalibration(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<EventReader> readers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) List<Keeper> keepers) {
        this.readers = readers;
        this.keeper = keepers.isEmpty() ? Keeper.NONE : keepers.get(0);
    }

    @Override
    public String id() {
        return "photon-energy";
    }

    @Override
    public String title() {
        return "scale and resolution of photons by Z → ee and Z → μμγ in three stages";
    }

    @Override
    public Report calibrate(Settings settings, Order order) {
        CalibrationInput input = CalibrationInput.of(settings);
        Measured measured = measure(input, order);
        order.progress().begin("drawing", 0);
        return CalibrationReport.of(measured.stages(), measured.spectra());
    }

    /** What was measured. */
    record Measured(List<Constants> stages, Spectra spectra) {}

    /** Measures so many stages. */
    Measured measure(CalibrationInput input, Order order) {
        String inputs = inputs(input);
        var workers = new Workers(order.threads(), order.progress());
        var events = new EventColumns(readers, input, workers);
        Keeper kept = order.fresh() ? Keeper.NONE : keeper;
        var stages = new ArrayList<Constants>();
        for (int stage = 1; stage <= order.stages(); stage++) {
            int number = stage;
            Supplier<byte[]> make =
                    () -> stage(number, input, inputs, events, stages, workers).bytes();
            stages.add(constants(kept.kept(this, "stage " + stage + " " + inputs, make)));
        }
        String what = "spectra " + inputs + " " + stages.get(stages.size() - 1).content();
        return new Measured(stages, spectra(kept.kept(this, what, () -> bytes(Spectra.of(events, stages)))));
    }

    private static Constants stage(
            int stage,
            CalibrationInput input,
            String inputs,
            EventSource events,
            List<Constants> before,
            Workers workers) {
        List<Constants.Period> eras = input.eras().stream()
                .map(era -> new Constants.Period(era.name(), era.firstRun(), era.lastRun(), era.luminosity()))
                .toList();
        var values = new LinkedHashMap<String, double[]>();
        var more = new LinkedHashMap<String, double[]>();
        double[][] covariance;
        if (stage == 1) {
            ElectronPairs data = events.electrons();
            ElectronPairs simulation = events.simulatedElectrons();
            workers.progress().begin("stage 1: scales and resolutions of electrons", eras.size());
            ScaleFit.Result found = new ScaleFit(input.names(), data, simulation).fit(workers);
            values.put(Constants.ALPHA, found.alpha());
            values.put(Constants.SMEARING, found.smear());
            covariance = found.covariance();
            more.put(
                    "pairs",
                    java.util.Arrays.stream(found.pairs()).asDoubleStream().toArray());
        } else {
            Constants first = before.get(0);
            var scales = new ScaleConstants(first.of(Constants.ALPHA), first.of(Constants.SMEARING));
            if (stage == 2) {
                ElectronPairs data = events.electrons();
                ElectronPairs simulation = events.simulatedElectrons();
                workers.progress().begin("stage 2: uniformity", 3L * Cells.UNIFORMITIES);
                UniformityFit.Result found = new UniformityFit(data, simulation, scales, first.shares()).fit(workers);
                values.put(Constants.UNIFORMITY, found.u());
                covariance = found.covariance();
                more.put("pairs", found.pairs());
            } else {
                MuonPhotons data = events.photons();
                MuonPhotons simulation = events.simulatedPhotons();
                workers.progress().begin("stage 3: photons", 3L * Cells.PHOTONS);
                double[] u = before.get(1).of(Constants.UNIFORMITY);
                PhotonFit.Result found = new PhotonFit(data, simulation, scales, u, first.shares()).fit(workers);
                values.put(Constants.PHOTON, found.d());
                covariance = new double[Cells.PHOTONS][Cells.PHOTONS];
                for (int k = 0; k < covariance.length; k++) {
                    covariance[k][k] = found.error()[k] * found.error()[k];
                }
                more.put("photons", found.photons());
                more.put("otherMethod", found.other());
                more.put("otherMethodError", found.otherError());
            }
        }
        return new Constants(
                stage,
                eras,
                Constants.names(stage),
                values,
                covariance,
                more,
                inputs,
                before.isEmpty() ? "" : before.get(before.size() - 1).content());
    }

    private static Constants constants(byte[] bytes) {
        try {
            return Constants.of(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(Spectra spectra) {
        try {
            return JSON.writeValueAsBytes(spectra.histograms());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Spectra spectra(byte[] bytes) {
        try {
            return new Spectra(JSON.readValue(bytes, new TypeReference<Map<String, double[]>>() {}));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Hash of the content of all files, and of the eras. */
    private String inputs(CalibrationInput input) {
        var text = new StringBuilder();
        for (CalibrationInput.Era era : input.eras()) {
            text.append(era.name())
                    .append(' ')
                    .append(era.firstRun())
                    .append(' ')
                    .append(era.lastRun())
                    .append(' ');
            text.append(era.luminosity()).append('\n');
            hashes(text, era.electrons());
            hashes(text, era.photons());
        }
        text.append("simulation\n");
        hashes(text, input.electrons());
        hashes(text, input.photons());
        return Constants.hash(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void hashes(StringBuilder text, List<Path> files) {
        for (Path file : files) {
            try {
                text.append(keeper.hash(file)).append('\n');
            } catch (IOException e) {
                throw new FiduciaException(
                        Kind.INPUT,
                        file + " cannot be read",
                        "correct the name of the file, or the directory, in the card's block of the calibration",
                        e);
            }
        }
        text.append('\n');
    }
}

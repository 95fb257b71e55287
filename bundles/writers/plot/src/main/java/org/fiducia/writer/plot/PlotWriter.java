package org.fiducia.writer.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiducia.api.FiduciaException;
import org.fiducia.api.measurement.Measurement;
import org.fiducia.api.measurement.ResultWriter;
import org.fiducia.api.observable.Axis;
import org.fiducia.api.observable.Bin;
import org.fiducia.api.report.Figure;
import org.fiducia.api.store.Keeper;
import org.fiducia.drawing.Captions;
import org.fiducia.drawing.FigureFiles;
import org.fiducia.drawing.ProfileFigures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Writes pictures of a measurement, each as SVG and as PNG: {@code spectrum} (cross sections and their ratio to the
 * prediction), {@code m4l} (mass distribution and its ratio to the fit) and {@code response} (efficiency matrix); where
 * candidates outside of the fit are kept {@code m4l-wide} (mass distribution around the range of the fit); for several
 * reported quantities {@code correlation}; where they are measured, {@code final-states} (cross section per final state),
 * {@code fractions} (of final states, per bin) and {@code normalisations} (of free backgrounds, per bin); where they were
 * asked for, {@code breakdown} (uncertainty of each bin by groups), {@code impacts} (ranking of nuisances), both also of
 * coordinates of the point that float ({@code breakdown-mH}), {@code scan-…} and {@code contour-…} of parameters; where the
 * shape of a background is found in the fit, {@code m-weighted} (mass distribution with the weights of the categories).
 */
@Component(service = ResultWriter.class)
public final class PlotWriter implements ResultWriter {
    private final Keeper keeper;

    /** @param keepers of what was drawn; may be empty */
    @Activate
    public PlotWriter(@Reference(policyOption = ReferencePolicyOption.GREEDY) List<Keeper> keepers) {
        this.keeper = keepers.isEmpty() ? Keeper.NONE : keepers.get(0);
    }

    @Override
    public String id() {
        return "plot";
    }

    @Override
    public String title() {
        return "spectrum, mass distribution, response and correlations as SVG and PNG";
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void write(Measurement measurement, Path folder, Console console) throws IOException {
        try {
            FigureFiles.write(
                    figures(measurement),
                    folder,
                    Runtime.getRuntime().availableProcessors(),
                    (what, draw) -> keeper.kept(this, what, draw));
        } catch (LinkageError | InternalError e) {
            throw new FiduciaException(
                    FiduciaException.Kind.PLUGIN,
                    "plot: this Java runtime cannot draw text (" + e + ")",
                    "install fontconfig and a font such as DejaVu Sans, or take \"plot\" out of the card's writers",
                    e);
        }
    }

    /** All figures of a measurement. */
    static List<Figure> figures(Measurement measurement) {
        var figures = new ArrayList<Figure>();
        MassFigure.figure(measurement).ifPresent(figures::add);
        figures.add(SpectrumFigure.of(measurement));
        figures.add(MatrixFigures.response(measurement));
        MassFigure.surroundings(measurement).ifPresent(figures::add);
        if (measurement.joint().names().size() > 1) {
            figures.add(MatrixFigures.correlation(measurement));
        }
        FinalStateFigure.of(measurement).ifPresent(figures::add);
        ParameterFigures.fractions(measurement).ifPresent(figures::add);
        ParameterFigures.normalisations(measurement).ifPresent(figures::add);
        if (!measurement.breakdown().isEmpty()) {
            figures.add(SystematicsFigures.breakdown(measurement));
        }
        if (!measurement.impacts().isEmpty()) {
            figures.add(SystematicsFigures.impacts(measurement));
        }
        figures.addAll(CoordinateFigures.of(measurement));
        WeightedFigure.of(measurement).ifPresent(figures::add);
        var analysis = measurement.analysis();
        figures.addAll(new ProfileFigures(
                        analysis.title(),
                        Captions.exposure(analysis),
                        name -> axis(measurement, name),
                        new double[] {1, 4},
                        List.of("68.3 %", "95.4 %"))
                .of(measurement.answers()));
        return figures;
    }

    /** Title of the axis of a reported quantity; its name where nothing more is known of it. */
    private static String axis(Measurement measurement, String name) {
        int place = measurement.joint().names().indexOf(name);
        if (place >= 0 && place < measurement.bins().size()) {
            return BinPlaces.CROSS_SECTION
                    + in(measurement, measurement.bins().get(place).bin());
        }
        return new BinResults(measurement)
                .title(name, bin -> in(measurement, bin))
                .orElse(name);
    }

    /** Which bin it is about; nothing where there is one. */
    private static String in(Measurement measurement, Bin bin) {
        var observable = measurement.observable();
        if (measurement.bins().size() == 1) {
            return "";
        }
        if (observable.axes().size() > 1) {
            return ", " + observable.label() + ": " + bin.title();
        }
        Axis axis = observable.axes().get(0);
        boolean number = !bin.ranges().get(0).absent() && !axis.unit().isEmpty();
        return ", " + axis.title() + ": " + bin.title() + (number ? " " + axis.unit() : "");
    }
}

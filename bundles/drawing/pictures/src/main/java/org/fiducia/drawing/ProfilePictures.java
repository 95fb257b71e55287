package org.fiducia.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.fiducia.api.inference.Conclusions.Answers;
import org.fiducia.api.inference.Conclusions.Contours;
import org.fiducia.api.inference.Conclusions.Grid;
import org.fiducia.api.inference.Conclusions.Scan;

/**
 * The pictures of profile likelihoods: a curve for each scan, and a plane for each pair of parameters.
 *
 * @param header draws the line above the frame
 * @param axis title of the scale of a parameter, by its name
 * @param levels of 2ΔNLL of one parameter that are marked in scans
 * @param shares what they cover, in words
 */
public record ProfilePictures(
        BiConsumer<Graphics2D, Rectangle2D> header,
        Function<String, Label> axis,
        double[] levels,
        List<String> shares) {
    /** The pictures of all scans and contours. */
    public List<Picture> of(Answers answers) {
        var pictures = new ArrayList<Picture>();
        for (Scan scan : answers.scans()) {
            pictures.add(ScanPicture.of(this, scan, name("scan", scan.parameter())));
        }
        var drawn = new ArrayList<Grid>();
        for (Contours contours : answers.contours()) {
            Optional<Grid> grid = answers.grids().stream()
                    .filter(g ->
                            g.first().equals(contours.first()) && g.second().equals(contours.second()))
                    .findFirst();
            grid.ifPresent(drawn::add);
            pictures.add(PlanePicture.of(
                    this, grid, Optional.of(contours), name("contour", contours.first(), contours.second())));
        }
        for (Grid grid : answers.grids()) {
            if (!drawn.contains(grid)) {
                pictures.add(PlanePicture.of(
                        this, Optional.of(grid), Optional.empty(), name("scan", grid.first(), grid.second())));
            }
        }
        return pictures;
    }

    /** A name for a file: what could confuse a file system becomes a line. */
    private static String name(String... parts) {
        return String.join("-", parts).replaceAll("[^A-Za-z0-9_.+-]", "_");
    }
}

package org.fiducia.exchange.fit;

import java.util.ArrayList;
import java.util.List;
import org.fiducia.drawing.Picture;
import org.fiducia.exchange.fit.Conclusions.Contours;
import org.fiducia.exchange.fit.Conclusions.Grid;
import org.fiducia.exchange.fit.Conclusions.Scan;

/** The pictures of a fit: a curve for each scan, and a plane for each pair of parameters. */
final class ProfilePictures {
    private ProfilePictures() {}

    static List<Picture> of(Outcome outcome, Conclusions conclusions) {
        var pictures = new ArrayList<Picture>();
        for (Scan scan : conclusions.scans()) {
            pictures.add(ScanPicture.of(outcome, scan, name("scan", scan.parameter())));
        }
        var drawn = new ArrayList<Grid>();
        for (Contours contours : conclusions.contours()) {
            Grid grid = conclusions.grids().stream()
                    .filter(g ->
                            g.first().equals(contours.first()) && g.second().equals(contours.second()))
                    .findFirst()
                    .orElse(null);
            drawn.add(grid);
            pictures.add(
                    PlanePicture.of(outcome, grid, contours, name("contour", contours.first(), contours.second())));
        }
        for (Grid grid : conclusions.grids()) {
            if (!drawn.contains(grid)) {
                pictures.add(PlanePicture.of(outcome, grid, null, name("scan", grid.first(), grid.second())));
            }
        }
        return pictures;
    }

    /** A name for a file: what could confuse a file system becomes a line. */
    private static String name(String... parts) {
        return String.join("-", parts).replaceAll("[^A-Za-z0-9_.+-]", "_");
    }
}

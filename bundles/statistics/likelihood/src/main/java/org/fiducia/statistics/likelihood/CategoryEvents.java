package org.fiducia.statistics.likelihood;

import org.fiducia.api.Nullable;

/** The events of a category with what their density is made of, as the loop over them wants it. */
final class CategoryEvents {
    /** Number of events. */
    int events;
    /** Weight of each event; null for 1. */
    @Nullable double[] weights;
    /** Number of components. */
    int components;
    /** Density of each component: per event, or per step. */
    double[][] density = {};

    /** Where in the array of a component that is no step function the events of this category begin. */
    int[] offset = {};
    /** Step of each segment, or of each event, in the array of a component; null for one that is no step function. */
    int[][] step = {};
    /** First event of each segment, then the number of events; null when each event is taken by itself. */
    @Nullable int[] segments;
    /** Yield of each component. */
    double[] yield = {};
    /** Out, −yield w/f per event, or sums of it per step, where the density has them; null for components without. */
    double[][] pull = {};
    /** Number of rows. */
    int rows;
    /** Each row: per event, or per step. */
    double[][] row = {};
    /** Component of each row. */
    int[] owner = {};
    /** Rows that are taken event by event, rising. */
    int[] smooth = {};
    /** Rows that are taken segment by segment, rising. */
    int[] stepped = {};
}

package org.fiducia.api.command;

/**
 * Hears of what happens to jobs: of one when it is given to {@link Jobs#start}, of all when it is a service. It is called in
 * the order of events, for one job never by two threads at once, and keeps the work waiting: it returns soon. What it throws
 * is ignored.
 */
public interface JobListener {
    /** A job has begun. */
    default void started(Job job) {}

    /** A stage has begun; {@link Job#status} tells which. */
    default void staged(Job job) {}

    /** The stage has gone on; called a few times a second at most. */
    default void advanced(Job job) {}

    /** The work has something to say that the user should know; not told twice. */
    default void warned(Job job, String message) {}

    /** The stage is over; nothing is known of the next one. */
    default void paused(Job job) {}

    /** The job is over. */
    default void ended(Job job) {}
}

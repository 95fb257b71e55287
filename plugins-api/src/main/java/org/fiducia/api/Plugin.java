package org.fiducia.api;

/**
 * What every plug-in says of itself. A plug-in is a service: its kind is the service interface, its version that of the
 * bundle it comes from.
 */
public interface Plugin {
    /** Name used on the command line and in the analysis card; unique within a kind, letters, digits and dashes. */
    String id();

    /** One line for people. LaTeX between dollar signs is allowed. */
    String title();
}

/** Verbs that a bundle adds to the command line and the shell. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.5.0")
package org.fiducia.api.command;

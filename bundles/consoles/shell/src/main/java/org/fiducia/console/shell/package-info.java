/** The verbs as commands of the Gogo shell. */
package org.fiducia.console.shell;

/** The verbs of the kernel and the command line that runs every verb. */
package org.fiducia.kernel.commands;

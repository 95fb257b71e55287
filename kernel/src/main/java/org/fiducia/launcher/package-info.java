/** Starts the framework. On the class path of the process, not in a bundle. */
package org.fiducia.launcher;

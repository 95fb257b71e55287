/** Units of work for the program that runs the framework, and their doing where it runs another framework. */
package org.fiducia.scheduler.host;

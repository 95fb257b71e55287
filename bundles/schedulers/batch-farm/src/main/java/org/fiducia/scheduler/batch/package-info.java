/** Units of work as files, for batch farms: written by one process, done by any, added up by a last one. */
package org.fiducia.scheduler.batch;

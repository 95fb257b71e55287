/** Reports as pictures and as pages. */
package org.fiducia.writer.report;

/** What was answered before, given again with the same files, before a framework is started. */
package org.fiducia.kernel.recall;

/** Work that shows progress, uses all cores and can be cancelled. */
package org.fiducia.kernel.jobs;

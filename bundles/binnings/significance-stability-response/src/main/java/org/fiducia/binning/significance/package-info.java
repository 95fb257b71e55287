/** Bins that are significant, stable and well told apart. */
package org.fiducia.binning.significance;

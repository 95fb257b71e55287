/** Results of two calls side by side: what moved, and by how much. */
package org.fiducia.validation.compare;

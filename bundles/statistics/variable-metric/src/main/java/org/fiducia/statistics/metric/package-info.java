/** A quasi-Newton minimiser. */
package org.fiducia.statistics.metric;

/** Second-order minimisation with limits. */
package org.fiducia.statistics.newton;

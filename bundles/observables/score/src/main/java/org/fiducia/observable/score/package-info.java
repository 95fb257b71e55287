/** The observable {@code score}: what trained networks say of a candidate. */
package org.fiducia.observable.score;

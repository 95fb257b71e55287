/** The observable {@code boosted}. */
package org.fiducia.observable.boosted;

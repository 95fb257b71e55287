/** The observable {@code jetMass}. */
package org.fiducia.observable.jetmass;

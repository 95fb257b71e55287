/** The observable {@code pT}, exported for observables that are composed with it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.observable.pt;

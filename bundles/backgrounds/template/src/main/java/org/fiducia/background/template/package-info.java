/** Smoothed mass templates from weighted events, for background models. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.background.template;

/** Contracts that a plug-in's tests extend, and a real framework to run them in. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.0.0")
package org.fiducia.testkit;

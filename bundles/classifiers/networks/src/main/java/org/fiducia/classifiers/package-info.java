/** What channels whose candidates are scored, and those who evaluate the networks, tell one another. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.classifiers;

/** What channels with misidentified objects, and those who estimate such backgrounds, tell one another. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.objects.misidentified;

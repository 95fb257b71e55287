/** What channels tell of how a Higgs boson was produced. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.objects.production;

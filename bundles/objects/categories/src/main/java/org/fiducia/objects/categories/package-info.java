/** Classes of candidates, as a card defines them by conditions on their quantities. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.fiducia.objects.categories;

/** JSON files whose every element knows its place, for messages about what is wrong with it. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
package org.fiducia.exchange.json;

/** The statistical model as plain data: parameters, constraints, categories, components, shapes. All of it can be serialised. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.1.0")
package org.fiducia.api.model;

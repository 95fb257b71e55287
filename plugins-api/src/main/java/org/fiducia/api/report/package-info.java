/** What verbs answer, as data: text, tables, figures, documents and files, which others print, draw and write. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.1.0")
package org.fiducia.api.report;

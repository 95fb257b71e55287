/** What is concluded from a likelihood: the questions, the answers, and who gives them. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("2.7.0")
package org.fiducia.api.inference;

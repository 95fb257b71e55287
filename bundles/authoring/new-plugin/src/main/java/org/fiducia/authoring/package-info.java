/** Writes the projects of new plug-ins. */
package org.fiducia.authoring;

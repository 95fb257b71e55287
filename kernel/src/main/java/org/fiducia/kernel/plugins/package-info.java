/** The live view of the plug-ins in the service registry. */
package org.fiducia.kernel.plugins;

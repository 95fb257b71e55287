/** What has been computed before, under a hash of what made it. */
package org.fiducia.kernel.store;

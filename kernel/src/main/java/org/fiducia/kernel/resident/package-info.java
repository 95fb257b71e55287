/** The kernel as a process that stays: it takes the calls of other processes of its user at a socket. */
package org.fiducia.kernel.resident;

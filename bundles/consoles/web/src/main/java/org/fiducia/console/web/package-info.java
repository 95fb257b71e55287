/** A web console on the loopback interface: plug-ins, cards, jobs and results in a browser. */
package org.fiducia.console.web;

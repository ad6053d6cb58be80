package org.linli.load.trsp;

/**
 * A request that a technician serves, in the unit of the instance.
 *
 * @param departs when the technician leaves the place before
 * @param starts  when the service starts
 */
record Stop(int technician, int request, double departs, double starts) {}

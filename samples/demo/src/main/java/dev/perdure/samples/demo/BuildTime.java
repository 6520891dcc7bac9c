package dev.perdure.samples.demo;

/**
 * How long a build of all actions took.
 *
 * @param name how it was built
 * @param kind {@code cold} or {@code worker}
 * @param atOnce how many actions ran at once
 * @param millis the wall time, with the start of the workers
 */
record BuildTime(String name, String kind, int atOnce, double millis) {}

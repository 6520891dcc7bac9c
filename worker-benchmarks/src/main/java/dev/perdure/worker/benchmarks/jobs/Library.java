package dev.perdure.worker.benchmarks.jobs;

/**
 * What one compiler process compiles.
 *
 * @param modules how many modules it has, none of which needs another
 */
public record Library(int modules) {}

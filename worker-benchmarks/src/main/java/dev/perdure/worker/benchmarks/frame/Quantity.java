package dev.perdure.worker.benchmarks.frame;

/**
 * One number that a trial gave.
 *
 * @param name what it is, such as {@code CPU}
 * @param unit of the value, such as {@code ms}
 */
public record Quantity(String name, String unit, double value) {}

package dev.perdure.worker.testing.cli.explain;

/**
 * Something in a recording that is a problem for a client.
 *
 * @param at the time, in microseconds from the worker's start
 * @param text what it is, and how it affects the client
 */
public record Finding(long at, String text) {}

package dev.perdure.worker.testing.record;

/**
 * Something in a recording that a client suffers from.
 *
 * @param at when, in microseconds from the worker's start
 * @param text what it is, and what it does to the client
 */
public record Finding(long at, String text) {}

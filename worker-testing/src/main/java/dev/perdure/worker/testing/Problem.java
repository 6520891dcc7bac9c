package dev.perdure.worker.testing;

/**
 * Something that a worker did wrong.
 *
 * @param symptom its kind
 * @param text what was expected, and what came instead
 */
record Problem(Symptom symptom, String text) {}

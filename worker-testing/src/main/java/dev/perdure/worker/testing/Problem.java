package dev.perdure.worker.testing;

/**
 * Something that a worker did wrong.
 *
 * @param symptom its kind
 * @param text what came instead of what
 */
record Problem(Symptom symptom, String text) {}

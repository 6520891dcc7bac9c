package dev.perdure.worker.cache.remote.result;

/**
 * Which results a cache keeps.
 *
 * @param maxBytes the greatest total size of the outputs of one action
 * @param failures whether results with an exit code other than 0 are kept, too
 */
public record ResultLimits(long maxBytes, boolean failures) {}

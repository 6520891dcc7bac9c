package dev.perdure.worker.cache;

/**
 * What a cache has done since it was made, and what it holds.
 *
 * @param hits requests for a value that were answered without loading
 * @param loads values that were made
 * @param failures loads that threw
 * @param waits requests that waited for a load of another one
 * @param evictions values that were let go
 * @param count values that are kept
 * @param weight how heavy they are together
 * @param loadNanos the time that all loads took
 */
public record CacheStatistics(
    long hits,
    long loads,
    long failures,
    long waits,
    long evictions,
    long count,
    long weight,
    long loadNanos) {}

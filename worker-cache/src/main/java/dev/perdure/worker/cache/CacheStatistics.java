package dev.perdure.worker.cache;

/**
 * What a cache has done since it was created, and what it has now.
 *
 * @param hits requests for a value that were answered without loading
 * @param loads values that were loaded
 * @param failures loads that threw
 * @param waits requests that waited for another request's load
 * @param evictions values that were evicted
 * @param count values that are in the cache now
 * @param weight the total weight of these values
 * @param loadNanos the total time of all loads, in nanoseconds
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

package dev.perdure.worker.cache.remote;

/**
 * What a remote cache has done so far.
 *
 * @param hits requests whose result was downloaded
 * @param misses cacheable requests for which no result was found, so that the work was done here
 * @param published results that were uploaded
 * @param unpublished results that could not be uploaded, because of their origin, their files or
 *     the server, and requests whose result can't be kept
 * @param corrupt results that were not used, because what was downloaded for them was wrong
 * @param failures requests to the server that failed
 */
public record RemoteCacheStatistics(
    long hits, long misses, long published, long unpublished, long corrupt, long failures) {}

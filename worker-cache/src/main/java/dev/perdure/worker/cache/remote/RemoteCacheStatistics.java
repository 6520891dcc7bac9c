package dev.perdure.worker.cache.remote;

/**
 * What a remote cache did so far.
 *
 * @param hits requests whose result was downloaded
 * @param misses requests whose work was done here although their result could have been there
 * @param published results that were uploaded
 * @param unpublished results that were not to be uploaded, for their origin or their files
 * @param corrupt results whose download was something else
 * @param failures requests to the server that failed
 */
public record RemoteCacheStatistics(
    long hits, long misses, long published, long unpublished, long corrupt, long failures) {}

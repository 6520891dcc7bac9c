package dev.perdure.worker.maven;

import dev.perdure.worker.WorkRequest;

/**
 * A request that the packaged worker must answer.
 *
 * @param request the request
 * @param exitCode the exit code that the answer must have
 */
record TrainingRequest(WorkRequest request, int exitCode) {}

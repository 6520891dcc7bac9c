/**
 * Job tokens, by which one number limits the jobs of a build, whichever process runs them. A {@link
 * dev.perdure.worker.jobserver.JobServer} owns the tokens and starts children that share them. A
 * {@link dev.perdure.worker.jobserver.JobClient} takes tokens from the server that started this
 * process, which can be another worker, GNU make or cabal. Both support four protocols ({@link
 * dev.perdure.worker.jobserver.JobProtocol}) with the same methods.
 */
@NullMarked
package dev.perdure.worker.jobserver;

import org.jspecify.annotations.NullMarked;

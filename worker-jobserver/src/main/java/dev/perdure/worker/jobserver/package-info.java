/**
 * Job tokens: one number that bounds the jobs of a build, whoever runs them. A {@link
 * dev.perdure.worker.jobserver.JobServer} owns the tokens and starts children that take part; a
 * {@link dev.perdure.worker.jobserver.JobClient} takes tokens from the server that started this
 * process, be it another worker, GNU make or cabal. Both speak four protocols ({@link
 * dev.perdure.worker.jobserver.JobProtocol}) behind one interface.
 */
@NullMarked
package dev.perdure.worker.jobserver;

import org.jspecify.annotations.NullMarked;

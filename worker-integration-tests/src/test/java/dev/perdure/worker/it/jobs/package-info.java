/**
 * Job tokens between this library and real peers: GNU make of two versions, GHC and cabal, each as
 * the server of our client and as the client of our server where it can be both. Our side runs
 * beside them, in the same root directory, by {@link dev.perdure.worker.it.jobs.JobsProgram}.
 */
@NullMarked
package dev.perdure.worker.it.jobs;

import org.jspecify.annotations.NullMarked;

/**
 * Records, analyses and replays what a client and a worker send to each other.
 *
 * <p>A {@link dev.perdure.worker.testing.record.Recorder} is placed between the two and passes
 * bytes through. Its log is a {@linkplain dev.perdure.worker.testing.record.RecordingReader
 * sequence of events}. A {@link dev.perdure.worker.testing.record.TimeLine} shows what ran when,
 * and a {@link dev.perdure.worker.testing.record.Replay} makes another worker do the same work
 * again.
 */
@NullMarked
package dev.perdure.worker.testing.record;

import org.jspecify.annotations.NullMarked;

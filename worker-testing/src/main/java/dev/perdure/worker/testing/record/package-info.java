/**
 * What a client and a worker said to each other, written down, read again, and said again.
 *
 * <p>A {@link dev.perdure.worker.testing.record.Recorder} stands between the two and passes bytes
 * through. Its log is a {@linkplain dev.perdure.worker.testing.record.RecordingReader sequence of
 * events}; a {@link dev.perdure.worker.testing.record.TimeLine} tells from them what ran when, and
 * a {@link dev.perdure.worker.testing.record.Replay} has another worker do the same work again.
 */
@NullMarked
package dev.perdure.worker.testing.record;

import org.jspecify.annotations.NullMarked;

package dev.perdure.worker.jobserver;

import java.time.Duration;

/**
 * What a {@link JobClient} has, and has had so far.
 *
 * @param held the tokens of the leases that are open now; the one that it has from the start counts
 *     only while it is leased
 * @param mostHeld the most tokens that it has had at once
 * @param waiting the threads that are waiting for a token now
 * @param acquired the tokens that it has got since it was created
 * @param waited the total time that threads have waited for them
 */
public record JobClientStats(int held, int mostHeld, int waiting, long acquired, Duration waited) {}

package dev.perdure.worker.jobserver;

import java.time.Duration;

/**
 * What a {@link JobClient} has and has had.
 *
 * @param held the tokens that it has now, the one that it need not ask for among them
 * @param mostHeld the most that it has had at once
 * @param waiting the threads that wait for a token now
 * @param acquired the tokens that it was given since it was made
 * @param waited how long threads have waited for them, added up
 */
public record JobClientStats(int held, int mostHeld, int waiting, long acquired, Duration waited) {}

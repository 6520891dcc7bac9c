package dev.perdure.worker.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a {@link FileClaim}: {@code perdure-KERNEL-PID-START-RANDOM}. It tells, without
 * opening a file, which process may own it.
 *
 * @param kernel the running kernel that keeps its lock
 * @param process the number and the start time of the process that made it
 */
record ClaimName(String kernel, String process, String random) {
  static final String PREFIX = "perdure-";
  static final String LOCK_SUFFIX = ".lock";

  // Short, since the name can be part of a socket's path, which systems limit to about 100 bytes.
  private static final int KERNEL_DIGITS = 6;
  private static final long STARTS = 36 * 36 * 36 * 36;
  private static final long RANDOMS = 36 * STARTS;

  /** Stands in place of the kernel if no lock tells whether the owner is alive. */
  private static final String UNLOCKED = "unlocked";

  private static final Pattern LOCK_FILE =
      Pattern.compile(
          PREFIX + "([0-9a-z]{1,8})-([0-9]+-[0-9a-z]+)-([0-9a-z]+)" + Pattern.quote(LOCK_SUFFIX));

  private static final String THIS_KERNEL = thisKernel();
  private static final String THIS_PROCESS = thisProcess();

  /** A name that nobody has had before. */
  static ClaimName next() {
    long random = ThreadLocalRandom.current().nextLong(RANDOMS);
    return new ClaimName(THIS_KERNEL, THIS_PROCESS, Long.toString(random, Character.MAX_RADIX));
  }

  /** Like {@link #next}, for a file that can't be locked. */
  static ClaimName nextUnlocked() {
    return new ClaimName(UNLOCKED, THIS_PROCESS, next().random);
  }

  /** The name whose lock file {@code file} is; null if it is no lock file. */
  static @Nullable ClaimName ofLockFile(Path file) {
    Matcher matcher = LOCK_FILE.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        ? new ClaimName(matcher.group(1), matcher.group(2), matcher.group(3))
        : null;
  }

  /**
   * Whether the owner must have ended if this process can lock the file. That proves nothing if
   * another kernel, of another machine or a virtual one, may hold a lock that is not seen here. And
   * this process must not open a file that it may have locked itself, because closing it would
   * unlock it.
   */
  boolean isToldByItsLock() {
    return kernel.equals(THIS_KERNEL) && !kernel.equals(UNLOCKED) && !process.equals(THIS_PROCESS);
  }

  @Override
  public String toString() {
    return PREFIX + kernel + "-" + process + "-" + random;
  }

  private static String thisKernel() {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      return "local";
    }
    try {
      String id =
          Files.readString(Path.of("/proc/sys/kernel/random/boot_id"), StandardCharsets.ISO_8859_1);
      return id.substring(0, KERNEL_DIGITS);
    } catch (IOException | IndexOutOfBoundsException e) {
      return UNLOCKED;
    }
  }

  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    long start = self.info().startInstant().orElse(Instant.EPOCH).getEpochSecond();
    return self.pid() + "-" + Long.toString(start % STARTS, Character.MAX_RADIX);
  }
}

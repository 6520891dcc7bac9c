package dev.perdure.worker.cache.remote.http;

import java.util.Arrays;

/** Tells whether Zstandard can be used on this machine, and whether a server accepts it. */
public final class ZstdSupport {
  private ZstdSupport() {}

  /** Whether the library is there and its native code runs on this machine. */
  public static boolean isAvailable() {
    try {
      Zstd.load();
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Whether a header's value names Zstandard without forbidding it by the weight 0. */
  static boolean isAmong(String codings) {
    return Arrays.stream(codings.split(",", -1))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.matches("(?i)zstd(;q=(0\\.0*[1-9]\\d*|1(\\.0*)?))?"));
  }
}

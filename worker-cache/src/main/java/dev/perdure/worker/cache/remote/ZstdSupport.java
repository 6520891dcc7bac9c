package dev.perdure.worker.cache.remote;

import java.util.Arrays;

/** Whether Zstandard may be used: by this machine, and by what a server says. */
final class ZstdSupport {
  private ZstdSupport() {}

  /** Whether the library is there, and its native code runs on this machine. */
  static boolean isAvailable() {
    try {
      Zstd.load();
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  /** Whether a header's value names it, without the weight 0 that forbids it. */
  static boolean isAmong(String codings) {
    return Arrays.stream(codings.split(",", -1))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.matches("(?i)zstd(;q=(0\\.0*[1-9]\\d*|1(\\.0*)?))?"));
  }
}

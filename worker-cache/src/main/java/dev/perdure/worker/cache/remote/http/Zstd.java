package dev.perdure.worker.cache.remote.http;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import dev.perdure.worker.cache.remote.failure.LocalFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Zstandard, which the JDK doesn't have. The library is optional. This class can't be linked
 * without it, so it must only be used if {@link ZstdSupport} says that the library is there.
 */
final class Zstd {
  private Zstd() {}

  /** Loads the library and its native code. */
  static void load() {
    com.github.luben.zstd.Zstd.compressBound(1);
  }

  /**
   * Replaces the compressed {@code file} by its content.
   *
   * @throws CorruptEntryException if it is broken, or has more than {@code size} bytes: a few bytes
   *     can expand to terabytes
   * @throws LocalFailure if this machine can't write it
   */
  static void decompress(Path file, long size) throws IOException {
    Path plain = file.resolveSibling(file.getFileName() + ".plain");
    try {
      LocalFailure.of(
          () -> {
            try (OutputStream out = Files.newOutputStream(plain)) {
              copy(file, out, size);
            }
            return Files.move(plain, file, StandardCopyOption.REPLACE_EXISTING);
          });
    } finally {
      Files.deleteIfExists(plain);
    }
  }

  private static void copy(Path file, OutputStream out, long size) throws IOException {
    try (InputStream compressed = new BufferedInputStream(Files.newInputStream(file));
        ZstdInputStream in = new ZstdInputStream(compressed)) {
      byte[] buffer = new byte[1 << 16];
      long count = 0;
      for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
        count += n;
        if (count > size) {
          throw new CorruptEntryException("more than " + size + " bytes came, compressed");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private static int read(InputStream in, byte[] buffer) throws CorruptEntryException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new CorruptEntryException("it is no Zstandard: " + e.getMessage());
    }
  }

  /** Writes {@code file} compressed to {@code target}, and returns {@code target}. */
  static Path compress(Path file, Path target) throws IOException {
    try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(target))) {
      Files.copy(file, out);
    }
    return target;
  }
}

package dev.perdure.samples.scalac;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducibleJarTest {
  @TempDir Path directory;

  @Test
  void sameFilesInAnotherOrderAndAtAnotherTime_areTheSameBytes() throws Exception {
    Path one = jar("one.jar", LocalDateTime.of(2020, 1, 2, 3, 4), "b/", "b/B.class", "a.txt");
    Path two = jar("two.jar", LocalDateTime.of(2030, 5, 6, 7, 8), "a.txt", "b/B.class");
    ReproducibleJar.rewrite(one);
    ReproducibleJar.rewrite(two);

    assertThat(one).hasSameBinaryContentAs(two);
    try (ZipFile jar = new ZipFile(one.toFile())) {
      List<String> entries = new ArrayList<>();
      for (ZipEntry entry : jar.stream().toList()) {
        String text = new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
        entries.add(entry.getName() + " " + entry.getTimeLocal() + " " + text);
      }
      assertThat(entries)
          .containsExactly(
              "a.txt 1980-02-01T00:00 in a.txt", "b/B.class 1980-02-01T00:00 in b/B.class");
    }
  }

  private Path jar(String name, LocalDateTime time, String... entries) throws IOException {
    Path file = directory.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String each : entries) {
        ZipEntry entry = new ZipEntry(each);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
        if (!each.endsWith("/")) {
          zip.write(("in " + each).getBytes(UTF_8));
        }
      }
    }
    return file;
  }
}

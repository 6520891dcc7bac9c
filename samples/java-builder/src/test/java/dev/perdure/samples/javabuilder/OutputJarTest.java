package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputJarTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2010, 1, 1, 0, 0);

  @TempDir Path folder;

  private Path write(boolean compress, Map<String, byte[]> files) throws IOException {
    OutputJar jar = new OutputJar(compress);
    jar.attribute("Target-Label", "//a:a");
    jar.addAll(files);
    Path file = Files.createTempDirectory(folder, "jar").resolve("new/a.jar");
    jar.write(file);
    return file;
  }

  private static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("p/q/B.class", "class B".repeat(100).getBytes(UTF_8));
    files.put("p/A.class", "class A".repeat(100).getBytes(UTF_8));
    files.put("a.txt", new byte[0]);
    files.put("META-INF/MANIFEST.MF", "another one".getBytes(UTF_8));
    return files;
  }

  @Test
  void entries_areTheManifestAndThenAllByName() throws Exception {
    try (JarFile jar = new JarFile(write(true, files()).toFile())) {
      assertThat(jar.stream().map(JarEntry::getName))
          .containsExactly(
              "META-INF/",
              "META-INF/MANIFEST.MF",
              "a.txt",
              "p/",
              "p/A.class",
              "p/q/",
              "p/q/B.class");
      assertThat(jar.getManifest().getMainAttributes().getValue("Target-Label")).isEqualTo("//a:a");
      assertThat(jar.getManifest().getMainAttributes().getValue("Created-By")).isEqualTo("bazel");
    }
  }

  @Test
  void times_areThoseOfBazel() throws Exception {
    try (JarFile jar = new JarFile(write(true, files()).toFile())) {
      assertThat(jar.getEntry("p/A.class").getTimeLocal()).isEqualTo(TIME.plusSeconds(2));
      assertThat(jar.getEntry("a.txt").getTimeLocal()).isEqualTo(TIME);
      assertThat(jar.getEntry("p/").getTimeLocal()).isEqualTo(TIME);
    }
  }

  @Test
  void whatIsEmptyOrSmallOrNotToBeCompressed_isStored() throws Exception {
    try (JarFile compressed = new JarFile(write(true, files()).toFile());
        JarFile stored = new JarFile(write(false, files()).toFile())) {
      assertThat(compressed.getEntry("p/A.class").getMethod()).isEqualTo(ZipEntry.DEFLATED);
      assertThat(compressed.getEntry("a.txt").getMethod()).isEqualTo(ZipEntry.STORED);
      assertThat(compressed.getEntry("META-INF/MANIFEST.MF").getMethod())
          .isEqualTo(ZipEntry.STORED);
      assertThat(Collections.list(stored.entries()))
          .allMatch(it -> it.getMethod() == ZipEntry.STORED);
    }
  }

  @Test
  void sameFilesInAnotherOrderAndZone_areTheSameBytes() throws Exception {
    Map<String, byte[]> backwards = new LinkedHashMap<>();
    files().keySet().stream()
        .sorted(Collections.reverseOrder())
        .forEach(it -> backwards.put(it, files().get(it)));
    Path one = write(true, files());
    TimeZone zone = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    try {
      assertThat(write(true, backwards)).hasSameBinaryContentAs(one);
    } finally {
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void folder_isAddedWithItsEmptyFolders() throws Exception {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.createDirectories(classes.resolve("empty"));
    Files.createDirectories(classes.resolve("p"));
    Files.writeString(classes.resolve("p/text.txt"), "text");
    OutputJar jar = new OutputJar(true);
    jar.addFolder(classes);
    jar.write(folder.resolve("a.jar"));

    try (JarFile read = new JarFile(folder.resolve("a.jar").toFile())) {
      assertThat(read.stream().map(JarEntry::getName).skip(2))
          .containsExactly("empty/", "p/", "p/text.txt");
      assertThat(read.getInputStream(read.getEntry("p/text.txt")).readAllBytes())
          .isEqualTo("text".getBytes(UTF_8));
    }
  }
}

package dev.perdure.worker.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerPackageTest {
  @TempDir private Path folder;

  @Test
  void single_hasAllClassesAndServicesInOneJar() throws Exception {
    Packaged.in(folder, Layout.SINGLE).write();
    try (JarFile jar = new JarFile(folder.resolve("test-worker.jar").toFile())) {
      assertThat(names(jar))
          .doesNotHaveDuplicates()
          .contains(
              TestWorker.class.getName().replace('.', '/') + ".class", "shy/asm/ClassReader.class")
          .doesNotContain("module-info.class", "org/objectweb/asm/ClassReader.class");
      JarEntry codecs = jar.getJarEntry("META-INF/services/dev.perdure.worker.codec.WorkerCodec");
      assertThat(new String(jar.getInputStream(codecs).readAllBytes(), UTF_8))
          .contains("JsonWorkerCodec")
          .contains("ProtoWorkerCodec");
      assertThat(jar.stream()).allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
      assertThat(jar.getManifest().getMainAttributes().getValue("Launcher-Agent-Class"))
          .isEqualTo("dev.perdure.worker.exit.ExitTrapAgent");
      assertThat(jar.getManifest().getMainAttributes().getValue("Add-Exports"))
          .isEqualTo("java.base/sun.nio.ch");
    }
  }

  @Test
  void writtenTwice_isTheSameByteForByte() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    worker.write();
    byte[] once = Files.readAllBytes(folder.resolve("test-worker.jar"));
    worker.write();
    assertThat(folder.resolve("test-worker.jar")).hasBinaryContent(once);
  }

  @Test
  void manifestEntries_areInTheSameOrderInEachBuild() throws Exception {
    WorkerPackage plain = Packaged.in(folder, Layout.SINGLE);
    Map<String, String> entries = Map.of("E", "5", "A", "1", "D", "4", "C", "3", "B", "2");
    new WorkerPackage(
            plain.launcher(),
            plain.layout(),
            plain.mainClass(),
            plain.classes(),
            plain.libraries(),
            ExitTrapChoice.NONE,
            entries,
            plain.relocation(),
            null)
        .write();
    try (JarFile jar = new JarFile(folder.resolve("test-worker.jar").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().keySet().stream().map(Object::toString))
          .containsExactly("Manifest-Version", "Main-Class", "A", "B", "C", "D", "E");
    }
  }

  @Test
  void thin_namesTheJarsInLibAndDropsOlderOnes() throws Exception {
    Path stale = Files.createDirectories(folder.resolve("lib")).resolve("stale.jar");
    Files.writeString(stale, "");
    Packaged.in(folder, Layout.THIN).write();
    try (JarFile jar = new JarFile(folder.resolve("test-worker.jar").toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
          .startsWith("lib/Worker%201.jar lib/JsonWorkerCodec%201.jar ");
    }
    assertThat(folder.resolve("lib/Worker 1.jar")).isRegularFile();
    assertThat(stale).doesNotExist();
  }

  @Test
  void jarForSeveralReleases_staysOne() throws Exception {
    Path file =
        single(
            "META-INF/versions/21/a/B.txt",
            "META-INF/versions/21/module-info.class",
            "META-INF/SIGNED.SF");
    try (JarFile jar = new JarFile(file.toFile())) {
      assertThat(jar.isMultiRelease()).isTrue();
      assertThat(names(jar)).contains("META-INF/versions/21/a/B.txt").hasSize(3);
    }
  }

  @Test
  void jarWithOnlyItsModuleForSeveralReleases_isAPlainOne() throws Exception {
    Path file = single("META-INF/versions/21/", "META-INF/versions/21/module-info.class");
    try (JarFile jar = new JarFile(file.toFile())) {
      assertThat(jar.isMultiRelease()).isFalse();
    }
  }

  /** A single jar made from one for several releases that has these entries. */
  private Path single(String... entries) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
    manifest.getMainAttributes().putValue("Multi-Release", "true");
    Path other = folder.resolve("other.jar");
    try (StoredJar jar = StoredJar.create(other, manifest)) {
      for (String entry : entries) {
        jar.add(entry, new byte[0]);
      }
    }
    Path file = folder.resolve("all.jar");
    Manifest plain = new Manifest();
    plain.getMainAttributes().putValue("Manifest-Version", "1.0");
    SingleJar.write(file, plain, List.of(other), new Relocation(Map.of()), false);
    return file;
  }

  @Test
  void missingMainClass_isNamed() throws Exception {
    WorkerPackage right = Packaged.in(folder, Layout.SINGLE);
    WorkerPackage wrong = with(right, "example.Nowhere", right.libraries());
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(wrong::write)
        .withMessageContaining("the mainClass example.Nowhere is neither in")
        .withMessageContaining("Worker 1.jar");
  }

  @Test
  void exitTrapWithoutItsDependency_isRefused() throws Exception {
    WorkerPackage right = Packaged.in(folder, Layout.SINGLE);
    WorkerPackage wrong = with(right, right.mainClass(), right.libraries().subList(0, 4));
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(wrong::write)
        .withMessageContaining("worker-exit-trap");
  }

  @Test
  void exitCallsOfAThinWorker_arePackagedNowhere() throws Exception {
    WorkerPackage thin = Packaged.with(Packaged.in(folder, Layout.THIN), ExitTrapChoice.PACKAGED);
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(thin::write)
        .withMessageContaining("the exitTrap packaged needs single");
  }

  @Test
  void unknownExitTrap_isNamed() {
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> ExitTrapChoice.of("yes"))
        .withMessage("the exitTrap is true, packaged or false, not yes");
  }

  private static WorkerPackage with(WorkerPackage from, String mainClass, List<Library> libraries) {
    return new WorkerPackage(
        from.launcher(),
        from.layout(),
        mainClass,
        from.classes(),
        libraries,
        from.exitTrap(),
        from.manifestEntries(),
        from.relocation(),
        from.options());
  }

  private static List<String> names(JarFile jar) {
    return jar.stream().map(JarEntry::getName).toList();
  }
}

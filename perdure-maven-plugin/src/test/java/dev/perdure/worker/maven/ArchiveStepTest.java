package dev.perdure.worker.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perdure.worker.testing.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With real JVMs, which start {@link TestWorker}. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launch script needs a shell")
class ArchiveStepTest {
  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(Layout.class)
  void workerThatAnswers_getsAnArchiveThatTheJvmUses(Layout layout) throws Exception {
    WorkerPackage worker = Packaged.in(folder, layout);
    worker.write();
    Training training =
        Packaged.training(worker, Packaged.request(0, "0"), Packaged.request(7, "exit"));
    assertThat(make(training, ArchiveKind.CDS)).isEqualTo(ArchiveKind.CDS);
    assertThat(folder.resolve("test-worker.jsa")).isNotEmptyFile();
    assertThat(warnings).isEmpty();
    // The JVM is strict about it: without the archive of this jar it would not start.
    Files.writeString(folder.resolve("test-worker.jsa"), "none");
    assertThat(training.run(List.of(ArchiveKind.CDS.strictFlag()))).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void archiveOfTheSameWorker_isKept(Layout layout) throws Exception {
    FileTime made = archived(Packaged.in(folder, layout), Packaged.request(0, "0"));
    assertThat(archived(Packaged.in(folder, layout), Packaged.request(0, "0"))).isEqualTo(made);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void archiveOfAnotherWorker_isMadeAnew(Layout layout) throws Exception {
    WorkerPackage worker = Packaged.in(folder, layout);
    Path options = Files.writeString(folder.resolve("flags"), "-Xmx64m\n");
    FileTime made = archived(worker, Packaged.request(0, "0"));

    FileTime otherTraining = archived(worker, Packaged.request(3, "3"));
    assertThat(otherTraining).isGreaterThan(made);
    FileTime otherClasses =
        archived(Packaged.with(worker, ExitTrapChoice.NONE), Packaged.request(3, "3"));
    assertThat(otherClasses).isGreaterThan(otherTraining);
    FileTime otherFlags = archived(Packaged.with(worker, options), Packaged.request(3, "3"));
    assertThat(otherFlags).isGreaterThan(otherClasses);
    assertThat(warnings).isEmpty();
  }

  @Test
  void archiveWithWhichTheWorkerNoLongerStarts_isMadeAnew() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    archived(worker, Packaged.request(0, "0"));
    Path archive = Files.writeString(folder.resolve("test-worker.jsa"), "none");
    archived(worker, Packaged.request(0, "0"));
    assertThat(Files.size(archive)).isGreaterThan(100_000);
  }

  /** A worker that fails the training without an archive must not pass with a kept one. */
  @Test
  void workerThatNoLongerAnswers_failsInSpiteOfItsArchive() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    archived(worker, Packaged.request(0, "0"));
    Path file = Files.writeString(folder.resolve("input"), "");
    Training reads = Packaged.training(worker, Packaged.request(0, "exists", file.toString()));
    assertThat(make(reads, ArchiveKind.CDS)).isEqualTo(ArchiveKind.CDS);
    Files.delete(file);
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> make(reads, ArchiveKind.CDS))
        .withMessageContaining("[exists, " + file + "], was answered with exit code 1");
    assertThat(folder.resolve("test-worker.jsa")).doesNotExist();
  }

  /** When the worker's archive was made. */
  private FileTime archived(WorkerPackage worker, TrainingRequest request) throws Exception {
    worker.write();
    assertThat(make(Packaged.training(worker, request), ArchiveKind.CDS))
        .isEqualTo(ArchiveKind.CDS);
    return Files.getLastModifiedTime(folder.resolve("test-worker.jsa"));
  }

  @Test
  void workerWhoseExitCallsArePackaged_getsAnAotCacheFromJdk25On() throws Exception {
    assumeTrue(Runtime.version().feature() >= 25, "older JDKs have no AOT cache");
    WorkerPackage worker =
        Packaged.with(Packaged.in(folder, Layout.SINGLE), ExitTrapChoice.PACKAGED);
    worker.write();
    Training training =
        Packaged.training(worker, Packaged.request(3, "3"), Packaged.request(7, "exit"));
    assertThat(make(training, ArchiveKind.AOT, ArchiveKind.CDS))
        .as("%s", warnings)
        .isEqualTo(ArchiveKind.AOT);
    assertThat(folder.resolve("test-worker.aot")).isNotEmptyFile();
    assertThat(folder.resolve("test-worker.jsa")).doesNotExist();
    assertThat(warnings).isEmpty();
  }

  /** A call that ended the worker would leave its request without an answer. */
  @Test
  void exitCallInAPackagedClass_endsOnlyItsRequest() throws Exception {
    WorkerPackage worker =
        Packaged.with(Packaged.in(folder, Layout.SINGLE), ExitTrapChoice.PACKAGED);
    worker.write();
    assertThat(worker.hasAgent()).isFalse();
    Training training =
        Packaged.training(worker, Packaged.request(7, "exit"), Packaged.request(0, "0"));
    assertThat(training.run(List.of())).isNull();
  }

  @Test
  void answerWithAnotherExitCode_failsWithRequestAndOutput() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    worker.write();
    Training training =
        Packaged.training(worker, Packaged.request(0, "0"), Packaged.request(0, "3", "x"));
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> make(training, ArchiveKind.CDS))
        .withMessageContaining(
            "training request 2, [3, x], was answered with exit code 3 instead of 0")
        .withMessageContaining("worked on [3, x]");
    assertThat(folder.resolve("test-worker.jsa")).doesNotExist();
  }

  @Test
  void missingJar_fails() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    worker.write();
    Files.delete(folder.resolve("test-worker.jar"));
    Training training = Packaged.training(worker, Packaged.request(0, "0"));
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> make(training, ArchiveKind.CDS))
        .withMessageContaining("test-worker.jar");
  }

  @Test
  void workerThatNeverAnswers_failsInTime() throws Exception {
    Training training = scripted("while read -r line; do :; done", Duration.ofSeconds(1));
    assertThatExceptionOfType(PackagingException.class)
        .isThrownBy(() -> make(training))
        .withMessageContaining("did not answer request 0 within");
  }

  @Test
  void archiveThatTheJvmRefuses_isDroppedWithAWarning() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    worker.write();
    Files.writeString(folder.resolve("test-worker.options"), "-Xshare:off\n");
    Training training = Packaged.training(worker, Packaged.request(0, "0"));
    assertThat(make(training, ArchiveKind.CDS)).isNull();
    assertThat(warnings).singleElement().asString().contains("the class archive could not be made");
  }

  @Test
  void archiveThatCrashesTheWorker_isDroppedAndTheNextKindIsTried() throws Exception {
    WorkerPackage worker = Packaged.in(folder, Layout.SINGLE);
    worker.write();
    // Stands for a JVM that writes a cache and crashes with it.
    Path real = Files.move(worker.launcher(), folder.resolve("real"));
    for (String suffix : List.of("jar", "jsa", "aot")) {
      Files.createSymbolicLink(
          folder.resolve("real." + suffix), folder.resolve("test-worker." + suffix));
    }
    script(
        """
        case "$JAVA_TOOL_OPTIONS" in
          *AOTCacheOutput*)
            unset JAVA_TOOL_OPTIONS
            "%1$s" "$@" && echo cache >"$0.aot"
            exit
            ;;
          *AOTMode*) kill -SEGV $$ ;;
        esac
        exec "%1$s" "$@"
        """
            .formatted(real));
    Training training = Packaged.training(worker, Packaged.request(0, "0"));
    assertThat(make(training, ArchiveKind.AOT, ArchiveKind.CDS)).isEqualTo(ArchiveKind.CDS);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("the AOT cache was made, but the worker fails with it");
    assertThat(folder.resolve("test-worker.aot")).doesNotExist();
    assertThat(folder.resolve("test-worker.jsa")).exists();
  }

  private ArchiveKind make(Training training, ArchiveKind... kinds) throws Exception {
    return new ArchiveStep(training, warnings::add).make(List.of(kinds));
  }

  private Training scripted(String commands, Duration timeout) throws Exception {
    return new Training(
        script(commands),
        folder,
        TargetJdk.at(Path.of(System.getProperty("java.home"))),
        Protocol.JSON,
        List.of(Packaged.request(0, "0")),
        timeout);
  }

  private Path script(String commands) throws IOException {
    Path file = Files.writeString(folder.resolve("test-worker"), "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }
}

package dev.perdure.worker.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Within a file system, and from one to another where the machine has two. */
@Timeout(60)
class WholeMoveTest {
  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir Path temp;

  private Path from;

  @AfterEach
  void delete() throws IOException {
    if (from != null) {
      FileTree.delete(from);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void file_keepsItsPermissionsAndReplacesAnother(boolean far) throws Exception {
    Path source = Files.writeString(from(far).resolve("a"), "new");
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x--x"));
    Path target = Files.writeString(to().resolve("b"), "old");
    WholeMove.move(source, target);
    assertThat(target).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rwxr-x--x");
    assertOnly(target);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void symlink_staysOneAndReplacesOne(boolean far) throws Exception {
    Path source = Files.createSymbolicLink(from(far).resolve("a"), Path.of("nowhere"));
    Path other = Files.writeString(temp.resolve("other"), "other");
    Path target = Files.createSymbolicLink(to().resolve("b"), other);
    WholeMove.move(source, target);
    assertThat(Files.readSymbolicLink(target)).hasToString("nowhere");
    assertThat(other).hasContent("other");
    assertOnly(target);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void directory_replacesAnotherThatIsFull(boolean far) throws Exception {
    Path source = Files.createDirectories(from(far).resolve("a"));
    Path inner = Files.createDirectory(source.resolve("inner"));
    Files.writeString(inner.resolve("file"), "new");
    Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("r-xr-xr-x"));
    Path target = Files.createDirectories(to().resolve("b"));
    Files.writeString(target.resolve("old"), "old");
    WholeMove.move(source, target);
    assertThat(target.resolve("old")).doesNotExist();
    assertThat(target.resolve("inner/file")).hasContent("new");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("inner"))))
        .isEqualTo("r-xr-xr-x");
    assertOnly(target);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fileAndDirectory_replaceEachOther(boolean far) throws Exception {
    Path target = Files.createDirectories(to().resolve("b/inner")).getParent();
    WholeMove.move(Files.writeString(from(far).resolve("a"), "new"), target);
    assertThat(target).hasContent("new");
    WholeMove.move(Files.createDirectory(from(far).resolve("a")), target);
    assertThat(target).isEmptyDirectory();
    assertOnly(target);
  }

  @Test
  void fileThatDoesNotFit_leavesWhatWasThere() throws Exception {
    Path small = Files.createDirectory(temp.resolve("small"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()) == 0);
    try {
      Path source = Files.write(from(false).resolve("a"), new byte[1 << 20]);
      Path target = Files.writeString(small.resolve("b"), "old");
      assertThatThrownBy(() -> WholeMove.move(source, target)).isInstanceOf(IOException.class);
      assertThat(target).hasContent("old");
      assertThat(small.toFile().list()).containsExactly("b");
      assertThat(source).exists();
    } finally {
      run("umount", small.toString());
    }
  }

  @Test
  void killedMove_leavesNoHalfFileAndNothingForGood() throws Exception {
    Path source = Files.write(from(true).resolve("a"), new byte[64 << 20]);
    Path target = to().resolve("b");
    Process mover =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Mover.class.getName(),
                source.toString(),
                target.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (WatchService watch = to().getFileSystem().newWatchService()) {
      to().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      mover.getOutputStream().write('\n');
      mover.getOutputStream().flush();
      while (mover.isAlive() && to().toFile().list().length < 2) {
        WatchKey changed = watch.poll(1, TimeUnit.SECONDS); // The copy has just begun.
        if (changed != null) {
          changed.reset();
        }
      }
    } finally {
      mover.destroyForcibly().waitFor();
    }
    assertThat(!Files.exists(target) || Files.size(target) == 64 << 20).isTrue();
    FileClaim.removeAbandoned(to());
    assertThat(to().toFile().list()).doesNotContain("a").hasSizeLessThan(2);
  }

  /** Moves its first argument to its second when told to. */
  static final class Mover {
    public static void main(String[] args) throws IOException {
      System.in.read();
      WholeMove.move(Path.of(args[0]), Path.of(args[1]));
    }
  }

  private static int run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1;
    }
  }

  private void assertOnly(Path target) {
    assertThat(to().toFile().list()).containsExactly(target.getFileName().toString());
    assertThat(from).isEmptyDirectory();
  }

  private Path from(boolean far) throws IOException {
    if (from == null) {
      assumeFalse(far && !isFar(), "the machine has one file system");
      from = Files.createTempDirectory(far ? MEMORY : temp, "perdure-move-");
    }
    return from;
  }

  private boolean isFar() throws IOException {
    return Files.isDirectory(MEMORY, LinkOption.NOFOLLOW_LINKS)
        && !Files.getFileStore(MEMORY).equals(Files.getFileStore(temp));
  }

  private Path to() {
    try {
      return Files.createDirectories(temp.resolve("to"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

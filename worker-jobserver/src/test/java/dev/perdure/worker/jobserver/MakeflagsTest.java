package dev.perdure.worker.jobserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakeflagsTest {
  @TempDir Path directory;

  private Path pipe() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static Optional<JobAddress> find(String makeflags) {
    return JobAddress.find(Map.of("MAKEFLAGS", makeflags), List.of());
  }

  /** The number of the descriptor by which this JVM has a file open. */
  private static String descriptorOf(Path file) throws Exception {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(each -> isSame(each, file)).findFirst().orElseThrow().getFileName() + "";
    }
  }

  private static boolean isSame(Path one, Path other) {
    return UnixFile.of(one).equals(UnixFile.of(other));
  }

  @Test
  void nothingAboutAJobServer_isNoAddress() {
    assertThat(find("")).isEmpty();
    assertThat(find("kw -j4")).isEmpty();
    assertThat(JobAddress.find(Map.of(), List.of("-jsem"))).isEmpty();
  }

  @Test
  void lastPipe_counts() throws Exception {
    Path pipe = pipe();
    assertThat(find("w -j4 --jobserver-auth=3,4 -j2 --jobserver-auth=fifo:" + pipe + " -- A=b"))
        .contains(new JobAddress.Fifo(pipe));
    assertThat(find("--jobserver-auth=fifo:" + pipe + " --jobserver-auth=-2,-2")).isEmpty();
  }

  @Test
  void fifoThatIsNoPipe_isNoAddress() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    assertThat(find("--jobserver-auth=fifo:" + file)).isEmpty();
    assertThat(find("--jobserver-auth=fifo:" + file + ".missing")).isEmpty();
  }

  @Test
  void descriptorsOfAPipe_areAnAddressThatOthersCanOpen() throws Exception {
    Path pipe = pipe();
    try (RandomAccessFile open = new RandomAccessFile(pipe.toFile(), "rw")) {
      String number = descriptorOf(pipe);
      JobAddress address = find("-j --jobserver-auth=" + number + "," + number).orElseThrow();
      assertThat(address).isInstanceOf(JobAddress.Descriptors.class);
      Path file = ((JobAddress.Descriptors) address).pipe();
      assertThat(file).startsWithRaw(Path.of("/proc", "" + ProcessHandle.current().pid()));
      assertThat(UnixFile.of(file)).isEqualTo(UnixFile.of(pipe));
      assertThat(find("--jobserver-fds=" + number + "," + number)).contains(address);
    }
  }

  @Test
  void descriptorsOfAFileOfThisProcess_areNoAddressAndTheFileStays() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Path pipe = pipe();
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
        RandomAccessFile other = new RandomAccessFile(pipe.toFile(), "rw")) {
      String number = descriptorOf(file);
      String otherNumber = descriptorOf(pipe);
      assertThat(find("--jobserver-auth=" + number + "," + number)).isEmpty();
      assertThat(find("--jobserver-auth=" + otherNumber + "," + number)).isEmpty();
      assertThat(find("--jobserver-auth=" + number + "," + otherNumber)).isEmpty();
      assertThat(find("--jobserver-auth=998,999")).isEmpty();
    }
    assertThat(file).hasContent("text");
  }

  @Test
  void descriptorThatOnlyReads_canGiveNothingBack() throws Exception {
    Path pipe = pipe();
    try (RandomAccessFile writer = new RandomAccessFile(pipe.toFile(), "rw")) {
      String both = descriptorOf(pipe);
      try (RandomAccessFile reader = new RandomAccessFile(pipe.toFile(), "r")) {
        String reading = otherDescriptorOf(pipe, both);
        assertThat(find("--jobserver-auth=" + reading + "," + both)).isPresent();
        assertThat(find("--jobserver-auth=" + both + "," + reading)).isEmpty();
      }
    }
  }

  private static String otherDescriptorOf(Path file, String known) throws Exception {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(each -> isSame(each, file))
          .map(each -> each.getFileName().toString())
          .filter(name -> !name.equals(known))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void semaphoreAmongTheArguments_countsBeforeTheEnvironment() throws Exception {
    Map<String, String> environment = Map.of("MAKEFLAGS", "--jobserver-auth=fifo:" + pipe());
    assertThat(JobAddress.find(environment, List.of("--make", "-jsem", "a", "-jsem", "b")))
        .contains(new JobAddress.Semaphore("b"));
    assertThat(JobAddress.find(environment, List.of("-jsem", "a", "-jsem cabal_semaphore_1")))
        .contains(new JobAddress.Semaphore("cabal_semaphore_1"));
    assertThat(JobAddress.ofSemaphore("v2-x"))
        .isEqualTo(new JobAddress.Socket("v2-x", SocketPool.directory().resolve("v2-x")));
  }

  @Test
  void jobServer_isAddedBeforeWhatIsNoFlag() {
    JobAddress address = new JobAddress.Fifo(Path.of("/p"));
    assertThat(address.environment(Map.of(), 4))
        .containsExactly(Map.entry("MAKEFLAGS", "-j4 --jobserver-auth=fifo:/p"));
    assertThat(address.environment(Map.of("MAKEFLAGS", "kw -- A=b"), 2))
        .containsExactly(Map.entry("MAKEFLAGS", "kw -j2 --jobserver-auth=fifo:/p -- A=b"));
  }
}

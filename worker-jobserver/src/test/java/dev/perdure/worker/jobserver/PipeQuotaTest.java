package dev.perdure.worker.jobserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A user without privileges who has very many pipes gets small ones, which can't be enlarged: see
 * {@code fs.pipe-user-pages-soft}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere no user has a limit")
@Timeout(60)
class PipeQuotaTest {
  /**
   * Opens pipes until the system gives smaller ones, and keeps them as what it becomes. Many more
   * than that, because other processes of the user may close theirs meanwhile.
   */
  private static final String MANY_PIPES =
      """
      $^F = 1 << 20;
      my @kept;
      my $small = 0;
      for (1 .. 5000) {
        pipe(my $from, my $to) or die "no pipe: $!";
        push @kept, $from, $to;
        $small++ if fcntl($from, 1032, 0) < 65536;
        exec @ARGV if $small == 1500;
      }
      die "all pipes are large";
      """;

  @TempDir Path directory;

  @Test
  void tokensThatFitIntoASmallPipe_goRound() throws Exception {
    assertThat(createWithManyPipes(4_096)).isEqualTo("4096 free");
  }

  @Test
  void moreTokens_areRefusedAndLeaveNothing() throws Exception {
    assertThat(createWithManyPipes(4_097)).contains("holds 4096 job tokens here, not 4097");
    assertThat(directory).isEmptyDirectory();
  }

  private String createWithManyPipes(int tokens) throws IOException, InterruptedException {
    List<String> limited = new ArrayList<>();
    if (Commands.output("id", "-u").equals("0")) {
      limited.addAll(List.of("setpriv", "--bounding-set=-sys_resource,-sys_admin"));
    }
    limited.addAll(List.of("sh", "-c", "ulimit -n 11000 && exec \"$@\"", "sh"));
    limited.addAll(List.of("perl", "-e", MANY_PIPES));
    assumeTrue(output(limited, "true").isEmpty(), "no small pipes here");
    return output(
        limited,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        Creating.class.getName(),
        Integer.toString(tokens),
        directory.toString());
  }

  private static String output(List<String> prefix, String... command)
      throws IOException, InterruptedException {
    List<String> all = Commands.prefixed(List.of(command), prefix.toArray(String[]::new));
    try {
      Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      process.waitFor();
      return output;
    } catch (IOException e) {
      return e.toString(); // No such program.
    }
  }

  /** Makes a server, and takes and gives back more tokens than a page of its pipe holds. */
  static final class Creating {
    public static void main(String[] args) throws Exception {
      int tokens = Integer.parseInt(args[0]);
      try (JobServer server = JobServer.create(JobProtocol.MAKE_FIFO, tokens, Path.of(args[1]))) {
        for (int i = 0; i < 5_000; i++) {
          server.client().acquire().close();
        }
        System.out.println(server.stats().free() + " free");
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
